"""``kg export`` and ``kg load`` on a real workspace: files, standard output, exit codes, one line for errors."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tests" / "workspace"))
Run = Callable[..., subprocess.CompletedProcess[bytes]]
TEXT = "北岭甲公司与南川大学签约。\n东泽乙公司落户。"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from workspace_samples import filled

    path = tmp_path_factory.mktemp("publishing") / "w"
    filled(path, {"a.txt": TEXT}).close()
    return path


@pytest.fixture
def kg(tmp_path: Path) -> Run:
    def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
        clean = {key: value for key, value in os.environ.items() if not key.startswith("NEO4J_")}
        return subprocess.run(
            [sys.executable, "-m", "kg.cli.main", *map(str, arguments)],
            cwd=tmp_path,
            env={**clean, "KG_LANG": "en", "PYTHONPATH": str(ROOT), **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            check=False,
        )

    return run


@pytest.mark.parametrize("format", ["turtle", "ntriples", "graphml", "jsonl", "csv", "xlsx"])
def test_export_command_writes_the_file(format: str, kg: Run, workspace: Path, tmp_path: Path) -> None:
    done = kg("export", workspace, "--format", format, "-o", "图谱.out")
    assert done.returncode == 0, done.stderr
    assert "图谱.out" in done.stdout.decode()
    data = (tmp_path / "图谱.out").read_bytes()
    if format != "xlsx":
        assert "北岭甲公司" in data.decode("utf-8-sig")
        assert kg("export", workspace, "--format", format, "-o", "-").stdout == data
    again = kg("export", workspace, "--format", format, "-o", "zwei.out", "-q")
    assert again.stdout == b""
    assert (tmp_path / "zwei.out").read_bytes() == data


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--format", "rdfxml", "-o", "x"], 2, "no export format rdfxml"),
        (["--format", "turtle"], 2, "--output"),
        (["-o", "x"], 2, "--format"),
        (["--format", "xlsx", "-o", "-"], 1, "KG503"),
        (["--format", "csv", "-o", "none/x.csv"], 1, "KG502"),
    ],
)
def test_export_command_errors_are_one_line(
    arguments: list[str], status: int, said: str, kg: Run, workspace: Path
) -> None:
    done = kg("export", workspace, *arguments)
    assert done.returncode == status
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    if status == 1:
        assert len(done.stderr.decode().strip().splitlines()) == 1
    assert done.stdout == b""


def test_export_command_names_the_types_of_the_build(kg: Run, tmp_path: Path) -> None:
    """Without --config the names come from the ontology that the workspace was built with."""
    import yaml
    from workspace_samples import filled

    from kg.config import load_config
    from kg.serial import ontology_to_json

    own = {
        "version": 1,
        "entities": {"Machine": {"zh": "装备", "en": "Machine"}},
        "relations": {"COOPERATES_WITH": {"tail": ["Machine"]}},
    }
    (tmp_path / "own.yaml").write_text(yaml.safe_dump(own, allow_unicode=True), encoding="utf-8")
    ontology = load_config([tmp_path / "own.yaml"]).ontology
    target = filled(tmp_path / "w", {"a.txt": TEXT})
    with target.writing():
        target.set_setting("ontology", ontology_to_json(ontology))
    target.close()
    done = kg("export", tmp_path / "w", "-f", "turtle", "-o", "-")
    assert done.returncode == 0, done.stderr
    assert "装备" in done.stdout.decode()


def test_export_command_to_a_closed_pipe_is_quiet(workspace: Path) -> None:
    command = f"{sys.executable} -m kg.cli.main export {workspace} -f ntriples -o - | head -c 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_export_command_full_disk(kg: Run, workspace: Path) -> None:
    for format in ("jsonl", "turtle", "xlsx"):
        done = kg("export", workspace, "-f", format, "-o", "/dev/full")
        assert done.returncode == 1
        assert done.stderr.decode().startswith("KG502"), done.stderr
        assert len(done.stderr.decode().strip().splitlines()) == 1


def test_load_command_refuses_before_it_asks(kg: Run, workspace: Path) -> None:
    for uri, code in (
        ("http://h", "KG510"),
        ("bolt://neo4j:geheim@h:7687", "KG511"),
        ("bolt://h:7687", "KG520"),
    ):
        done = kg("load", workspace, uri)
        assert done.returncode == 1
        assert done.stderr.decode().startswith(code)
        assert b"geheim" not in done.stderr


def test_load_command_has_no_password_option(kg: Run, workspace: Path) -> None:
    done = kg("load", workspace, "bolt://h", "--password", "x")
    assert done.returncode == 2
    options = kg("load", "--help").stdout.decode().split("Options")[1].lower()
    assert "--user" in options
    assert "--password" not in options


def test_load_command_closed_port(kg: Run, workspace: Path) -> None:
    done = kg("load", workspace, "bolt://127.0.0.1:1", NEO4J_PASSWORD="geheim-12345")
    assert done.returncode == 1
    assert done.stderr.decode().startswith("KG512")
    assert len(done.stderr.decode().strip().splitlines()) == 1
    assert b"geheim" not in done.stderr + done.stdout


def test_export_command_imports_no_driver(workspace: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from kg.cli.main import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print(sorted({'neo4j', 'networkx', 'openpyxl', 'spacy', 'rdflib'} & set(sys.modules)))"
    )
    arguments = ["export", str(workspace), "-f", "turtle", "-o", str(tmp_path / "g.ttl"), "-q"]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        capture_output=True,
        timeout=60,
        check=True,
        text=True,
    )
    assert done.stdout.strip() == "[]"
