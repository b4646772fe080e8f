"""Configuration files: what a good one gives, and every fault of a bad one with its line, all at once."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.config import Config, load_config
from kg.errors import ConfigError, KGError

GOOD = """\
version: 1
properties:
  model_no: {zh: 型号, en: model number, type: string}
entities:
  Equipment:
    zh: 装备
    en: Equipment
    definition: {zh: 成套装备, en: Machines}
    properties: [model_no]
  Park: {properties: [model_no]}
relations:
  SUPPLIES_TO: {zh: 供货, en: supplies, head: [Enterprise], tail: [Enterprise, Park], properties: [date]}
  LOCATED_IN: {head: [Equipment]}
gazetteers:
  - makers.csv
  - {file: halls.csv, type: Park}
patterns:
  - {id: equipment.model, type: Equipment, pattern: '[A-Z]{2,4}-[0-9]{3,5}型[一-龥]{2,6}机'}
rules:
  - {id: supplies.to, type: SUPPLIES_TO, pattern: '{head:Enterprise}向{tail:Park}…供货', status: done, props: {date: 2019}}
  - {id: located.equipment, type: LOCATED_IN, head: [Equipment], pattern: '安装在{tail}'}
stopwords: [集团总部, 某公司]
"""


def write(folder: Path, content: str, name: str = "my.yaml") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def problems(*paths: Path) -> list[str]:
    with pytest.raises(ConfigError) as raised:
        load_config(paths)
    assert raised.value.code == "KG201"
    assert str(raised.value).count("\n") == len(raised.value.problems)
    return raised.value.problems


def good(tmp_path: Path) -> Config:
    write(tmp_path, "name,aliases,type\n川岭重工有限公司,川岭重工|川重,Enterprise\n", "makers.csv")
    write(tmp_path, "name\n东麓装备园\n", "halls.csv")
    return load_config([write(tmp_path, GOOD)])


def test_config_extends_everything(tmp_path: Path) -> None:
    config = good(tmp_path)
    ontology = config.ontology
    assert ontology.entities["Equipment"].zh == "装备"
    assert ontology.entities["Park"].properties == ("model_no",)
    assert ontology.entities["Park"].zh == "园区"
    assert ontology.allows("SUPPLIES_TO", "Enterprise", "Park")
    assert ontology.allows("LOCATED_IN", "Equipment", "Park")
    assert ontology.allows("LOCATED_IN", "Enterprise", "Park")
    assert [(e.name, e.type, e.aliases) for e in config.gazetteer] == [
        ("川岭重工有限公司", "Enterprise", ("川岭重工", "川重")),
        ("东麓装备园", "Park", ()),
    ]
    assert config.patterns[0].id == "equipment.model"
    assert config.rules[0]["props"] == {"date": 2019}
    assert config.stopwords == {"集团总部", "某公司"}


def test_config_rules_compile(tmp_path: Path) -> None:
    from relations.rules import compile_rules

    config = good(tmp_path)
    compiled = compile_rules(config.rules, config.ontology)
    assert [rule.id for rule in compiled] == ["supplies.to", "located.equipment"]


def test_config_is_picklable_and_frozen(tmp_path: Path) -> None:
    config = good(tmp_path)
    assert pickle.loads(pickle.dumps(config)) == config
    with pytest.raises(AttributeError):
        config.fingerprint = "x"  # type: ignore[misc]


def test_config_fingerprint_is_of_the_content(tmp_path: Path) -> None:
    first = good(tmp_path)
    (tmp_path / "b").mkdir()
    assert good(tmp_path / "b").fingerprint == first.fingerprint
    seen = {first.fingerprint}
    for old, new in (
        ("川重", "川岭"),
        ("{2,4}", "{2,5}"),
        ("某公司", "某厂"),
        ("装备\n", "设备\n"),
        ("done", "planned"),
    ):
        folder = tmp_path / f"c{len(seen)}"
        folder.mkdir()
        write(
            folder,
            "name,aliases,type\n川岭重工有限公司,川岭重工|川重,Enterprise\n".replace(old, new),
            "makers.csv",
        )
        write(folder, "name\n东麓装备园\n", "halls.csv")
        seen.add(load_config([write(folder, GOOD.replace(old, new))]).fingerprint)
    assert len(seen) == 6


def test_config_later_files_build_on_earlier_ones(tmp_path: Path) -> None:
    first = write(tmp_path, "entities:\n  Equipment: {zh: 装备, en: Equipment}\n", "a.yaml")
    second = write(tmp_path, "relations:\n  PRODUCES: {tail: [Equipment]}\n", "b.yaml")
    assert load_config([first, second]).ontology.allows("PRODUCES", "Enterprise", "Equipment")
    assert "KG208" in problems(second, first)[0]


def test_config_all_faults_are_reported_at_once(tmp_path: Path) -> None:
    write(tmp_path, "name,type,alias\n川岭重工有限公司,Enterprise,\n东麓园,Parc,\n", "list.csv")
    path = write(
        tmp_path,
        """\
