"""Whether a fact is done, planned, former or denied, from the words around its trigger."""

from __future__ import annotations

import re

from kg.model import Status
from relations.clauses import View

_DENIED = re.compile(
    r"(?:未能|从未|并未|尚未|还未|仍未|未曾|未与|未|没有|没能|没|并不|不(?=\Z|[与和同跟])|不再|不会|不是|并非|无意|无|否认|拒绝|取消|终止|暂停|叫停)"
    r"(?:[一-龥]{0,3}|与[^，。；：]{1,24}|对[^，。；：]{1,12}|向[^，。；：]{1,12}|在[^，。；：]{1,12})\Z"
)
_NOT_DENIED = re.compile(
    r"(?:未来|未名|没有停|不断|不仅|不但|不少|不同|不止|无论|无人|无缝|不久|不锈|前所未有|无锡|无线)[^，]{0,8}\Z"
)
_PLANNED = re.compile(
    r"拟|计划|预计|力争|有望|洽谈|意向|争取|准备|打算|即将|希望|愿意|期待|目标|将(?!军|来自|[^，]{0,12}作为)|未来|下一步|接下来|"
    r"到20[2-9]\d年|有意|考虑|谋划|建成后|投产后|达产后|完工后|建成投产|全部建成|欲|可望|今后|可实现|可新增"
)
_FORMER = re.compile(r"曾任|曾经|曾|原(?!则|料|油|创|材|有|本|因|标题|来)|前身")


def status_of(view: View, start: int, end: int) -> Status:
    """Status of a fact whose trigger is ``code[start:end]``: negation directly before it, plan words in its clause before it
    (or in the clause before, if that is only an introduction)."""
    low, _ = view.clause(start)
    before = view.code[low:start]
    denied = _DENIED.search(before[-30:])
    if denied and not _NOT_DENIED.search(before[-30:]):
        return "denied"
    if _PLANNED.search(before) or _PLANNED.search(view.code, start, end):
        return "planned"
    if _FORMER.search(before[-8:]):
        return "former"
    return "done"


def planned(text: str) -> bool:
    """Whether the text speaks of the future."""
    return bool(_PLANNED.search(text))
