"""Roles that a fact takes from the words around it: date and year, capacity, kind of cooperation."""

from __future__ import annotations

import re
from bisect import bisect_right

from kg.model import Fact, Passage
from kg.ontology import Ontology
from ner.dates import DateSpan, find_dates

_DATED = frozenset({"date", "month", "year", "quarter", "half", "interval", "start", "end"})
_TIMELESS = frozenset({"HOLDS_POSITION", "PART_OF", "PRODUCES", "BELONGS_TO_CLUSTER"})
_UNIT = r"(?:吨|台套|台|辆|套|件|片|只|个|平方米|平米|千瓦时|千瓦|兆瓦|吉瓦|GWh|GW|MW|立方米|米|块|支|头|羽|棒|瓶|箱|颗|株|亩|条|架|艘|双|桶|升|公斤|千克|斤)"
_QUANTITY = rf"(?P<capacity>(?:近|约|超过?|逾|达)?[\d.,]+(?:多|余)?[十百千万亿]{{0,2}}(?:多|余)?{_UNIT})"
_BEFORE = re.compile(rf"(?:年产|日产|月产|年加工|年生产|年销售?|产能|年处理|年出栏){_QUANTITY}的?\Z")
_AFTER = re.compile(
    rf"\s*(?:年产能|年产量|产能|产量|年产|产销量|销量)?(?:接近|达到|达|为|约|近|超过|超|突破|将达)?{_QUANTITY}"
)
_COOPERATION = re.compile(
    r"战略合作框架协议|战略合作协议|合作框架协议|框架合作协议|框架协议|合作备忘录|合作意向书?|合作协议|战略合作|合作合同|采购合同|产学研合作|校企合作|校地合作|"
    r"结对共建|联合主办|联合举办|联合开发|联合研发|共同研发|技术合作|对口支援|对口帮扶|合资"
)


def add_roles(facts: list[Fact], passage: Passage, ontology: Ontology) -> None:
    """Add date, year, capacity and kind to the facts, as far as their relation has such a property (in place)."""
    dates = [span for span in find_dates(passage.text, passage.date) if span.kind in _DATED and span.value]
    starts = [span.start for span in dates]
    for fact in facts:
        properties = ontology.relations[fact.type].properties
        if dates and fact.type not in _TIMELESS and "date" in properties and "date" not in fact.props:
            _date(fact, passage, dates, starts, with_year="year" in properties)
        if fact.type == "PRODUCES" and "capacity" in properties:
            capacity = _capacity(passage, fact)
            if capacity:
                fact.props["capacity"] = capacity
        if fact.type == "COOPERATES_WITH":
            named = _COOPERATION.search(passage.text, fact.start, fact.end)
            if named:
                fact.props["kind"] = named.group()


def _date(fact: Fact, passage: Passage, dates: list[DateSpan], starts: list[int], *, with_year: bool) -> None:
    """The last date of the sentence in front of the later end of the fact, the clause's own first."""
    head, tail = passage.mentions[fact.head], passage.mentions[fact.tail]
    at = max((m.start for m in (head, tail) if fact.start <= m.start < fact.end), default=fact.end)
    sentence = next((s for s in passage.sentences if s.start <= at < s.end), None)
    if sentence is None:
        return
    index = bisect_right(starts, at) - 1
    if index < 0 or dates[index].start < sentence.start:
        return
    value = dates[index].value or ""
    if with_year and value[:4].isdigit():
        fact.props.setdefault("year", value[:4])
        if fact.props["year"] != value[:4]:
            return
    if not (with_year and len(value) == 4):
        fact.props["date"] = value


def _capacity(passage: Passage, fact: Fact) -> str:
    product = passage.mentions[fact.tail]
    before = _BEFORE.search(passage.text, max(0, product.start - 24), product.start)
    found = before or _AFTER.match(passage.text, product.end, product.end + 24)
    return found["capacity"] if found else ""
