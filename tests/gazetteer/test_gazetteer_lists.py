"""The shipped lists: complete, well-formed, and found in text."""

from __future__ import annotations

import csv
import re
import time

import pytest

from kg.errors import KGError
from kg.ontology import default as ontology
from kg.reading.characters import normalise
from kg.resources import seeds
from ner.gazetteer import Entry, Gazetteer
from ner.gazetteer_lists import LISTS, read_rows

GENERATED = {"places": 42_000, "countries": 240, "world_cities": 280, "universities": 2_700, "zones": 1_000}
WRITTEN = {"regions": 200, "enterprises": 160, "offices": 200, "organization_words": 1_800, "surnames": 540}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.default()


@pytest.mark.parametrize(("name", "least"), sorted({**GENERATED, **WRITTEN}.items()))
def test_gazetteer_list_has_its_rows_and_columns(name: str, least: int) -> None:
    with (seeds() / "gazetteers" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file))
    assert len(rows) >= least
    assert {len(row) for row in rows} == {len(header)}
    assert all(row == [cell.strip() for cell in row] for row in rows)
    assert len({tuple(row) for row in rows}) == len(rows)


def test_gazetteer_sources_name_every_list_with_its_rows() -> None:
    text = (seeds() / "gazetteers" / "SOURCES.md").read_text(encoding="utf-8")
    stated = {
        name: int(count.replace(",", "")) for name, count in re.findall(r"\| (\w+)\.csv \| ([\d,]+) \|", text)
    }
    for name in (*GENERATED, *WRITTEN, "ambiguous"):
        assert stated[name] == len(read_rows(name)), name


def test_gazetteer_types_are_those_of_the_ontology(gazetteer: Gazetteer) -> None:
    types = {entry.type for name in list(gazetteer.names())[::50] for entry in gazetteer.get(name)}
    assert types <= set(ontology().entities)
    assert {"Location", "University", "Park"} <= types


@pytest.mark.parametrize(
    ("name", "type_", "canonical"),
    [
        ("沈阳", "Location", "沈阳市"),
        ("内蒙古", "Location", "内蒙古自治区"),
        ("喀左", "Location", "喀喇沁左翼蒙古族自治县"),
        ("长三角地区", "Location", "长三角"),
        ("大韩民国", "Location", "韩国"),
        ("哈工大", "University", "哈尔滨工业大学"),
        ("沈阳农大", "University", "沈阳农业大学"),
        ("锦州经开区", "Park", "锦州经济技术开发区"),
        ("鞍山高新区", "Park", "鞍山高新技术产业开发区"),
        ("中石油", "Enterprise", "中国石油天然气集团有限公司"),
        ("工行", "Enterprise", "中国工商银行股份有限公司"),
    ],
)
def test_gazetteer_short_form_leads_to_full_name(
    gazetteer: Gazetteer, name: str, type_: str, canonical: str
) -> None:
    entries = [entry for entry in gazetteer.get(name) if entry.canonical == canonical]
    assert [entry.type for entry in entries] == [type_]
    assert canonical in gazetteer


def test_gazetteer_derived_forms_are_marked(gazetteer: Gazetteer) -> None:
    (entry,) = gazetteer.get("沈阳农大")
    assert entry.props["short"]
    assert entry.props["derived"]
    (full,) = gazetteer.get("沈阳农业大学")
    assert "short" not in full.props
    assert full.props["place"] == "沈阳市"


@pytest.mark.parametrize("word", ["合作", "和平", "比如", "解放", "公安", "郊区", "小城镇"])
def test_gazetteer_ordinary_words_are_ambiguous(gazetteer: Gazetteer, word: str) -> None:
    assert word in gazetteer.words("ambiguous")
    assert all(entry.props["ambiguous"] for entry in gazetteer.get(word) if entry.type == "Location")


