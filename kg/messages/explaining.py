"""Messages of the area "explaining": code -> (Chinese, English).

``explain.lost.*`` are the reasons for which candidates lose, ``explain.rule.*`` the kinds of rules (what stands before the
first full stop of a rule's id).
"""

MESSAGES: dict[str, tuple[str, str]] = {
    "explain.help": (
        "说明一个名称（或别名、编号）：在何处提到、为何合并、有哪些事实与原句、哪些候选落选及原因。",
        "Explain a name (or alias or id): where it is mentioned, why names were merged, its facts with their sentences, "
        "and which candidates lost and why.",
    ),
    "explain.limit": ("每一节最多显示的条数。", "How many rows of each section to show."),
    "explain.aliases": ("别名：{names}", "Aliases: {names}"),
    "explain.merges": ("合并的原因", "Why merged"),
    "explain.mentions": ("提及（{count}）", "Mentions ({count})"),
    "explain.facts": ("事实（{count}）", "Facts ({count})"),
    "explain.reviews": ("待人工判断", "For a person to decide"),
    "explain.rejected": ("落选的候选（{count}）", "Rejected candidates ({count})"),
    "explain.article": ("第 {number} 篇", "article {number}"),
    "explain.pair": ("{name}：{value}", "{name}: {value}"),
    "explain.notes": ("；", "; "),
    "explain.yes": ("是", "yes"),
    "explain.no": ("否", "no"),
    "explain.by": ("规则 {rule}（{words}）", "rule {rule} ({words})"),
    "explain.and_model": ("{rule}与学习模型", "{rule} and the learned model"),
    "explain.by_plain": ("规则 {rule}", "rule {rule}"),
    "explain.measured": ("{by}，实测置信度 {confidence:.2f}", "{by}, measured confidence {confidence:.2f}"),
    "explain.lost": ("{by}：{reason}", "{by}: {reason}"),
    "explain.lost.overlap": (
        "与另一候选重叠，后者优先：{winner}",
        "overlaps another candidate that comes first: {winner}",
    ),
    "explain.lost.byline": ("是记者或通讯员的署名", "it is the byline of a reporter"),
    "explain.lost.common-words": (
        "只由普通词组成，不像简称",
        "it consists of common words and is no short name",
    ),
    "explain.lost.committee-of-anything": (
        "任何单位都有这样的机构，文中没有说明是哪一家的",
        "every institution has such a body, and the text does not say whose it is",
    ),
    "explain.lost.district-of-that-name": (
        "是同名的行政区，不是园区",
        "it is the district of that name and no park",
    ),
    "explain.lost.generic": (
        "是泛指，没有可以识别的名称",
        "it is a general expression without a name that identifies it",
    ),
    "explain.lost.inside-known-name": ("在另一名称之内", "it lies inside another name"),
    "explain.lost.inside-longer-name": (
        "只是更长名称的开头",
        "it is only the beginning of a longer name",
    ),
    "explain.lost.kind-not-name": ("说的是一类事物，不是名称", "it says a kind of thing and is no name"),
    "explain.lost.left-part-too-short": (
        "通名前面的部分太短，不成名称",
        "too little stands before the generic part to make a name",
    ),
    "explain.lost.longer-phrase": (
        "后面的词与它连成更长的词组",
        "the words after it make it part of a longer phrase",
    ),
    "explain.lost.no-place": (
        "这类名称前面应有地名，文中没有",
        "such a name needs a place in front, and there is none",
    ),
    "explain.lost.no-policy-word": (
        "书名号中没有政策用语（规划、方案、意见等）",
        "the title holds no word of a policy (plan, programme, opinion, …)",
    ),
    "explain.lost.no-trade-name": (
        "没有字号，只有行业或通名",
        "it has no trade name, only an industry or a generic part",
    ),
    "explain.lost.office-without-place": (
        "没有说明是哪一地的机构",
        "the text does not say of which place the office is",
    ),
    "explain.lost.relative-committee": (
        "没有说明是哪一地或哪一单位的委员会",
        "the text does not say of which place or institution the committee is",
    ),
    "explain.lost.stopword": ("在用户的停用名单中", "it is on the user's list of stop words"),
    "explain.lost.unlikely": (
        "规则与学习模型合起来看，可能性不足",
        "rules and the learned model together find it unlikely",
    ),
    "explain.lost.unlikely-name": (
        "不像人名（姓名用字的得分太低）",
        "its characters make an unlikely personal name",
    ),
    "explain.rule.amount": ("金额", "amounts"),
    "explain.rule.award": ("获评的句式", "phrases of awards"),
    "explain.rule.cluster": ("产业集群", "clusters"),
    "explain.rule.enterprise": ("上市公司等标注", "marks such as stock exchanges"),
    "explain.rule.gazetteer": ("名录", "list of names"),
    "explain.rule.government": ("地名加机关名", "place and office"),
    "explain.rule.honor": ("荣誉资质", "honours"),
    "explain.rule.implement": ("推行的句式", "phrases of implementing"),
    "explain.rule.invest": ("投资的句式", "phrases of investing"),
    "explain.rule.issue": ("发布的句式", "phrases of issuing"),
    "explain.rule.list": ("并列", "lists"),
    "explain.rule.located": ("位于、落户的句式", "phrases of location"),
    "explain.rule.location": ("地名", "places"),
    "explain.rule.model": ("学习模型", "learned model"),
    "explain.rule.name": ("名称自身包含的信息", "what a name says by itself"),
    "explain.rule.organization": ("机构名称的构成", "structure of organization names"),
    "explain.rule.part": ("隶属的句式", "phrases of belonging"),
    "explain.rule.partner": ("合作的句式", "phrases of cooperation"),
    "explain.rule.person": ("姓名与职务", "personal names and posts"),
    "explain.rule.place": ("地名的层级与修饰", "places inside places and before names"),
    "explain.rule.policy": ("政策名称", "names of policies"),
    "explain.rule.position": ("职务与单位相邻", "posts beside institutions"),
    "explain.rule.produce": ("生产的句式", "phrases of producing"),
    "explain.rule.product": ("产品", "products"),
    "explain.rule.project": ("项目", "projects"),
    "explain.rule.short": ("企业简称", "short names of enterprises"),
    "explain.rule.undertake": ("实施的句式", "phrases of undertaking"),
    "explain.rule.user": ("用户的名单或模式", "the user's lists and patterns"),
    "explain.rule.visit": ("考察的句式", "phrases of visits"),
}
