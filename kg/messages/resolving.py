"""Messages of the area "resolving": code -> (Chinese, English)."""

MESSAGES: dict[str, tuple[str, str]] = {
    "KG601": (
        '决定文件 {path} 第 {number} 条有误：{problem}。每条应为 {{"action": "merge" 或 "split", "first": 编号或名称, "second": 编号或名称}}',
        'Decision {number} in {path} is wrong: {problem}. Each one is {{"action": "merge" or "split", "first": id or name, '
        '"second": id or name}}',
    ),
    "KG602": ("决定文件 {path} 有 {count} 处错误：", "{count} fault(s) in the decisions of {path}:"),
    "KG603": (
        '读不懂决定文件 {path}：{problem}。应为 JSON 列表，如 [{{"action": "merge", "first": "甲公司", "second": "甲"}}]',
        "Cannot read the decisions in {path}: {problem}. They must be a JSON list such as "
        '[{{"action": "merge", "first": "A Ltd", "second": "A"}}]',
    ),
    "KG604": (
        "名称合并模型的权重文件 {path} 缺失或已损坏：{problem}。请重新安装 parkgraph；源码中可运行 python -m kg.resolving.training.fit_pairs 重新生成",
        "The weights of the name model, {path}, are missing or broken: {problem}. Install parkgraph again; in the source tree "
        "python -m kg.resolving.training.fit_pairs makes them anew",
    ),
    "resolving.canonical": (
        "原文注明“{short}”是“{full}”的简称",
        'the text says that "{short}" is short for "{full}"',
    ),
    "resolving.spelling": (
        "写法不同（全半角、空白、引号），名称相同",
        "same name written differently (width, blanks, quotes)",
    ),
    "resolving.core": ("字号相同：{core}", "same trade name {core}"),
    "resolving.contained": (
        "“{full}”的一部分，文中别无所指",
        'part of "{full}", and nothing else in the text fits',
    ),
    "resolving.initials": ("“{full}”的缩写（按顺序取字）", 'abbreviation of "{full}" (characters in order)'),
    "resolving.conflict": ("名称的这一部分相互矛盾：{part}", "the names contradict each other in: {part}"),
    "resolving.unlike": ("“{short}”与全称不够相近", '"{short}" is not close enough to the full name'),
    "resolving.listed": ("公开名录中“{full}”的简称", 'a listed short form of "{full}"'),
    "resolving.prefix": ("“{full}”的开头", 'the beginning of "{full}"'),
    "resolving.place": (
        "同一地点的简称或带上级区划的全称：{place}",
        "short form or fuller form of the place {place}",
    ),
    "resolving.office": ("同一机构：{place}{office}", "the same body: {place}{office}"),
    "resolving.unit": (
        "“{full}”的下属单位，省略了上级名称",
        'the unit of "{full}" without its parent\'s name',
    ),
    "resolving.person": ("同一人：姓名相同，带称谓", "the same person with a form of address"),
    "resolving.institution": ("同名人物，任职单位相同：{name}", "same name and the same institution: {name}"),
    "resolving.post": ("同名人物，职务相同：{name}", "same name and the same post: {name}"),
    "resolving.short": (
        "简称“{short}”在全部文档中只指一家",
        'the short form "{short}" means one thing in all documents',
    ),
    "resolving.decision": ("用户决定合并", "merged by the user's decision"),
    "resolving.gloss": ("括注了“{full}”的外文名", 'the text gives "{full}" beside it in other letters'),
    "resolving.learned": (
        "学习模型判断与“{full}”同指，可能性 {percent}%：{signs}",
        'the learned model takes it for the same as "{full}", with a likelihood of {percent} %: {signs}',
    ),
    "resolving.learned_unsigned": (
        "学习模型判断与“{full}”同指，可能性 {percent}%",
        'the learned model takes it for the same as "{full}", with a likelihood of {percent} %',
    ),
    "resolving.over": ("经由“{via}”：{why}", 'over "{via}": {why}'),
    "resolving.shared": (
        "不同文档中有相同的全称（地名与机关名补全后），因而是一个对象",
        "joined across documents by a full name that they share (places and offices written out)",
    ),
    "resolving.and": ("；", "; "),
    "resolving.sign_start": ("是全称的开头", "the beginning of the longer name"),
    "resolving.sign_end": ("是全称的结尾", "the end of the longer name"),
    "resolving.sign_inside": ("包含在全称里", "part of the longer name"),
    "resolving.sign_order": ("按顺序取了全称的字", "characters of the longer name in order"),
    "resolving.sign_characters": ("用字大多相同", "mostly the same characters"),
    "resolving.sign_trade": ("字号相同或相连", "trade names that agree"),
    "resolving.sign_place": ("只差地名", "only a place more"),
    "resolving.sign_legal": ("只差组织形式", "only a legal form more"),
    "resolving.sign_kind": ("只差类别词", "only words of kind more"),
    "resolving.sign_owner": ("只差所属者的名称", "only the owner's name more"),
    "resolving.sign_alone": ("文中没有别的名称与它相合", "no other name in the text fits"),
    "resolving.sign_first": ("全称先出现", "the longer name comes first"),
    "resolving.sign_near": ("两个名称相距很近", "the two stand near each other"),
    "resolving.sign_rule": ("名称各部分相合", "the parts of the names fit"),
    "resolving.ambiguous": (
        "“{short}”可能指多个对象：{candidates}",
        '"{short}" may mean several things: {candidates}',
    ),
    "resolving.unsupported": (
        "“{short}”可能是“{full}”，但没有文档把二者联系起来",
        '"{short}" may be "{full}", but no document links the two',
    ),
}
