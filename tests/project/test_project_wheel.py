"""A wheel built from the project works in an empty environment in another folder, without a network."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]
NO_NETWORK = """
import socket
def refuse(*args, **kwargs):
    raise OSError("this run must not use the network")
socket.socket.connect = socket.socket.connect_ex = socket.create_connection = refuse
"""


def run(command: Sequence[str | Path], cwd: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    drop = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}
    env = {key: value for key, value in os.environ.items() if key not in drop} | {"KG_LANG": "zh"} | extra
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        encoding="utf-8",
        env=env,
        cwd=cwd,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT], ROOT)
    (path,) = folder.glob("parkgraph-*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of an environment that holds the wheel and its dependencies, nothing else."""
    folder = tmp_path_factory.mktemp("empty") / "env"
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = folder / "constraints.txt"
    pins.write_text(
        "\n".join(line.rstrip(" \\") for line in lock.splitlines() if re.match(r"[\w.-]+==", line))
    )
    python = programs / "python"
    run([python, "-m", "pip", "install", "--quiet", "--only-binary=:all:", "-c", pins, wheel], folder)
    return programs


def test_project_wheel_holds_what_it_needs(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for pattern in (
        r"kg/ontology\.yaml",
        r"kg/levels\.json",
        r"kg/_seeds/gazetteers/\w+\.csv",
        r"kg/_seeds/gazetteers/SOURCES\.md",
        r"kg/_seeds/pages/page_\w+\.txt",
        r"kg/_seeds/pages/\w+\.docx",
        r"kg/_seeds/gold/sample\.jsonl",
        r"ner/model/.+",
        r"relations/.+\.yaml",
        r"relations/model/.+",
        r"parkgraph-.*\.dist-info/licenses/LICENSE",
    ):
        assert any(re.fullmatch(pattern, name) for name in names), pattern
    assert {name.split("/")[0] for name in names} - {"kg", "ner", "relations"} == {names[-1].split("/")[0]}
    assert [name for name in names if "/training/" in name or "__pycache__" in name] == []


def test_project_wheel_holds_every_data_file_of_the_packages(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    files = [path for top in ("kg", "ner", "relations") for path in (ROOT / top).rglob("*") if path.is_file()]
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in files
        if not {"training", "__pycache__"} & set(path.parts)
    }
    assert wanted - names == set()


def test_project_wheel_works_in_an_empty_environment(installed: Path, tmp_path: Path) -> None:
    guard = tmp_path / "guard"
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    home = run(
        [installed / "python", "-c", "import kg, ner, relations; print(kg.__file__)"], elsewhere
    ).stdout
    assert ROOT not in Path(home).parents
    assert "demo" in run([installed / "kg", "--help"], elsewhere).stdout
    demo = run([installed / "kg", "demo", "-o", "out"], elsewhere, PYTHONPATH=str(guard)).stdout
    assert demo.count("问：") == 3
    assert "图中没有这样的事实" not in demo
    assert (elsewhere / "out" / "graph.ttl").stat().st_size > 10_000
    assert (elsewhere / "out" / "graph.graphml").stat().st_size > 10_000
