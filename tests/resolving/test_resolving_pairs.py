"""The learned judgement on pairs of names: what it joins, what stays vetoed, and that it says why.  All names are invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from resolving_cases import article, document, groups, one

from kg.errors import KGError
from kg.model import ArticleExtraction, Mention
from kg.resolving import pair_model, resolve
from kg.resolving.contrasts import contrast, places_differ, trades_differ
from kg.resolving.items import collect
from kg.resolving.judging import judge_pairs
from kg.resolving.pair_model import PairModel
from kg.resolving.reasons import over, reason, reason_text
from kg.resolving.training.fit_pairs import Case, cases_of, check, fit
from kg.resolving.training.gold import as_extraction, corpus_rows

CORPUS = Path(__file__).resolve().parents[2] / "seeds" / "corpus"
FILLER: list[tuple[str, str]] = [("Amount", "三百万元"), ("Honor", "金梭奖的第一名")]


def together(type_: str, first: str, second: str, **props: Any) -> bool:
    """Whether a document that names the two, well apart, has them as one thing."""
    graph = resolve([one("a", [(type_, first), *FILLER, (type_, second)], **props)], scope="document")
    return frozenset((first, second)) in groups(graph, type_)


@pytest.mark.parametrize(
    ("type_", "full", "short"),
    [
        ("Enterprise", "云岭栎木工业股份有限公司", "云栎"),
        ("Enterprise", "新栎药集团", "栎药集团"),
        ("Organization", "宁远市科学技术协会", "宁远科协"),
        ("Organization", "宁远医学院第二附属医院", "二附院"),
        ("Project", "年产20万吨栎木精深加工项目", "栎木深加工项目"),
        ("Policy", "《宁远市栎木产业振兴行动计划（2023—2025年）》", "栎木产业振兴行动计划"),
        ("Park", "宁远栎木家居产业园区", "栎木产业园"),
        ("Cluster", "宁远栎木家居产业集群", "栎木产业"),
        ("Person", "欧阳文栎", "欧阳主任"),
        ("Person", "辛文栎", "辛书记"),
        ("Government", "辽宁省科学技术厅", "省科技厅"),
    ],
)
def test_resolve_joins_loose_short_forms(type_: str, full: str, short: str) -> None:
    assert together(type_, full, short)


@pytest.mark.parametrize(
    ("type_", "first", "second"),
    [
        ("Product", "高速齿轮箱", "低速齿轮箱"),
        ("Policy", "“十四五”规划", "“十五五”规划"),
        ("Park", "大连生产型物流枢纽", "锦州航空型物流枢纽"),
        ("Enterprise", "栎木股份", "栎木集团"),
        ("Government", "共青团大连市委", "大连市委"),
        ("Government", "大连市西岗区人民政府", "市政府"),
        ("Location", "美", "英国"),
        ("Person", "欧阳文栎", "欧阳明栎"),
        ("University", "栎山大学", "栎山大学生物系"),
    ],
)
def test_resolve_keeps_contrasts_apart(type_: str, first: str, second: str) -> None:
    assert not together(type_, first, second)


def test_resolve_gives_a_form_of_address_to_no_one_if_two_fit() -> None:
    names = [("Person", "辛文栎"), ("Person", "辛明栎"), ("Person", "辛书记")]
    assert len(groups(resolve([one("a", names)], scope="document"), "Person")) == 3


def test_resolve_keeps_two_apart_that_a_fact_links() -> None:
    names = [("Enterprise", "栎木"), *FILLER, ("Enterprise", "栎木重工")]
    assert len(groups(resolve([one("a", names)], scope="document"), "Enterprise")) == 1
    invests = [("INVESTS_IN", 0, 3)]
    assert len(groups(resolve([one("a", names, invests)], scope="document"), "Enterprise")) == 2


def glossed(*spans: tuple[str, str, int]) -> ArticleExtraction:
    """An article whose mentions stand at these offsets."""
    mentions = [Mention(type_, at, at + len(text), text, 0, "rule", 0.9, {}) for type_, text, at in spans]
    return ArticleExtraction(0, "", "article", mentions, [((m.start, m.end),) for m in mentions], [], [])


def test_resolve_reads_a_name_in_other_letters_behind_a_name() -> None:
    found = document("a", glossed(("Enterprise", "马栎特", 0), ("Enterprise", "Malitex", 4)))
    graph = resolve([found], scope="document")
    assert groups(graph, "Enterprise") == {frozenset(("马栎特", "Malitex"))}
    merged = dict(graph.entities[0].merges)
    assert any(stored.startswith("gloss") for stored in merged.values())


def test_resolve_takes_the_members_of_a_list_for_no_glosses() -> None:
    listed = glossed(("Enterprise", "马栎特", 0), ("Enterprise", "Malitex", 4), ("Enterprise", "云栎木", 12))
    graph = resolve([document("a", listed)], scope="document")
    assert len(groups(graph, "Enterprise")) == 3


def test_resolve_wants_one_article_for_what_only_the_model_joins() -> None:
    first = article(0, [("Organization", "宁远市科学技术协会")])
    second = article(1, [("Organization", "宁远科协")])
    assert len(groups(resolve([document("a", first, second)], scope="document"), "Organization")) == 2


def test_judge_pairs_says_why_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    found = collect(one("a", [("Organization", "宁远市科学技术协会"), *FILLER, ("Organization", "宁远科协")]))
    (verdict,) = judge_pairs(found, pair_model.default()).values()
    assert verdict.accept
    assert verdict.reason.startswith("learned|")
    monkeypatch.setattr("kg.errors.language", lambda: "zh")
    assert "按顺序取了全称的字" in reason_text(verdict.reason)
    monkeypatch.setattr("kg.errors.language", lambda: "en")
    assert f"{100 * verdict.score:.0f} %" in reason_text(verdict.reason)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "学习模型判断与“栎木深加工项目”同指，可能性 {percent}%：用字大多相同"),
        (
            "en",
            'the learned model takes it for the same as "栎木深加工项目", with a likelihood of {percent} %: mostly',
        ),
    ],
)
def test_resolve_says_of_a_learned_merge_that_the_model_made_it(
    lang: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the name that was joined to, too: names of one length are joined in the order of their characters."""
    names = [("Project", "栎木深加工项目"), *FILLER, ("Project", "栎木精加工项目")]
    (verdict,) = judge_pairs(collect(one("a", names)), pair_model.default()).values()
    (entity,) = (
        each for each in resolve([one("a", names)], scope="document").entities if each.type == "Project"
    )
    monkeypatch.setattr("kg.errors.language", lambda: lang)
    ((alias, stored),) = entity.merges
    assert (entity.name, alias) == ("栎木深加工项目", "栎木精加工项目")
    assert reason_text(stored).startswith(said.format(percent=f"{100 * verdict.score:.0f}"))


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "经由“栎木项目”：“栎木深加工项目”的一部分，文中别无所指"),
        ("en", 'over "栎木项目": part of "栎木深加工项目", and nothing else in the text fits'),
    ],
)
def test_resolve_says_over_which_name_two_are_one(
    lang: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["栎木项目", "栎木深加工项目", "20万吨栎木项目"]
    mentions = [mention for name in names for mention in (("Project", name), *FILLER)]
    (entity,) = (
        each for each in resolve([one("a", mentions)], scope="document").entities if each.type == "Project"
    )
    monkeypatch.setattr("kg.errors.language", lambda: lang)
    assert entity.name == "20万吨栎木项目"
    merges = {alias: reason_text(stored) for alias, stored in entity.merges}
    assert merges.keys() == {"栎木深加工项目", "栎木项目"}
    assert merges["栎木深加工项目"] == said
    assert "20万吨栎木项目" in merges["栎木项目"]


def test_resolve_says_written_differently_of_nothing_else() -> None:
    """A relative name that another document has in full is no spelling of it; other quotation marks are."""
    loose = one("a", [("Government", "宣城市人民政府")], place="宣城市")
    relative = one("b", [("Government", "市政府")], place="宣城市")
    wide = one("c", [("Honor", "“云栎”金奖")])
    narrow = one("d", [("Honor", "「云栎」金奖")])
    graph = resolve([loose, relative, wide, narrow])
    merges = {entity.name: dict(entity.merges) for entity in graph.entities}
    assert merges["宣城市人民政府"] == {"宣城市政府": "shared"}
    (quoted,) = (merge for name, merge in merges.items() if "云栎" in name)
    assert list(quoted.values()) == ["spelling"]


def test_reason_text_of_a_likelihood_without_signs() -> None:
    stored = reason("learned", full="云|栎", percent="67", signs="")
    assert reason_text(stored).endswith(("67%", "67 %"))
    turned = over(stored, "栎|木")
    assert "栎¦木" in reason_text(turned)
    assert "云" not in reason_text(turned)


def test_contrast_names_what_contradicts() -> None:
    assert contrast("第三届栎木节", "第四届栎木节") == "number"
    assert contrast("东栎园", "西栎园") == "word"
    assert contrast("大连栎园", "锦州栎园") == "place"
    assert contrast("栎园", "大栎园") == ""
    assert places_differ("大连生产型枢纽", "锦州航空型枢纽")
    assert not places_differ("辽宁栎园", "大连栎园")


def test_trades_differ_by_what_replaces_something() -> None:
    assert trades_differ("栎木癸己公司", "栎木癸甲公司")
    assert not trades_differ("栎木公司", "栎木重工公司")
    assert not trades_differ("栎木公司", "栎木股份有限公司")
    assert not trades_differ("栎木重工", "栎原重工")  # no legal form: the model decides


def test_resolve_keeps_firms_apart_that_differ_in_one_character() -> None:
    names = [("Enterprise", f"栎木{first}{second}公司") for first in "甲乙丙" for second in "己庚辛壬癸"]
    assert len(groups(resolve([one("a", names)], scope="document"), "Enterprise")) == len(names)


def test_fit_learns_which_sign_counts_for_which_type() -> None:
    cases = [
        Case(f"d{number}", type_, {"bias": 1.0, "start": float(start)}, bool(start) == (type_ == "Park"))
        for number in range(40)
        for type_ in ("Park", "Honor")
        for start in (0, 1)
    ]
    model = fit(cases)
    assert model.probability("Park", {"bias": 1.0, "start": 1.0}) > 0.6
    assert model.probability("Honor", {"bias": 1.0, "start": 1.0}) < 0.4


def test_fit_pairs_learns_from_annotated_texts_and_is_repeatable() -> None:
    material = [as_extraction(row, text) for row, text in corpus_rows(CORPUS)]
    cases = [case for extraction, owners in material for case in cases_of(extraction, owners)]
    assert {case.same for case in cases} == {True, False}
    model = fit(cases)
    assert model.weights == fit(cases).weights
    right = sum((model.probability(case.type, case.signs) >= 0.5) == case.same for case in cases)
    most = max(sum(case.same for case in cases), sum(not case.same for case in cases))
    assert right > most  # better than one answer for all
    assert len(check(material, cases)) > 1


def test_default_names_a_broken_file_and_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "pair_model.json"
    monkeypatch.setattr(pair_model, "WEIGHTS", broken)
    for content in (None, "{", "[]", '{"thresholds": {}, "weights": {}}'):
        if content is not None:
            broken.write_text(content, encoding="utf-8")
        pair_model.default.cache_clear()
        with pytest.raises(KGError, match="KG604") as caught:
            pair_model.default()
        assert str(broken) in str(caught.value)
    pair_model.default.cache_clear()


def test_default_model_knows_every_word_it_speaks() -> None:
    model: PairModel = pair_model.default()
    for type_, weights in model.weights.items():
        stored = model.reason(type_, dict.fromkeys(weights, 1.0), "栎木公司")
        assert "resolving.sign" not in reason_text(stored)
        assert set(stored.split("signs=")[1].split(",")) <= set(pair_model.SPOKEN)
