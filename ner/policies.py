"""Policies in 《》, quoted programmes, and plans that are named without marks."""

from __future__ import annotations

import re

from ner.candidates import Context

POLICY_PRIORITY = 90

_BOOK = re.compile(r"《[^《》\n]{2,60}》")
_POLICY_TAIL = re.compile(
    r"(?:方案|规划|计划|意见|办法|条例|通知|纲要|决定|规定|细则|措施|政策|行动|法|制度|规范|标准|指南|要点|公告|目录|清单|通告|若干|实施|规则|章程|指引|批复|"
    r"倡议|宣言|公约|指导|工程|条款|\d+条|[一二三四五六七八九十]+条)(?:[（(].*[)）])?(?:[（(].*[)）])?》$"
)
_NOUN = r"(?:行动方案|行动计划|行动|计划|工程|战略|规划|政策|改革|倡议|模式|机制|制度|举措|措施|清单|方案)"
_INSIDE = re.compile(rf"“([^“”，。；\n]{{2,20}}?(?:{_NOUN}|[\d一二三四五六七八九十]+条(?:政策|措施|举措)?))”")
_QUOTED = re.compile(
    r"“([^“”，。；\n]{2,20})”(?:[\u4e00-\u9fff]{0,6}?)(三年行动|专项行动|行动|计划|工程|活动|政策)(?![月书者周日平]|[一-龥]{0,2}(?:奖|称号))"
)
_CARRIED = re.compile(
    r"(?:实施|启动|开展|推进|落实|推出|出台|发起|贯彻|推行|组织|举办|参与|参加|承担|印发)(?:了|好|的|“[^”]{1,20}”|、)?$"
)
_PLAN = re.compile(
    r"[“‘]?十[一二三四五]五[”’]?(?:时期)?[\u4e00-\u9fff]{0,10}?规划(?!展|设|院|建|局|部)|“?一带一路”?(?:倡议)?|京津冀协同发展(?:战略)?|长三角一体化(?:发展)?(?:战略)?|"
    r"乡村振兴战略|西部大开发(?:战略)?|东北振兴(?:战略)?|创新驱动发展战略"
)


def propose_policies(context: Context) -> None:
    """Propose Policy candidates."""
    text = context.text
    for match in _BOOK.finditer(text):
        if _POLICY_TAIL.search(match[0]):
            context.propose("Policy", match.start(), match.end(), "policy.title", POLICY_PRIORITY)
        else:
            context.reject("Policy", match.start(), match.end(), "policy.title", "no-policy-word")
    for match in _INSIDE.finditer(text):
        context.propose("Policy", match.start(), match.end(), "policy.quoted", POLICY_PRIORITY - 2)
    for match in _QUOTED.finditer(text):
        if _CARRIED.search(text, max(0, match.start() - 24), match.start()):
            context.propose("Policy", match.start(), match.end(), "policy.programme", POLICY_PRIORITY - 3)
    for match in _PLAN.finditer(text):
        if text[match.end() : match.end() + 1] != "要":
            context.propose("Policy", match.start(), match.end(), "policy.plan", POLICY_PRIORITY - 1)
