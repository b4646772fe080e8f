"""The shelf in a file gives back what was put on it, and resolving does not notice the difference."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workspace_samples import document, extraction

from kg.errors import KGError
from kg.model import Graph, Support
from kg.resolving import resolve
from kg.resolving.resolve import resolution
from kg.resolving.shelf import Form, Memory, Page, collected
from kg.workspace.shelf import FileShelf

NAME = st.text(max_size=8)
PIECES = st.lists(st.tuples(st.integers(0, 2**40), st.integers(0, 99)), max_size=2).map(tuple)
SUPPORT = st.builds(
    Support, NAME, st.integers(0, 9), NAME, PIECES, NAME, st.sampled_from([1, 0.5, 1.0]), NAME
)
KEY = st.tuples(NAME, NAME, NAME)
COUNTS = st.lists(
    st.tuples(st.one_of(NAME, st.integers(), st.floats(allow_nan=False)), st.integers(1, 9)), max_size=2
).map(tuple)
FORM = st.builds(
    Form,
    KEY,
    COUNTS,
    st.lists(NAME, max_size=2).map(tuple),
    st.lists(st.tuples(NAME, COUNTS), max_size=2).map(tuple),
)
PAGE = st.builds(
    Page, st.lists(SUPPORT, max_size=3), st.lists(FORM, max_size=2).map(tuple), st.lists(st.tuples(KEY, NAME), max_size=2).map(tuple)
)  # fmt: skip


@given(st.lists(PAGE, max_size=6), st.randoms())
def test_shelf_gives_back_what_was_put_on_it(pages: list[Page], chance: object) -> None:
    memory = Memory()
    with FileShelf() as file:
        for page in pages:
            memory.put(page)
            file.put(page)
        assert len(file) == len(memory) == len(pages)
        order = list(range(len(pages)))
        chance.shuffle(order)  # type: ignore[attr-defined]
        for number in order:
            assert file.get(number) == memory.get(number) == pages[number]
            assert repr(file.get(number).forms) == repr(pages[number].forms)  # 1 stays 1, and 1.0 stays 1.0


def test_shelf_in_a_file_makes_the_same_graph() -> None:
    texts = [f"北岭{name}公司与南川大学合作。西桥{name}公司开业。" for name in "甲乙丙丁甲乙"]
    found = [extraction(document(f"{number}.txt", text)) for number, text in enumerate(texts)]
    with FileShelf() as shelf:
        made = resolution(found, shelf=shelf)
        relations = sorted(made.relations(), key=lambda relation: relation.id)
        assert Graph(list(made.entities()), relations, made.reviews()) == resolve(found)
        assert len(shelf) > len(texts)


def test_shelf_supports_count_once_and_are_sorted() -> None:
    one, two = (Support(doc, 0, "北岭甲公司", ((0, 5),), "r", 0.5) for doc in ("b.txt", "a.txt"))
    assert collected([Page([one]), Page([two, one]), Page([])]) == [two, one]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_shelf_on_a_full_disk_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.TemporaryFile", lambda **_: open("/dev/full", "w+b", buffering=0))  # noqa: PTH123, SIM115
    with FileShelf() as shelf, pytest.raises(KGError, match="KG413"):
        shelf.put(Page([Support("a.txt", 0, "北岭甲公司", ((0, 5),), "r", 0.5)]))


def held(length: int) -> int:
    """Bytes that a resolution of 200 documents holds whose sentences are ``length`` characters longer."""
    texts = (f"北岭{'甲乙丙丁'[n % 4]}公司与{'一' * length}{n}南川大学合作。" for n in range(200))
    found = (extraction(document(f"{n}.txt", text)) for n, text in enumerate(texts))
    with FileShelf() as shelf:
        tracemalloc.start()
        made = resolution(found, shelf=shelf)
        size = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        relations = list(made.relations())
        assert len(relations) == 4
        assert all(len(relation.evidence[0].text) > length for relation in relations)
    return size


def test_shelf_keeps_sentences_out_of_memory() -> None:
    held(0)
    short, long = held(10), held(3000)
    assert long < 1.3 * short
