"""Columns by display width."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.cli.tables import cut, pad, table, width, wrap

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=60)


def test_width_counts_wide_characters_twice() -> None:
    assert width("abc") == 3
    assert width("北岭a") == 5
    assert width("e\u0301") == 1
    assert width("（）") == 4


@given(TEXT, st.integers(4, 40))
def test_cut_and_pad_keep_the_width(text: str, columns: int) -> None:
    assert width(cut(text, columns)) <= columns
    assert width(pad(cut(text, columns), columns)) == columns


@given(TEXT, st.integers(10, 40))
def test_wrap_loses_nothing_but_blanks(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert width(line) <= columns or len(line.split()) <= 1 or not line.isascii()


def test_wrap_starts_no_line_with_a_full_stop() -> None:
    lines = wrap("北岭甲公司与南川大学合作。" * 5, 26)
    assert len(lines) > 2
    assert not any(line.startswith("。") for line in lines)


def test_table_columns_stand_below_each_other() -> None:
    lines = table(("名称", "n"), [("北岭甲公司", 3), ("abc", 12)]).splitlines()
    ends = {width(line) for line in lines}
    assert ends == {len("北岭甲公司") * 2 + 4}
    assert lines[2].endswith(" 3")
    assert lines[3].endswith("12")
