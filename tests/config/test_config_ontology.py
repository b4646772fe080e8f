"""The shipped ontology passes the checks for users' files, and says what the scoring rules say."""

from __future__ import annotations

import importlib.util
import pickle
from pathlib import Path

import pytest

from kg.config import check_shipped_ontology, load_config
from kg.errors import ConfigError
from kg.model import STATUSES
from kg.ontology import PATH, default


def test_ontology_shipped_file_has_no_faults() -> None:
    assert check_shipped_ontology() == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (
            "head: [Enterprise, Government, Location, Person]",
            "head: [Enterprise, Goverment, Location, Person]",
            "KG208",
        ),
        ("properties: [kind, capacity]", "properties: [kind, capasity]", "KG210"),
        ("symmetric: true", "symetric: true", "KG205"),
        ("  Cluster:\n    zh: 产业集群\n", "  Cluster:\n", "KG206"),
        (
            "approx: {zh: 约数, en: approximation, type: string}",
            "approx: {zh: 约数, en: approximation, type: text}",
            "KG225",
        ),
    ],
)
def test_ontology_checks_would_find_a_fault(tmp_path: Path, old: str, new: str, code: str) -> None:
    content = PATH.read_text(encoding="utf-8")
    assert old in content
    spoilt = tmp_path / "ontology.yaml"
    spoilt.write_text(content.replace(old, new, 1), encoding="utf-8")
    line = content[: content.index(old)].count("\n") + 1
    problems = check_shipped_ontology(spoilt)
    assert any(code in problem for problem in problems)
    assert all(int(problem.split(":")[1]) in range(line - 1, line + 3) for problem in problems)


def test_ontology_allows_follows_signatures() -> None:
    ontology = default()
    assert ontology.allows("INVESTS_IN", "Enterprise", "Project")
    assert not ontology.allows("INVESTS_IN", "Project", "Enterprise")
    assert ontology.allows("COOPERATES_WITH", "Park", "Person")
    assert not ontology.allows("NO_SUCH_TYPE", "Park", "Person")


def test_ontology_config_without_files_is_the_shipped_one() -> None:
    config = load_config([])
    assert config.ontology == default()
    assert (config.gazetteer, config.patterns, config.rules, config.fingerprint) == ((), (), (), "")
    assert pickle.loads(pickle.dumps(config)) == config


def test_ontology_names_the_statuses_of_the_model() -> None:
    names = default().value_names("status")
    assert tuple(names) == STATUSES
    assert all(zh and en and zh != en for zh, en in names.values())
    assert default().value_names("title") == {}
    assert default().value_names("no_such_property") == {}


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ("[a, b]", {"a": ("a", "a"), "b": ("b", "b")}),
        ("{a: {zh: 甲, en: A}, b: {zh: 乙, en: B}}", {"a": ("甲", "A"), "b": ("乙", "B")}),
    ],
)
def test_ontology_values_of_a_property_with_and_without_names(
    tmp_path: Path, values: str, wanted: dict[str, tuple[str, str]]
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(f"properties:\n  grade: {{zh: 等级, en: grade, values: {values}}}\n", encoding="utf-8")
    assert load_config([own]).ontology.value_names("grade") == wanted


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ("{a: {zh: 甲}}", "KG206"),
        ("{a: {zh: 甲, de: A, en: B}}", "KG205"),
        ("甲", "KG207"),
        ("{a: 甲}", "KG207"),
    ],
)
def test_ontology_values_with_faults_are_told(tmp_path: Path, values: str, code: str) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(f"properties:\n  grade: {{zh: 等级, en: grade, values: {values}}}\n", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config([own])
    assert any(f"own.yaml:2: {code} " in line for line in caught.value.problems), caught.value.problems


def test_ontology_core_types_can_be_the_users(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "entities:\n  Machine: {zh: 装备, en: Machine, core: true}\n  Tool: {zh: 工具, en: Tool}\n",
        encoding="utf-8",
    )
    entities = load_config([own]).ontology.entities
    assert (entities["Machine"].core, entities["Tool"].core, entities["Enterprise"].core) == (
        True,
        False,
        True,
    )


@pytest.mark.shared
def test_ontology_has_the_signatures_of_the_scoring_rules(shared: Path) -> None:
    spec = importlib.util.spec_from_file_location("reference_score", shared / "gold" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    ontology = default()
    assert list(ontology.entities) == reference.ENTITY_TYPES
    assert list(ontology.relations) == reference.RELATION_TYPES
    for name, (head, tail) in reference.SIGNATURES.items():
        assert (ontology.relations[name].head, ontology.relations[name].tail) == (head, tail)
        assert ontology.relations[name].symmetric == (name in reference.SYMMETRIC)
    assert {name for name, kind in ontology.entities.items() if kind.core} == set(reference.CORE_ENTITIES)
    assert {name for name, kind in ontology.relations.items() if kind.core} == set(reference.CORE_RELATIONS)
