"""VISITS: who went where to look, inspect or talk (林远一行到X公司调研; X公司董事长李明来访)."""

from __future__ import annotations

import re

from relations.arguments import Argument, Scene, codes
from relations.clauses import View, classed, code_of
from relations.lists import members, narrow
from relations.reference import oblique
from relations.status import status_of

PERSON = code_of("Person")
BODIES = codes(("Government", "University", "Enterprise"))
GOALS = codes(("Enterprise", "University", "Park", "Location", "Project"))
_GOAL = classed(("Enterprise", "University", "Park", "Location", "Project"))
_FREE = "[^，；：。！？\\n\ue000-\ue0fe]"
_LOOK = r"调研|考察|参观|走访|视察|慰问|指导|检查|访问|督导|督查|座谈|交流|看望|学习|察看|查看|对接|巡查|巡视|实践|宣讲|采风|观摩"
_STRONG = re.compile(
    rf"(?:(?:先后|实地|专程|再次|分别|一同|首次)?(?:调研|考察|参观|走访|视察|慰问|访问|看望慰问|看望|察看|查看|莅临|走进|到访|来访|拜会|拜访|走访慰问|访问了|造访|先后(?:到|赴|来到|前往|走进|深入))(?:了|慰问)?)(?P<free>{_FREE}{{0,10}})(?P<goal>{_GOAL})"
)
_WEAK = re.compile(
    rf"(?:赴|到|前往|来到|深入|抵达|奔赴|在|对)(?P<free>{_FREE}{{0,8}})(?P<goal>{_GOAL})(?=[^，；：。！？\n]{{0,24}}?(?:{_LOOK}))"
)
# 在甲公司，林远了解…: the place first, then who looks there.
_AT = re.compile(
    rf"(?:在|来到|走进|到){_FREE}{{0,4}}?(?P<goal>{_GOAL})(?:(?:、|和|与|及)?{_GOAL})*{_FREE}{{0,8}}，(?P<who>{PERSON})(?:一行|等|边走边看|，)?{_FREE}{{0,8}}"
    r"(?:了解|察看|查看|听取|询问|参观|考察|调研|走访|来到|观看|看望|慰问|走进|指出|前往|走访|实地)"
)
_LED = re.compile(r"带队|率队|率领|带领|一行|率团")
_COME = re.compile(rf"(?:赴|前往|来到|抵达|奔赴|飞抵)(?P<free>{_FREE}{{0,6}})(?P<goal>{_GOAL})")
_RULES = (("visit.look", _STRONG), ("visit.go-look", _WEAK), ("visit.go", _COME))
