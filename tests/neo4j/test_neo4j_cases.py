"""Real workspaces in a real server: hard names come back, two loads at once, wrong settings are one line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from server import Ask, Server

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tests" / "workspace"))
pytestmark = pytest.mark.neo4j
HARD = ["“星火”一号`，二期'项目", "`)DETACH DELETE(n)//项目", "A&B<北方>项目", "平常二期项目"]


def environment(server: Server, lang: str = "en", **more: str) -> dict[str, str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("NEO4J_", "KG_"))}
    return {**clean, "KG_LANG": lang, "PYTHONPATH": str(ROOT), "NEO4J_PASSWORD": server.password, **more}


def kg(*args: object, env: dict[str, str], cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg.cli.main", *map(str, args)]
    return subprocess.run(
        command, env=env, cwd=cwd, capture_output=True, encoding="utf-8", timeout=120, check=False
    )


def test_cases_hard_names_come_back_from_the_server(server: Server, ask: Ask, tmp_path: Path) -> None:
    env = environment(server)
    (tmp_path / "names.csv").write_text(
        "name,type\n" + "".join('"{}",Project\n'.format(name.replace('"', '""')) for name in HARD),
        encoding="utf-8",
    )
    text = "；".join(f"{name}总投资{n + 2}亿元" for n, name in enumerate(HARD))
    (tmp_path / "a.txt").write_text(f"{text}。", encoding="utf-8")
    assert kg("build", "a.txt", "-w", "w", "--config", "names.csv", env=env, cwd=tmp_path).returncode == 0
    for _ in range(2):
        done = kg("load", "w", server.uri, "--user", server.user, env=env, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        found = ask(
            "MATCH (p:Entity:Project)-[r:HAS_AMOUNT]->(a:Amount) RETURN p.name AS name, a.value AS value"
        )
        assert {row["name"]: row["value"] for row in found} == {
            name: (n + 2) * 1e8 for n, name in enumerate(HARD)
        }
        assert ask("MATCH (n) RETURN count(n) AS n") == [{"n": 2 * len(HARD)}]


def test_cases_two_loads_side_by_side_make_no_double(server: Server, ask: Ask, tmp_path: Path) -> None:
    """Workspaces that share their hubs and name the facts in opposite order; afterwards a third load adds nothing."""
    from workspace_samples import filled

    marks = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
    firms = [f"北岭{first}{second}公司" for first in marks for second in marks[:10]]
    pairs = [f"{firm}与南川大学签约。\n" for firm in firms]
    filled(tmp_path / "w1", {"a.txt": "".join(pairs)}).close()
    filled(tmp_path / "w2", {"b.txt": "".join(reversed(pairs))}).close()
    env = environment(server)
    command = [sys.executable, "-m", "kg.cli.main", "load"]
    options = [server.uri, "--user", server.user, "--batch", "20"]
    loads = [
        subprocess.Popen(
            [*command, name, *options], env=env, cwd=tmp_path, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, encoding="utf-8",
        )
        for name in ("w1", "w2")
    ]  # fmt: skip
    for load in loads:
        _, errors = load.communicate(timeout=120)
        assert load.returncode == 0, errors
    assert ask("MATCH (n:Entity) RETURN count(n) AS n, count(DISTINCT n.id) AS ids") == [
        {"n": len(firms) + 1, "ids": len(firms) + 1}
    ]
    edges = ask("MATCH ()-[r]->() RETURN count(r) AS n, count(DISTINCT r.id) AS ids")
    assert edges == [{"n": len(firms), "ids": len(firms)}]
    again = kg("load", "w1", server.uri, "--user", server.user, env=env, cwd=tmp_path)
    assert again.returncode == 0
    assert ask("MATCH ()-[r]->() RETURN count(r) AS n, count(DISTINCT r.id) AS ids") == edges


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_cases_wrong_password_user_and_database_are_one_line(
    server: Server, tmp_path: Path, lang: str
) -> None:
    from workspace_samples import filled

    filled(tmp_path / "w", {"a.txt": "北岭甲公司与南川大学签约。"}).close()
    calls = [
        (["--user", "nobody-here"], {}, "KG513"),
        (["--user", server.user, "--database", "nix"], {}, "KG515"),
        (["--user", "somebody-else"], {"NEO4J_PASSWORD": "geheim-geheim"}, "KG513"),
    ]
    for options, more, code in calls:
        done = kg("load", "w", server.uri, *options, env=environment(server, lang, **more), cwd=tmp_path)
        lines = done.stderr.strip().splitlines()
        assert (done.returncode, len(lines)) == (1, 1), done.stderr
        assert lines[0].startswith(f"{code} ")
        assert "geheim" not in lines[0]
        assert server.password not in lines[0]
