"""Honours: titles, prizes and certifications after words of awarding."""

from __future__ import annotations

import re

from ner.candidates import Context

PRIORITY = 60
_AWARD = re.compile(
    r"(?:荣获|获评|喜获|斩获|摘得|荣膺|获颁|获授|被评为|评为|被评定为|评定为|被认定为|认定为|被授予|授予|授牌|入选|入围|获批|被列为|列入|跻身|上榜|命名为|被确定为|确定为|成功创建|创建为|成功创成|创成|荣登|获得|获|被誉为|通过了?)"
    r"(?:了|为|成为)?(?:全市|全省|首批|第[一二三四五六七八九十]+批|\d{4}年?度?|过)?"
)
_STRONG = re.compile(r"荣获|获评|评为|评定为|认定为|授予|命名为|获颁|荣膺|确定为")
_TAIL = re.compile(
    r"(?:奖|大奖|金奖|银奖|铜奖|称号|示范区|示范基地|示范县|示范市|示范园区?|示范企业|示范单位|示范村|示范点|示范项目|示范街区|百强县?|[百十千]强(?:企业)?|\d+强(?:企业)?|高新技术企业|科技型中小企业|瞪羚企业|独角兽企业|雏鹰企业|"
    r"小巨人”?企业|“?小巨人”?|领军企业|龙头企业|单项冠军(?:企业)?|冠军企业|[345]A级?(?:旅游)?景区|先进单位|先进集体|先进个人|先进县|劳动模范|文明单位|文明村镇?|文明城市|试点城市|试点单位|试点园区|试点县|"
    r"企业技术中心|一等奖|二等奖|三等奖|特等奖|优秀奖|奖章|奖牌|勋章|体系认证|认证|资质|驰名商标|著名商标|地理标志(?:保护产品|证明商标|产品)?|绿色工厂|绿色园区|智能工厂|灯塔工厂|标杆企业|标杆|明星企业|优秀企业|优秀团队|优秀供应商|"
    r"最佳[\u4e00-\u9fff]{2,8}|十佳[\u4e00-\u9fff]{2,8}|模范|标兵|能手|之乡|之都|之城|教育基地|科普基地|研学基地|创新基地|产业基地|实训基地|创业基地|实践基地|重点企业|企业家|优秀青年|领军人才|特殊津贴|试验区|先行区|特色产业集群|名牌产品|名牌)"
)
_STOP = re.compile(r"[，。；！？\n]")
_SPLIT = re.compile(r"、|和(?=[“国省市全首年])|及(?=[“国省市全])|以及")
_REST = re.compile(
    r"”?(?:等(?:多项|诸多|多个|系列|\d+[余多]?[项个])?(?:荣誉|称号|殊荣|奖项|资质|名单|荣誉称号)?|(?:荣誉)?称号|荣誉|名单|殊荣|之一|[（(].*|\d+[个项家枚])?$"
)
_LEAD = re.compile(r"(?:了|为|成为|“|其中|中国首[个批家]|首[个批家])+")


def propose_honors(context: Context) -> None:
    """Propose Honor candidates."""
    text = context.text
    for award in _AWARD.finditer(text):
        stop = _STOP.search(text, award.end(), award.end() + 90)
        end = stop.start() if stop else min(len(text), award.end() + 60)
        at = award.end()
        if text[at : at + 1] == "“":
            _quoted(context, at, end, strong=_STRONG.search(award[0]) is not None)
            continue
        for part in _SPLIT.split(text[at:end]):
            start = text.find(part, at)
            _plain(context, start, start + len(part))
            at = start + len(part)


def _quoted(context: Context, start: int, end: int, *, strong: bool) -> None:
    """A run of quoted names: “甲示范基地”“乙奖”."""
    at = start
    for match in re.compile(r"[、和与及]?“([^“”]{2,26})”").finditer(context.text, start, end):
        if match.start() != at:
            break
        at = match.end()
        behind = context.text[at : at + 4]
        if (
            _TAIL.search(match[1])
            or behind.startswith(("称号", "荣誉", "奖", "等称号", "等荣誉"))
            or (strong and len(match[1]) > 5)
        ):
            context.propose("Honor", match.start(1) - 1, at, "honor.quoted", PRIORITY)


def _plain(context: Context, start: int, end: int) -> None:
    part = context.text[start:end]
    last = next(reversed(list(_TAIL.finditer(part))), None)
    if last is None or not _REST.fullmatch(part[last.end() :]):
        return
    stop = start + last.end()
    lead = _LEAD.match(part)
    start += lead.end() if lead and lead.end() < last.end() else 0
    if context.text[stop : stop + 1] == "”" and "“" in context.text[start:stop]:
        stop += 1
    name = context.text[start:stop]
    if 3 <= len(name) <= 32 and not re.match(r"[的将在被以对]|\d+[项个枚]|.*(?:颁奖|评奖|获奖)", name):
        context.propose("Honor", start, stop, "honor.awarded", PRIORITY)
