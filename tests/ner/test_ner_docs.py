"""docs/entities.md names every rule, component, reason and nesting pair that the code has, and no others."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ner import arbitration, components
from ner.arbitration import NESTS

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "entities.md").read_text(encoding="utf-8")
CODE = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "ner").glob("*.py")))
CHINESE = {
    "项目": "Project", "企业": "Enterprise", "园区": "Park", "高校": "University", "集群": "Cluster", "产品": "Product", "地点": "Location",
}  # fmt: skip


def section(heading: str) -> str:
    return PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]


def rules_of_the_code() -> set[str]:
    kinds = "organization government gazetteer location person project cluster honor policy product short list".split()
    made = set(re.findall(rf'"((?:{"|".join(kinds)})\.[a-z_]+)"', CODE))
    made |= {rule.replace("tail", "quoted") for rule in made if rule in ("project.tail", "cluster.tail")}
    for type_ in ("enterprise", "university", "park", "organization"):
        made |= {f"organization.{type_}", f"gazetteer.{type_}"}
    return made | {"amount", "user.gazetteer"}


def test_docs_table_holds_every_rule() -> None:
    table = [line for line in section("优先级").splitlines() if re.match(r"\| \d", line)]
    told = set(re.findall(r"`([a-z]+(?:\.[a-z_]+)?)`", "\n".join(table)))
    assert told == rules_of_the_code()
    firsts = [int(re.findall(r"\d+", line)[-1 if "–" in line else 0]) for line in table]
    assert firsts == sorted(firsts, reverse=True)


def test_docs_stored_precisions_belong_to_rules() -> None:
    stored = json.loads((ROOT / "ner" / "rule_precision.json").read_text(encoding="utf-8"))
    assert all(0 < row["precision"] < 1 and row["n"] > 0 for row in stored.values())
    assert {rule for rule in rules_of_the_code() if rule in stored} > {"amount", "person.after_title"}


def test_docs_list_components_in_order() -> None:
    assert re.findall(r"`(parkgraph_[a-z_]+)`", section("怎样识别")) == [
        *components.PROPOSERS,
        *components.FINISHERS,
    ]


@pytest.mark.parametrize(
    "page", [section("为什么认出、为什么没认出"), section("Why a name was found, or not")], ids=["zh", "en"]
)
def test_docs_explain_every_reason(page: str) -> None:
    reasons = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', CODE)) - {"utf-8"}
    reasons |= {"stopword", "byline", "generic"}
    told = set(re.findall(r"`([a-z]+(?:-[a-z]+)*)`", page))
    assert told >= {reason for reason in reasons if f'"{reason}"' in CODE}


def test_docs_list_the_nesting_pairs() -> None:
    line = re.search(r"可以嵌套的（外 ⊃ 内）：(.+)。", PAGE)
    assert line
    pairs = set()
    for part in line[1].split("；"):
        outer, inner = part.split(" ⊃ ")
        pairs |= {(CHINESE[outer], CHINESE[name]) for name in inner.split("、")}
    assert pairs == NESTS


def test_docs_priorities_agree_with_the_module() -> None:
    stated = {int(number) for number in re.findall(r"^\| (\d+) \|", arbitration.__doc__ or "", re.MULTILINE)}
    ranges = re.findall(r"^\| (\d+)(?:–(\d+))? \|", section("优先级"), re.MULTILINE)
    told = {n for low, high in ranges for n in range(int(low), int(high or low) + 1)}
    assert stated <= told
