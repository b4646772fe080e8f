"""Policies in 《》 and quoted programmes, and honours after words of awarding."""

from __future__ import annotations

import re

from ner.candidates import Context

POLICY_PRIORITY = 90
HONOR_PRIORITY = 60

_BOOK = re.compile(r"《[^《》\n]{2,60}》")
_POLICY_TAIL = re.compile(
    r"(?:方案|规划|计划|意见|办法|条例|通知|纲要|决定|规定|细则|措施|政策|行动|法|制度|规范|标准|指南|要点|公告|目录|清单|通告|若干|实施|规则|章程|指引|批复|"
    r"倡议|宣言|公约|指导|工程|条款|\d+条|[一二三四五六七八九十]+条)(?:[（(].*[)）])?(?:[（(].*[)）])?》$"
)
_QUOTED = re.compile(r"“([^“”，。；\n]{2,20})”(?=(?:系列|专项|三年|提升|攻坚)*(工程|行动|计划|政策|战略|规划|工作机制|改革|倡议|模式|制度|活动))")
_PLAN = re.compile(
    r"[“‘]?十[一二三四五]五[”’]?(?:时期)?[\u4e00-\u9fff]{0,10}?规划(?!展|设|院|建|局|部)|“?一带一路”?(?:倡议)?|京津冀协同发展(?:战略)?|长三角一体化(?:发展)?(?:战略)?|"
    r"乡村振兴战略|西部大开发(?:战略)?|东北振兴(?:战略)?|创新驱动发展战略"
)

_AWARD = re.compile(
    r"(?:荣获|获评|获得|获|被评为|评为|被评定为|评定为|被认定为|认定为|被授予|授予|授牌|入选|入围|获批|荣膺|斩获|摘得|获颁|被列为|跻身|上榜|命名为|被确定为|成功创建|创建为|荣登|通过)"
    r"(?:了|为|成为)?"
)
_HONOR = re.compile(
    r"(?:奖|奖项|称号|荣誉|示范区|示范基地|示范县|示范市|示范园区?|示范企业|示范单位|示范村|示范点|示范项目|百强县?|[百十千]强|500强|50强|100强|高新技术企业|瞪羚企业|独角兽企业|雏鹰企业|"
    r"小巨人企业|小巨人|“小巨人”企业|领军企业|龙头企业|单项冠军(?:企业)?|冠军|A级(?:旅游)?景区|先进单位|先进集体|先进个人|劳动模范|文明单位|文明村|文明城市|试点城市|试点单位|试点|"
    r"技术中心|工程中心|金奖|银奖|铜奖|一等奖|二等奖|三等奖|特等奖|优秀奖|奖章|勋章|认证|体系认证|资质|品牌|名牌产品|驰名商标|著名商标|地理标志|绿色工厂|智能工厂|灯塔工厂|明星企业|"
    r"优秀企业|最佳[\u4e00-\u9fff]{2,8}|十佳[\u4e00-\u9fff]{2,8}|先锋|模范|标兵|能手|名录|榜单|名单|之乡|之都|之城|基地|试验区|先行区)"
)
_INNER_END = re.compile(r"[，。；！？\n]|等(?:称号|荣誉|奖)|称号|荣誉")


def propose_policies(context: Context) -> None:
    """Propose Policy and Honor candidates."""
    text = context.text
    for match in _BOOK.finditer(text):
        if _POLICY_TAIL.search(match[0]):
            context.propose("Policy", match.start(), match.end(), "policy.title", POLICY_PRIORITY)
        else:
            context.reject("Policy", match.start(), match.end(), "policy.title", "no-policy-word")
    for match in _QUOTED.finditer(text):
        context.propose("Policy", match.start(), match.end(), "policy.quoted", POLICY_PRIORITY - 2)
    for match in _PLAN.finditer(text):
        context.propose("Policy", match.start(), match.end(), "policy.plan", POLICY_PRIORITY - 1)
    _honors(context)


def _honors(context: Context) -> None:
    text = context.text
    for award in _AWARD.finditer(text):
        stop = _INNER_END.search(text, award.end())
        end = stop.start() if stop else min(len(text), award.end() + 60)
        at = award.end()
        for part in re.split(r"(、|和(?=[“国省市全]))", text[at:end]):
            span = _honor_span(text, at, at + len(part))
            if span:
                context.propose("Honor", *span, "honor.awarded", HONOR_PRIORITY)
            at += len(part)


def _honor_span(text: str, start: int, end: int) -> tuple[int, int] | None:
    part = text[start:end]
    last = None
    for last in _HONOR.finditer(part):
        pass
    if last is None or last.end() < len(part.rstrip("”")) - 2:
        return None
    end = start + last.end()
    lead = re.match(r"(?:了|为|成为|首批|第[一二三四五六七八九十]+批|\d{4}年度?|全市|首个|首家|[“]|其中)*", part)
    start += lead.end() if lead else 0
    if text[end : end + 1] == "”" and "“" in text[start:end]:
        end += 1
    return (start, end) if 3 <= end - start <= 32 else None
