"""The scoring rules on invented rows, with the counts worked out by hand; and against the reference, where it is at hand."""

from __future__ import annotations

import collections
import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kg.scoring import evaluate, score, surface

Row = dict[str, Any]


def entity(number: str, type_: str, name: str, *aliases: str, **more: Any) -> Row:
    return {"id": number, "type": type_, "name": name, "aliases": list(aliases), **more}


def relation(head: str, type_: str, tail: str, **more: Any) -> Row:
    return {"head": head, "type": type_, "tail": tail, "props": {}, **more}


def row(entities: list[Row], relations: list[Row] = (), doc: str = "d") -> Row:  # type: ignore[assignment]
    return {"doc": doc, "entities": entities, "relations": list(relations)}


def counts(figures: Row) -> tuple[int, int, int]:
    return figures["tp"], figures["fp"], figures["fn"]


def test_scoring_entities_by_any_surface_form() -> None:
    gold = row([entity("e1", "Enterprise", "川岭重工有限公司", "川岭重工"), entity("e2", "Park", "东麓园")])
    predicted = row([entity("x", "Enterprise", "川岭 重工"), entity("y", "Location", "东麓园")])
    result = score([gold], [predicted])
    assert counts(result["entities"]) == (1, 1, 1)  # the park has the wrong type: one wrong, one missed
    assert counts(result["by_entity"]["Enterprise"]) == (1, 0, 0)
    assert counts(result["by_entity"]["Location"]) == (0, 1, 0)
    assert counts(result["by_entity"]["Park"]) == (0, 0, 1)
    assert counts(result["aliases"]) == (1, 0, 1)
    assert result["entities"]["p"] == result["entities"]["r"] == result["entities"]["f1"] == 0.5


def test_scoring_second_node_for_one_thing_is_wrong() -> None:
    gold = row([entity("e1", "Enterprise", "川岭重工有限公司", "川岭重工")])
    predicted = row([entity("a", "Enterprise", "川岭重工有限公司"), entity("b", "Enterprise", "川岭重工")])
    assert counts(score([gold], [predicted])["entities"]) == (1, 1, 0)


def test_scoring_most_shared_forms_win() -> None:
    gold = row([entity("e1", "Enterprise", "甲公司", "甲"), entity("e2", "Enterprise", "乙公司", "甲")])
    predicted = row([entity("a", "Enterprise", "甲"), entity("b", "Enterprise", "甲公司", "甲")])
    assert counts(score([gold], [predicted])["entities"]) == (2, 0, 0)


def test_scoring_surface_ignores_width_case_quotes_and_blanks() -> None:
    assert surface("《“ＡＢc” 计划》\n") == surface("abC计划")
    assert surface("甲（乙）") == surface("甲(乙)")
    assert surface("甲公司") != surface("甲集团")


def test_scoring_amounts_by_value_once_per_document() -> None:
    gold = row(
        [entity("e1", "Amount", "3亿元", value=300000000, currency="CNY"),
         entity("e2", "Amount", "3.0亿元", value=3e8, currency="CNY"),
         entity("e3", "Amount", "3亿美元", value=300000000, currency="USD"), entity("e4", "Project", "甲项目")],
        [relation("e4", "HAS_AMOUNT", "e2")],
    )  # fmt: skip
    predicted = row(
        [entity("a", "Amount", "三亿元", value=300000000.0), entity("b", "Amount", "3亿", value=300000000, currency="CNY"),
         entity("c", "Amount", "3亿美元"), entity("p", "Project", "甲项目")],
        [relation("p", "HAS_AMOUNT", "a"), relation("p", "HAS_AMOUNT", "b")],
    )  # fmt: skip
    result = score([gold], [predicted])
    assert counts(result["by_entity"]["Amount"]) == (
        1,
        1,
        1,
    )  # one in CNY; the one without value is no dollar amount
    assert counts(result["relations"]) == (1, 0, 0)  # twice the same fact is one


def test_scoring_relations_ends_whatever_their_type() -> None:
    gold = row(
        [
            entity("e1", "Enterprise", "甲公司"),
            entity("e2", "Park", "乙园"),
            entity("e3", "University", "丙大学"),
        ],
        [relation("e1", "LOCATED_IN", "e2"), relation("e1", "COOPERATES_WITH", "e3")],
    )
    predicted = row(
        [entity("a", "Enterprise", "甲公司"), entity("b", "Location", "乙园"), entity("c", "University", "丙大学")],
        [relation("a", "LOCATED_IN", "b"), relation("c", "COOPERATES_WITH", "a"), relation("b", "LOCATED_IN", "a"),
         relation("c", "LOCATED_IN", "b")],
    )  # fmt: skip
    result = score([gold], [predicted])
    # 乙园 has the wrong type, the fact counts; symmetric either way; 乙园→甲公司 is forbidden by signature, so left aside
    assert counts(result["by_relation"]["LOCATED_IN"]) == (1, 1, 0)
    assert counts(result["by_relation"]["COOPERATES_WITH"]) == (1, 0, 0)


def test_scoring_optional_rows_are_neither_needed_nor_wrong() -> None:
    gold = row(
        [entity("e1", "Enterprise", "甲公司"), entity("e2", "Cluster", "乙产业", optional=True)],
        [relation("e1", "BELONGS_TO_CLUSTER", "e2", optional=True)],
    )
    without = row([entity("a", "Enterprise", "甲公司")])
    also = row(
        [entity("a", "Enterprise", "甲公司"), entity("b", "Cluster", "乙产业")],
        [relation("a", "BELONGS_TO_CLUSTER", "b")],
    )
    for predicted in (without, also):
        result = score([gold], [predicted])
        assert counts(result["entities"]) == (1, 0, 0)
        assert counts(result["relations"]) == (0, 0, 0)


