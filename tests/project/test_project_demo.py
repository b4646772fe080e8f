"""``kg demo``: the questions are asked of the graph, the run is idempotent, the files are left behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.demo import Answer, demo, largest_projects, partners, residents
from kg.model import Entity, Graph, Relation, Status, Support


def entity(id: str, type: str, name: str, **props: object) -> Entity:
    return Entity(id, type, name, props=dict(props))


def fact(id: str, type: str, head: str, tail: str, status: Status = "done", **props: object) -> Relation:
    support = Support("doc.txt", 0, f"sentence of {id}", ((0, 1),), "rule", 0.9)
    return Relation(id, type, head, tail, status, 0.9, dict(props), [support])


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.errors import language

    monkeypatch.setenv("KG_LANG", "en")
    language.cache_clear()
    yield
    language.cache_clear()


@pytest.fixture
def graph() -> Graph:
    entities = [
        entity("u1", "University", "江右大学"),
        entity("u2", "University", "江右大学机械学院"),
        entity("c1", "Enterprise", "岭上机床"),
        entity("c2", "Enterprise", "岭下轴承"),
        entity("c3", "Enterprise", "岭中齿轮"),
        entity("k1", "Park", "岭上高新区"),
        entity("k2", "Park", "岭上高新区B区"),
        entity("p1", "Project", "机床基地项目"),
        entity("p2", "Project", "轴承扩建项目"),
        entity("a1", "Amount", "3亿元", value=300000000, currency="CNY"),
        entity("a2", "Amount", "20亿元", value=2000000000, currency="CNY"),
        entity("a3", "Amount", "9亿美元", value=900000000, currency="USD"),
    ]
    relations = [
        fact("r1", "COOPERATES_WITH", "c1", "u2"),
        fact("r2", "COOPERATES_WITH", "u1", "c2", "planned"),
        fact("r3", "COOPERATES_WITH", "u1", "c3", "denied"),
        fact("r4", "PART_OF", "u2", "u1"),
        fact("r5", "LOCATED_IN", "c1", "k2"),
        fact("r6", "LOCATED_IN", "p2", "k1"),
        fact("r7", "LOCATED_IN", "c3", "k1", "denied"),
        fact("r8", "PART_OF", "k2", "k1"),
        fact("r9", "HAS_AMOUNT", "p1", "a1", measure="总投资"),
        fact("s1", "HAS_AMOUNT", "p1", "a3", "planned", approx="约"),
        fact("s2", "HAS_AMOUNT", "p2", "a1"),
        fact("s3", "HAS_AMOUNT", "p2", "a2", measure="投资", approx="近"),
        fact("s4", "HAS_AMOUNT", "c1", "a2"),
        fact("s5", "HAS_AMOUNT", "p1", "a2", measure="年产值"),
    ]
    return Graph(entities, relations)


def test_demo_partners_lifts_schools_and_leaves_out_denials(graph: Graph) -> None:
    answer = partners(graph)
    assert answer.lines == ("江右大学: 岭上机床, 岭下轴承 (planned)",)
    assert {each.id for each in answer.facts} == {"r1", "r2"}


def test_demo_largest_projects_ranks_by_value_and_converts_no_money(graph: Graph) -> None:
    lines = largest_projects(graph).lines
    assert lines == (
        "轴承扩建项目: 近20亿元 (投资)",
        "机床基地项目: 3亿元 (总投资)",
        "机床基地项目: 约9亿美元 (planned)",
    )
    assert largest_projects(graph, count=3).lines[0] == lines[0]


def test_demo_residents_counts_the_zones_of_a_park(graph: Graph) -> None:
    answer = residents(graph)
    assert answer.question == "Question: what lies in 岭上高新区?"
    assert answer.lines == ("Enterprise: 岭上机床", "Project: 轴承扩建项目")
    assert residents(graph, "没有的园区").lines == ("The graph holds no such fact.",)


def test_demo_follows_the_graph(graph: Graph) -> None:
    graph.relations = [each for each in graph.relations if each.id != "r1"]
    assert partners(graph).lines == ("江右大学: 岭下轴承 (planned)",)


def test_demo_without_facts_says_so() -> None:
    for answer in (partners(Graph([], [])), largest_projects(Graph([], [])), residents(Graph([], []))):
        assert isinstance(answer, Answer)
        assert answer.lines == ("The graph holds no such fact.",)
        assert answer.facts == ()


def test_demo_leaves_its_files_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    first = demo(tmp_path / "out")
    assert len(first.build.new) == 7
    assert first.build.failed == []
    assert [path.name for path in first.files] == ["graph.ttl", "graph.graphml"]
    assert all(answer.facts for answer in first.answers)
    before = {path.name: path.read_bytes() for path in first.files}
    second = demo(tmp_path / "out")
    assert (len(second.build.new), len(second.build.unchanged)) == (0, 7)
    assert {path.name: path.read_bytes() for path in second.files} == before
    assert second.answers == first.answers


def test_demo_command_prints_answers_with_their_source(tmp_path: Path) -> None:
    from kg.cli.demo import command

    done = CliRunner().invoke(command, ["-o", str(tmp_path / "out")], catch_exceptions=False)
    assert done.output.count("Question: ") == 3
    assert done.output.count("Source: ") == 3
    assert "graph.ttl" in done.output


def test_demo_without_sample_pages_is_one_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.errors import KGError

    monkeypatch.setattr("kg.demo.seeds", lambda: tmp_path)
    with pytest.raises(KGError, match="KG010") as caught:
        demo(tmp_path / "out")
    assert caught.value.code == "KG010"
    assert str(tmp_path) in str(caught.value)


def test_demo_output_that_is_a_file_is_one_line(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("x", encoding="utf-8")
    from kg.cli.main import main

    done = CliRunner().invoke(main, ["demo", "-o", str(taken)])
    assert done.exit_code == 2
    assert "Traceback" not in done.output