@pytest.mark.parametrize("word", ["北京", "沈阳", "吉林", "昆山", "义乌", "铁岭", "海淀", "双塔区"])
def test_gazetteer_real_places_are_not_ambiguous(gazetteer: Gazetteer, word: str) -> None:
    assert not any(entry.props.get("ambiguous") for entry in gazetteer.get(word))


def test_gazetteer_find_gives_overlapping_names_longest_first(gazetteer: Gazetteer) -> None:
    text = "大连市高新区的大连理工大学"
    hits = gazetteer.find(text)
    found = [text[hit.start : hit.end] for hit in hits]
    assert found[:2] == ["大连市", "大连"]
    assert found.index("大连理工大学") < found.index("大连理工")
    assert [(hit.start, -hit.end) for hit in hits] == sorted((hit.start, -hit.end) for hit in hits)
    assert all(entry.name == text[hit.start : hit.end] for hit in hits for entry in hit.entries)


def test_gazetteer_user_entry_comes_first_and_leaves_the_shared_lists_alone(gazetteer: Gazetteer) -> None:
    mine = Entry("沈阳", "Project", "user", "沈阳一号项目", {"id": 7})
    extended = gazetteer.extended([mine, Entry("云岭阀门", "Enterprise", "user", "云岭阀门有限公司")])
    (hit, *_) = extended.find("沈阳的云岭阀门")
    assert hit.entry.canonical == "沈阳一号项目"
    assert hit.entry.props == {"id": 7, "user": True}
    assert [entry.canonical for entry in hit.entries[1:]] == ["沈阳市"]
    assert "云岭阀门" in extended
    assert "云岭阀门" not in gazetteer
    assert not any(entry.props.get("user") for entry in gazetteer.get("沈阳"))
    assert len(extended) == len(gazetteer) + 1


def test_gazetteer_names_are_normalised_like_texts(gazetteer: Gazetteer) -> None:
    mine = gazetteer.extended([Entry("云岭(青岚)阀门ＡＢ", "Enterprise", "user", "云岭阀门有限公司")])
    assert mine.user_names() == ("云岭（青岚）阀门AB",)
    (hit,) = [hit for hit in mine.find(normalise("与云岭（青岚）阀门AB签约")) if hit.entry.kind == "user"]
    assert hit.entry.name == "云岭（青岚）阀门AB"
    assert not any("(" in name for name in gazetteer.names())


def test_gazetteer_extended_twice_keeps_the_newest_first(gazetteer: Gazetteer) -> None:
    first = gazetteer.extended([Entry("云岭阀门", "Enterprise", "user", "旧名")])
    second = first.extended([Entry("云岭阀门", "Enterprise", "user", "新名")])
    assert [entry.canonical for entry in second.get("云岭阀门")] == ["新名", "旧名"]
    assert gazetteer.extended([]) is gazetteer


def test_gazetteer_word_sets(gazetteer: Gazetteer) -> None:
    assert "股份有限公司" in gazetteer.words("legal_form")
    assert {"王", "欧阳"} <= gazetteer.words("surname")
    assert len(gazetteer.words("surname.common")) == 100
    assert "市场监管局" in gazetteer.words("office")
    with pytest.raises(KeyError):
        gazetteer.words("no such kind")


def test_gazetteer_missing_list_is_one_clear_error(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(KGError) as caught:
        read_rows("places", tmp_path)
    assert caught.value.code == "KG391"
    assert "places.csv" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_gazetteer_undecodable_list_is_one_clear_error(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "places.csv").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(KGError, match="KG391"):
        read_rows("places", tmp_path)


def test_gazetteer_builds_fast_and_searches_in_linear_time() -> None:
    start = time.process_time()
    fresh = Gazetteer(
        (draft for name, make in LISTS.items() for draft in make(read_rows(name))),
        words={},
        ambiguous=frozenset(),
    )
    fresh.find("沈阳")
    assert time.process_time() - start < 1.0  # 0.2 s on an idle core
    start = time.process_time()
    assert len(fresh.find("沈阳市" * 100_000)) == 200_000
    assert time.process_time() - start < 3.0
