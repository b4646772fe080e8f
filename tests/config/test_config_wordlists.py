"""Users' word lists: our own csv, and the lists of enterprises that offices keep in Excel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.config import load_config
from kg.config.credit_code import ALPHABET, check_character, fault
from kg.errors import ConfigError


def code(body: str = "91210000MA0XY1234") -> str:
    return body + check_character(body)


def workbook(path: Path, *rows: list[Any], heading: str | None = None) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    if heading:
        sheet.append([heading])
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def problems(*paths: Path) -> list[str]:
    with pytest.raises(ConfigError) as raised:
        load_config(paths)
    return raised.value.problems


def test_wordlists_excel_list_of_enterprises(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "规上企业.xlsx",
        ["序号", "企业名称", "统一社会信用代码", "企业简称", "注册地址", "联系人"],
        [1, "川岭重工（东麓）有限公司", code(), "川岭重工、川重", "东麓路1号", "李四"],
        [None, None, None, None],
        [2, " 远衡检测有限公司 ", code("91310000MA1AB2345").lower(), None, None, None],
        heading="2023年规模以上工业企业名单",
    )
    first, second = load_config([path]).gazetteer
    assert (first.type, first.aliases, first.props) == (
        "Enterprise",
        ("川岭重工", "川重"),
        {"credit_code": code()},
    )
    assert second.name == "远衡检测有限公司"
    assert second.props["credit_code"] == code("91310000MA1AB2345")


def test_wordlists_excel_faults_name_the_row(tmp_path: Path) -> None:
    wrong = code()[:-1] + ("0" if code()[-1] != "0" else "1")
    path = workbook(
        tmp_path / "list.xlsx",
        ["企业名称", "统一社会信用代码"],
        ["川岭重工有限公司", code()],
        ["远衡检测有限公司", wrong],
        ["汇川基金有限公司", "12345"],
        [None, code()],
    )
    assert [line.split(": ")[0].rsplit(":", 1)[1] + line.split(": ")[1][:5] for line in problems(path)] == [
        "3KG230",
        "4KG221",
        "5KG222",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_wordlists_csv_encodings_and_quoted_line_breaks(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes('name,type,aliases\n"东麓\n装备园",园区,东装园\n川岭大学,Universit,\n'.encode(encoding))
    (line,) = problems(path)
    assert "list.csv:4: KG208" in line
    path.write_bytes('name,type,aliases\n"东麓\n装备园",园区,东装园\n'.encode(encoding))
    (entry,) = load_config([path]).gazetteer
    assert (entry.name, entry.type, entry.aliases) == ("东麓装备园", "Park", ("东装园",))


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.csv", "企业,代码\n川岭,1\n", "KG220"),
        ("b.csv", "name,typ\n川岭重工,Enterprise\n", "KG226"),
        ("c.csv", "name\n川岭重工\n", "KG229"),
        ("d.csv", "name,type\n川,Enterprise\n", "KG222"),
        ("e.csv", "", "KG220"),
        ("f.xlsx", "no workbook", "KG224"),
    ],
)
def test_wordlists_unusable(tmp_path: Path, name: str, content: str, expected: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert any(expected in line for line in problems(path))


def test_wordlists_other_formats_are_refused(tmp_path: Path) -> None:
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / "my.yaml").write_text("gazetteers: [old.xls, none.xlsx]\n", encoding="utf-8")
    assert [line.split(": ")[1][:5] for line in problems(tmp_path / "my.yaml")] == ["KG223", "KG202"]


def test_wordlists_equal_names_are_joined_and_conflicts_reported(tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text(f"name,type,aliases,credit_code\n川岭重工,Enterprise,川重,{code()}\n", encoding="utf-8")
    second.write_text("name,type,aliases\n川岭重工,Enterprise,川岭\n", encoding="utf-8")
    (entry,) = load_config([first, second]).gazetteer
    assert (entry.aliases, entry.props) == (("川重", "川岭"), {"credit_code": code()})
    other = code("91310000MA1AB2345")
    second.write_text(f"name,type,credit_code\n川岭重工,Enterprise,{other}\n", encoding="utf-8")
    (line,) = problems(first, second)
    assert "KG231" in line


@given(st.text(alphabet=ALPHABET, min_size=2, max_size=2), st.from_regex(r"[0-9]{6}", fullmatch=True),
       st.text(alphabet=ALPHABET, min_size=9, max_size=9), st.integers(0, 17), st.sampled_from(ALPHABET))  # fmt: skip
def test_credit_code_finds_every_single_error(head: str, place: str, rest: str, at: int, wrong: str) -> None:
    good = code(head + place + rest)
    assert fault(good) == ""
    changed = good[:at] + wrong + good[at + 1 :]
    assert (fault(changed) == "") == (changed == good)


@pytest.mark.parametrize(
    "text", ["", "9121", "91210000MA0XY1234I", "91210000ma0xy12345", "91210000MA0XY1234 "]
)
def test_credit_code_form(text: str) -> None:
    assert fault(text) == "form"


def test_credit_code_known_value() -> None:
    """Weights 1, 3, 9, 27, 19, … of the standard, summed by hand: 9·1 + 1·3 + 1·27·… for a code of zeros but two places."""
    assert check_character("90000000000000000") == ALPHABET[31 - 9]
    assert check_character("01000000000000000") == ALPHABET[31 - 3]
    assert check_character("00000000000000001") == ALPHABET[31 - pow(3, 16) % 31]