def test_scoring_unknown_types_and_dangling_ends_are_left_aside() -> None:
    gold = row([entity("e1", "Enterprise", "甲公司")])
    predicted = row(
        [entity("a", "Enterprise", "甲公司"), entity("b", "Robot", "乙")],
        [relation("a", "OWNS", "a"), relation("a", "PART_OF", "b"), relation("a", "PART_OF", "nobody")],
    )
    result = score([gold], [predicted])
    assert counts(result["entities"]) == (1, 0, 0)
    assert counts(result["relations"]) == (0, 0, 0)


def test_scoring_missing_and_extra_documents() -> None:
    gold = [
        row([entity("e1", "Enterprise", "甲公司")], doc="a"),
        row([entity("e1", "Park", "乙园")], doc="b"),
    ]
    predicted = [row([entity("x", "Park", "乙园")], doc="b"), row([entity("x", "Park", "丁园")], doc="c")]
    result = score(gold, predicted)
    assert (result["documents"], result["missing_documents"]) == (2, ["a"])
    assert counts(result["entities"]) == (1, 0, 1)


def test_scoring_core_figures_leave_out_the_other_types() -> None:
    gold = row([entity("e1", "Enterprise", "甲公司"), entity("e2", "Honor", "乙称号"), entity("e3", "Policy", "丙计划")],
               [relation("e1", "AWARDED", "e2")])  # fmt: skip
    result = score([gold], [row([])])
    assert counts(result["entities"]) == (0, 0, 3)
    assert counts(result["core_entities"]) == (0, 0, 1)
    assert counts(result["relations"]) == (0, 0, 1)
    assert counts(result["core_relations"]) == (0, 0, 0)


def test_scoring_misses_say_what_and_where() -> None:
    gold = row(
        [entity("e1", "Enterprise", "甲公司"), entity("e2", "Park", "乙园")],
        [relation("e1", "LOCATED_IN", "e2")],
    )
    predicted = row(
        [entity("a", "Enterprise", "甲公司"), entity("b", "Park", "丁园")], [relation("a", "LOCATED_IN", "b")]
    )
    assert [(m.kind, m.type, m.name, m.tail) for m in evaluate([gold], [predicted]).misses] == [
        ("entity+", "Park", "丁园", ""),
        ("entity-", "Park", "乙园", ""),
        ("relation+", "LOCATED_IN", "甲公司", "丁园"),
        ("relation-", "LOCATED_IN", "甲公司", "乙园"),
    ]


# --- against the reference ---


def reference(module: ModuleType, gold: list[Row], predicted: list[Row]) -> tuple[Row, list[Any]]:
    entities, relations = collections.defaultdict(module.Count), collections.defaultdict(module.Count)
    aliases, errors = module.Count(), []  # type: ignore[var-annotated]
    by_doc = {str(r["doc"]): r for r in predicted}
    for r in gold:
        module.score_document(r, by_doc.get(str(r["doc"]), {}), entities, relations, aliases, errors)

    def total(found: Any, only: set[str] | None = None) -> Row:
        out = module.Count()
        for name, count in found.items():
            if only is None or name in only:
                out.add(count)
        return out.row()  # type: ignore[no-any-return]

    return {
        "entities": total(entities),
        "core_entities": total(entities, module.CORE_ENTITIES),
        "relations": total(relations),
        "core_relations": total(relations, module.CORE_RELATIONS),
        "aliases": aliases.row(),
        "by_entity": {t: entities[t].row() for t in module.ENTITY_TYPES if t in entities},
        "by_relation": {t: relations[t].row() for t in module.RELATION_TYPES if t in relations},
        "documents": len(gold),
        "missing_documents": [str(r["doc"]) for r in gold if str(r["doc"]) not in by_doc],
    }, errors


def spoilt(rng: random.Random, source: Row, module: ModuleType) -> Row:
    """A prediction with every kind of mistake."""
    out = json.loads(json.dumps(source))
    if out["entities"]:
        out["entities"] += [dict(rng.choice(out["entities"]), id=f"x{number}") for number in range(3)]
    for item in out["entities"]:
        if rng.random() < 0.15:
            item["type"] = rng.choice([*module.ENTITY_TYPES, "Robot"])
        if rng.random() < 0.2:
            item["name"] = item["name"][:-1]
        if rng.random() < 0.3:
            item["aliases"] = [item["name"] + "甲"]
        if item.get("value") and rng.random() < 0.3:
            item["value"] *= 10
    ids = [item["id"] for item in out["entities"]]
    for item in out["relations"]:
        if rng.random() < 0.2:
            item["head"], item["tail"] = item["tail"], item["head"]
        if rng.random() < 0.2:
            item["type"] = rng.choice([*module.RELATION_TYPES, "OWNS"])
        if rng.random() < 0.2:
            item["head"] = rng.choice(ids)
    out["entities"] = [item for item in out["entities"] if rng.random() > 0.1]
    return out  # type: ignore[no-any-return]


@pytest.mark.shared
@pytest.mark.parametrize("seed", range(3))
def test_scoring_equals_the_reference(shared: Path, seed: int) -> None:
    spec = importlib.util.spec_from_file_location("reference_score", shared / "gold" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    lines = (shared / "train" / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    rng = random.Random(seed)
    gold = [json.loads(line) for line in rng.sample(lines, 250)]
    predicted = [spoilt(rng, r, module) for r in gold if rng.random() > 0.03]
    expected, errors = reference(module, gold, predicted)
    scores = evaluate(gold, predicted)
    assert scores.as_dict() == expected
    assert [(m.doc, m.kind, m.type, m.name, m.tail) for m in scores.misses] == [
        tuple(map(str, e)) for e in errors
    ]
