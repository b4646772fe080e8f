"""HAS_AMOUNT: whose sum it is, what it measures, for which year (总投资10亿元的X项目; 2009年和2015年销售收入分别为A和B)."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.model import Props
from relations.alphabet import classed
from relations.arguments import Argument, Scene, codes, free, subject
from relations.clauses import View, code_of
from relations.lists import members
from relations.measures import bare_before, measure_of
from relations.respective import pair
from relations.status import status_of

AMOUNT = code_of("Amount")
PROJECT = code_of("Project")
BUILT = codes(("Project", "Park"))
PLACED = codes(("Cluster", "Park", "Location"))
FIRMS = codes(("Enterprise",))
NEAR = codes(("Enterprise", "Project", "Park"))
FAR = NEAR | codes(("Location",))
INDUSTRY = codes(("Cluster",))
NO_FIRMS = codes(("Location", "Government", "University"))
_RIVALS = codes(("Enterprise", "University", "Project", "Park", "Cluster", "Location", "Person"))
_PUA = "\ue000-\ue0ff"
_FIRM_MEASURE = re.compile(
    r"营业|营收|利润|注册资|(?<!固定)资产|市值|估值|融资|募资|募集|亏损|负债|股权|增资|纳税|薪酬"
)
_INVEST = re.compile(r"投资|总投资|斥资|耗资|计划投资|投入|概算|造价|中标")
_APPROX_WORD = re.compile(
    r"(?<![最附邻接将])近(?![年日期月几])|超过|超(?![市级导])|逾(?!期)|(?<![签合节条特预履违契])约(?![额定束])|突破|(?<!突)破(?!产)|不低于|不少于|高达|至少"
)
_YEARS = re.compile(r"(?:19|20)\d\d(?=年)")
# The owner is what follows and no name that was recognized: 投资3亿元的研发楼, 上亿元的产业.
_UNNAMED = re.compile(r"(?:以上|左右|余元|人民币|多元|余)*的(?!规模|水平|目标|大关)")
_NO_OWNER = re.compile(r"的[^，。；]{0,6}(?:产业|行业|市场|股票|公司|企业|不过|大型|项目|工程)")
# A sum of somebody else, or of everybody: 全球市场, 我国.
_OTHERS = re.compile(
    r"项目|工程|全球|全国|我国|行业|市场|每[股吨台套户人个只件公亩]|消费者|同期|均价|单价|售价|人均|平均|约合|相当于|合人民币|基准"
)
# The sum of one piece or head is no sum of the owner's.
_UNIT = r"(?:平方米|平米|公里|亩|吨|公斤|斤|千克|克|股|人|户|套|台|辆|件|只|头|羽|立方米|立方|度|千瓦时|瓦|棵|株|瓶|盒|箱|天|小时|次|份|名|位|张|元)"
_EACH = re.compile(
    rf"(?:每|一|单){_UNIT}[^，。；：]{{0,10}}\Z|(?:亩产|亩均|均价|单价|售价|人均|户均|平均|票价|时薪|月薪|月租|电价|股价|发行价|起步价|客单价|中标价为每)(?!值)[^，。；：]{{0,10}}\Z"
)
_PER = re.compile(rf"(?:人民币)?(?:/|每|一(?=[亩吨斤股]){_UNIT}?){_UNIT}")
# 投资5000万元以上的项目, 1亿元或1000万美元以上项目: a threshold that nobody owns.
_THRESHOLD = re.compile(
    rf"(?:（[^（）]{{0,12}}）)?(?:[或和、及]{AMOUNT})?(?:人民币)?(?:及)?(?:以上|以下|以内|不等)(?:的|工业|产业|重大|重点|优质|在建|签约|新?开工|[（]含[^（）]*[）])*"
    rf"(?:[^，。；：{_PUA}]{{0,4}}(?:项目|企业|公司|工程|单位|产品|订单|集群|园区)|[^，。；：{_PUA}]{{0,2}}[\d一二三四五六七八九十]+[个家项])"
)
# What is built, not who builds it, costs and yields.
_YIELD = re.compile(r"达产|投产后|建成后|完工后|建成投产")
_OUTPUT = re.compile(r"产值|规模|销售收入|利税|税收")
_COUNTED = re.compile(
    r"项目(?:共|达|有|累计)?[\d一二两三四五六七八九十]+余?多?[个项]|[\d一二两三四五六七八九十]+余?多?[个项][^，。；]{0,10}项目"
)
_WHOLE = re.compile(r"总投资|投资总额|概算|项目投资|计划投资")
_BUILDS = re.compile(
    rf"(?:以上|左右|人民币)*(?:（[^（）]{{0,20}}）)?，?(?:用于|将|在[^，。；]{{0,12}}|就地)?(?:投资|新建|建设|兴建|打造|投建|实施|改造|建|用于建设)[^，。；：！？{_PUA}]{{0,20}}?(?P<head>{PROJECT})"
)


# Words before a measure that name nobody, so that the sum can be that of the subject before.
_CLEAR = re.compile(
    r"(?:其中|预计|可|将|已经?|还|实现|完成|达到?|为|全年|去年|今年|当年|同期|期内|报告期内?|截至|至|到|第?[一二三四]季度?|上半年|下半年|半年|前三季度|年末|年底|[年月日末底内以来后]|约|\d|"
    r"[、—-]|累计|共|计划|拟|年报|财报|报告|数据|公告|显示|据|此外|另|目前|现|现有|拥有|总|新增|每年|调整后|归属于|母公司|上市公司|发行人|所有者|股东|的|公司|集团|企业|同比|增长|实际|并|也|"
    r"发放|获得|捐赠|提供|投入|募集|使用|形成|带动|创造|上缴|缴纳|设立|筹集|争取|发|是|由|初|均|接近|超过?|不|在|于|度|首次|突破)*"
)


def owners_of(scene: Scene) -> frozenset[str]:
    """The characters of the types that can have an amount."""
    return scene.letters.heads("HAS_AMOUNT")


@lru_cache(maxsize=8)
def _followed(owners: frozenset[str]) -> re.Pattern[str]:
    """An owner behind its sum (3亿元的X项目)."""
    return re.compile(
        r"(?:以上|左右|余元|的|人民币|）)*(?:（[^（）]{0,20}）)?(?:的|、[^，。；]{0,20}?的)"
        rf"[^，。；：！？{_PUA}]{{0,16}}?(?P<head>{classed(owners)})"
    )


def find(scene: Scene) -> None:
    """Add HAS_AMOUNT facts for every amount of the sentence."""
    view = scene.view
    done: set[int] = set()
    previous: tuple[list[Argument], str, Props] | None = None
    for position in sorted(p for p in view.refs if view.code[p] == AMOUNT):
        if position in done:
            continue
        group = [p for p in members(view, position, (AMOUNT,)) if p >= position]
        done.update(group)
        if len(group) > 1:
            owners = _owners(scene, position, measure_of(view.code[max(0, position - 40) : position]))
            if pair(scene, group, owners, owners_of(scene)):
                continue
        for amount in group:
            previous = _one(scene, amount, previous if amount != group[0] else None) or previous


def _one(
    scene: Scene, position: int, previous: tuple[list[Argument], str, Props] | None
) -> tuple[list[Argument], str, Props] | None:
    view = scene.view
    low, _ = view.clause(position)
    before = view.code[low:position]
    measure = measure_of(before)
    props: Props = {"measure": measure} if measure else {}
    approx = _APPROX_WORD.search(before[-6:])
    if approx:
        props["approx"] = approx.group()
    years = _YEARS.findall(view.code[max(0, position - 40) : position])
    if years:
        props["year"] = years[-1]
    status = status_of(view, position, position)
    if previous is not None and not measure:
        # A further sum of a list measures what the first one does and belongs to the same owner.
        heads, rule = previous[0], "amount.list"
        props = {**previous[2], **props}
    else:
        found = _head(scene, position, measure, before)
        if found is None:
            return None
        heads, rule = found
    scene.emit("HAS_AMOUNT", heads, [scene.at(position)], rule, status=status, props=props)
    return heads, rule, props


def _head(scene: Scene, position: int, measure: str, before: str) -> tuple[list[Argument], str] | None:
    view = scene.view
    code = view.code
    follow = _followed(owners_of(scene)).match(code, position + 1)
    if follow and (code[follow.start("head")] in PROJECT or _INVEST.search(before[-10:])):
        return [scene.at(p) for p in members(view, follow.start("head"), owners_of(scene))], "amount.of"
    builds = _BUILDS.match(code, position + 1)
    if builds:
        return [scene.at(p) for p in members(view, builds.start("head"), (PROJECT,))], "amount.builds"
    if _THRESHOLD.match(code, position + 1) or _EACH.search(before[-24:]) or _PER.match(code, position + 1):
        return None
    invested = bool(_INVEST.search(before[-10:]))
    if _NO_OWNER.match(code, position + 1) or (invested and _UNNAMED.match(code, position + 1)):
        return None
    owners = _owners(scene, position, measure)
    if not owners:
        return None
    built = scene.type_of(owners[0].index) in ("Project", "Cluster")
    if not built and _OTHERS.search(before) and not _in_clause(view, position, owners):
        return None
    if owners[0].carried and owners[0].index in {view.refs[p] for p in view.virtual if p < position}:
        where = "pronoun"
    elif owners[0].carried or owners[0].sentence != view.number:
        where = "carried" if _CLEAR.fullmatch(bare_before(before)) else "passing"
    else:
        where = "clause" if _in_clause(view, position, owners) else "sentence"
    name = f"amount.{'measure' if measure else 'bare'}.{where}"
    return owners, name if where == "clause" else f"{name}.{scene.type_of(owners[0].index).lower()}"


def _in_clause(view: View, position: int, owners: list[Argument]) -> bool:
    low, _ = view.clause(position)
    return any(view.refs[p] == owners[-1].index for p in view.refs if low <= p < position)


def _owners(scene: Scene, position: int, measure: str) -> list[Argument]:
    """The nearest owner to the left whose type fits the measure."""
    view = scene.view
    low, _ = view.clause(position)
    if "注册" in measure:
        firms = [p for p in view.refs if p < position and view.code[p] in FIRMS]
        if firms:
            return [scene.at(max(firms))]
    wanted = owners_of(scene)
    if _FIRM_MEASURE.search(measure):
        wanted = wanted - NO_FIRMS
    elif _INVEST.search(measure):
        projects = [p for p in view.refs if view.code[p] == PROJECT and p < position]
        near = [p for p in projects if p >= low]
        if near:
            return [scene.at(p) for p in members(view, max(near), (PROJECT,))]
    at = free(view, low, position, wanted)
    if at is not None:
        return [scene.at(p) for p in members(view, at, wanted)]
    return _far(scene, position, measure, wanted)


def _far(scene: Scene, position: int, measure: str, wanted: frozenset[str]) -> list[Argument]:
    """The owner outside the clause: what is built for a total investment, who has the projects for a sum of several, a company,
    project or park otherwise; a place or an industry only if the sum says what it measures."""
    view = scene.view
    low, _ = view.clause(position)
    far = wanted & (FAR if measure else NEAR)
    if _OUTPUT.search(measure):
        far |= INDUSTRY
    if _INVEST.search(measure) and _COUNTED.search(view.code, max(0, position - 40), position):
        far = PLACED
    elif _YIELD.search(view.code, max(0, low - 24), position) or _WHOLE.search(measure):
        built, _ = subject(scene, position, BUILT, carry=2, loose=True)
        if built or not _WHOLE.search(measure):
            return built
    found, how = subject(scene, position, far, carry=2, loose=True)
    if found and scene.type_of(found[0].index) == "Location" and not _acting(scene, position, found, how):
        return []
    topic = scene.focus.topic
    if how == "omitted" and topic is not None and scene.type_of(found[0].index) == "Enterprise":
        return [Argument(topic, scene.passage.mentions[topic].sentence, True)]
    return found


# What may stand in a clause before the place that it is about.
_WHEN = re.compile(
    r"(?:[^，。；：]{0,12}(?:年|月|日|来|以来|期间|底|末|初|季度|目前|截至|近年|如今|其中|去年|今年|同时|此外|现在|显示|获悉|介绍|了解)|[“《])*"
)


def _acting(scene: Scene, position: int, found: list[Argument], how: str) -> bool:
    """Whether a place outside the clause is what the text speaks about, and not only named in passing: it opens its clause
    (今年，栖山区…), and nobody else is named since."""
    view = scene.view
    if how == "omitted":
        return not any(p < position and view.code[p] in _RIVALS for p in view.refs)
    at = max((p for p in view.refs if p < position and view.refs[p] == found[0].index), default=-1)
    if at < 0 or at in view.virtual:
        return at >= 0
    low, _ = view.clause(at)
    return bool(_WHEN.fullmatch(view.code, low, at))