entitys: {}
entities:
  equipment: {zh: 装备, en: Equipment}
  Machine: {zh: 机器}
  Person: {zh: 人}
relations:
  USES: {zh: 使用, en: uses, head: [Enterprise], tail: [Machin]}
  USES_IT: {zh: 使用, en: uses, head: Enterprise, tail: [Park]}
  NEAR: {zh: 邻近, en: near, head: [Park], tail: [Location], symmetric: true}
gazetteers:
  - list.csv
  - nowhere.csv
patterns:
  - {id: bad.regex, type: Product, pattern: '[一-龥'}
  - {id: slow, type: Product, pattern: '(?:[一-龥]+)+型'}
  - {id: bad.regex, type: Produkt, pattern: 'A'}
  - {id: empty, type: Product, pattern: 'A*'}
rules:
  - {id: r1, type: VISIT, pattern: '考察{tail}'}
  - {id: r2, type: VISITS, pattern: '{head:Project}考察{tail}'}
  - {id: r3, type: VISITS, pattern: '{haed}考察{tail}', status: maybe}
  - {id: r4, type: VISITS, pattern: '考察{tail}', tail: [Amount], props: {capacity: x, colour: y}}
  - {id: r5, type: VISITS}
stopwords: 某公司
stopwords: [某厂]
""",
    )
    found = problems(path)
    lined = [line for line in found if "nowhere.csv" not in line]
    got = {(Path(line.split(":")[0]).name, line.split(":")[1], line.split(": ")[1][:5]) for line in lined}
    assert got == {
        ("my.yaml", "1", "KG205"),
        ("my.yaml", "3", "KG211"),
        ("my.yaml", "4", "KG206"),
        ("my.yaml", "5", "KG212"),
        ("my.yaml", "7", "KG208"),
        ("my.yaml", "8", "KG207"),
        ("my.yaml", "9", "KG228"),
        ("my.yaml", "14", "KG215"),
        ("my.yaml", "15", "KG216"),
        ("my.yaml", "16", "KG219"),
        ("my.yaml", "16", "KG208"),
        ("my.yaml", "17", "KG218"),
        ("my.yaml", "19", "KG209"),
        ("my.yaml", "20", "KG214"),
        ("my.yaml", "21", "KG217"),
        ("my.yaml", "21", "KG225"),
        ("my.yaml", "22", "KG214"),
        ("my.yaml", "22", "KG233"),
        ("my.yaml", "22", "KG210"),
        ("my.yaml", "23", "KG206"),
        ("my.yaml", "25", "KG213"),
        ("list.csv", "3", "KG208"),
    }
    assert [line for line in found if "nowhere.csv: KG202" in line]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_config_messages_fill_all_their_fields(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    from kg import errors

    monkeypatch.setattr("kg.config.faults.language", lambda: language)
    monkeypatch.setattr(errors, "language", lambda: language)
    path = write(
        tmp_path, "entitys: {}\nrules:\n  - {id: A, type: VISITS, pattern: '{x}去{tail}', gap: 999}\n"
    )
    found = problems(path)
    assert len(found) == 4
    slots = re.compile(r"\{(x|head|tail|title|any)(:Enterprise\|Park)?\}")
    assert all("{" not in slots.sub("", line) for line in found)


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ("entities: [", "KG203", None),
        ("a: b\n\tc: d\n", "KG203", 2),
        ("- a\n- b\n", "KG204", 1),
        ("just text", "KG204", 1),
        ("version: 2\n", "KG225", 1),
        ("stopwords:\n  - 2019-13-45\n  - [x]\n", "KG2", 2),
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n" + "".join(
            f"d{n}: &d{n} [{', '.join(['*' + (f'd{n - 1}' if n else 'c')] * 9)}]\n" for n in range(9)), "KG203", None),
        ("? [x]\n: y\n", "KG207", 1),
    ],
)  # fmt: skip
def test_config_unusable_files(tmp_path: Path, content: str, code: str, line: int | None) -> None:
    found = problems(write(tmp_path, content))
    assert code in found[0]
    assert line is None or f"my.yaml:{line}:" in found[0]


def test_config_missing_and_undecodable_files(tmp_path: Path) -> None:
    odd = tmp_path / "odd.yaml"
    odd.write_bytes("实体: 装备".encode("gb18030"))
    found = problems(tmp_path / "none.yaml", odd, tmp_path)
    assert [line.split(": ")[1][:5] for line in found] == ["KG202", "KG227", "KG202"]


def test_config_empty_file_is_an_empty_configuration(tmp_path: Path) -> None:
    assert load_config([write(tmp_path, "# nothing yet\n")]).gazetteer == ()


def test_config_is_one_kind_of_user_error(tmp_path: Path) -> None:
    with pytest.raises(KGError):
        load_config([tmp_path / "none.yaml"])


def test_config_import_is_light() -> None:
    code = "import sys, kg.config; print(sorted({'openpyxl', 'spacy', 'lxml', 'click'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
