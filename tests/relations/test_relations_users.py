"""The user's own relation rules beside the shipped ones: nobody votes on them, and no name of a rule mixes the two up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pass_samples import seen
from relation_samples import passage_of, row

from kg.model import Passage
from relations import compile_rules, extract, extract_facts, voting
from relations.classifier import classifier

MINE = {
    "id": "my.mentors",
    "type": "COOPERATES_WITH",
    "pattern": "{head:Enterprise}…聘请…{tail:University}…为导师单位",
}
MARKED = "[E:恒岭锻造]今年聘请[U:江栖大学]为导师单位。[E:恒岭锻造]与[U:云麓大学]签署合作协议。"
NOTHING = {"accurate": {"weights": {"bias": -30.0}, "threshold": 0.5}}  # weights that throw out everything


@pytest.fixture
def passage(monkeypatch: pytest.MonkeyPatch) -> Passage:
    """With the encoder's passes, and a vote that throws out all it is asked about."""
    monkeypatch.setattr(voting, "shipped", lambda: NOTHING)
    return seen(MARKED, width=classifier("accurate").project.shape[0])


def test_users_nobody_votes_on_their_rules(passage: Passage) -> None:
    """Only what the user's rules say is left, as it was."""
    rules = compile_rules([MINE])
    alone = extract_facts(passage, rules)
    assert len(alone) > 1
    voted = extract_facts(passage, rules, model="accurate")
    assert voted == [each for each in alone if each.rule == "my.mentors"]
    assert len(voted) == 1
    assert extract_facts(passage, model="accurate") == []


def test_users_rules_hold_between_sure_names_only(passage: Passage) -> None:
    rules = compile_rules([MINE])
    (found,) = extract_facts(passage, rules, model="accurate")
    unsure = replace(passage, tentative=frozenset({found.tail}))
    assert extract_facts(unsure, rules, model="accurate") == []


def test_users_a_rule_takes_no_shipped_rule_of_like_name_out_of_the_vote(passage: Passage) -> None:
    """Whether the user calls it by the first part of a shipped rule's id or exactly as that one."""
    (shipped,) = {each.rule for each in extract_facts(passage)}
    assert "." in shipped
    for name in (shipped, shipped.partition(".")[0]):
        voted = extract_facts(passage, compile_rules([{**MINE, "id": name}]), model="accurate")
        assert [row(passage, each)[:3] for each in voted] == [("恒岭锻造", "COOPERATES_WITH", "江栖大学")]


def test_users_rules_have_no_figures_of_a_shipped_rule_of_that_name() -> None:
    passage = passage_of(MARKED)
    usual = next(each for each in extract_facts(passage, compile_rules([MINE])) if each.rule == MINE["id"])
    off = sorted(extract.switched_off())
    assert off
    best = max(extract.figures(), key=extract.confidence)
    assert extract.confidence(best) > usual.confidence
    for name in (off[0], best):
        found = extract_facts(passage, compile_rules([{**MINE, "id": name}]))
        assert [each.confidence for each in found if each.rule == name] == [usual.confidence]
