"""The group ``kg``: light, complete help in both languages, one line for every error."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

import kg
from kg.cli import main as group
from kg.cli.failing import describe
from kg.errors import KGError, catalogue
from kg.messages import commands as texts

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    "spacy",
    "lxml",
    "neo4j",
    "rdflib",
    "pyoxigraph",
    "networkx",
    "numpy",
    "onnxruntime",
    "pdfplumber",
    "docx",
    "trafilatura",
    "yaml",
)


def call(*args: str, lang: str = "en", **env: str) -> subprocess.CompletedProcess[str]:
    """``kg ARGS`` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "kg.cli.main", *args],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={**os.environ, "KG_LANG": lang, "PYTHONPATH": str(ROOT), **env},
    )


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom kg.cli.main import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit as end:\n    assert end.code == 0\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, cwd=ROOT, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_help_is_quick() -> None:
    def seconds() -> float:
        began = time.perf_counter()
        assert call("--help").returncode == 0
        return time.perf_counter() - began

    assert min(seconds() for _ in range(4)) < 0.5


@pytest.mark.parametrize(("lang", "word"), [("zh", "用法："), ("en", "Usage: ")])
def test_help_is_in_the_users_language_and_lists_all_commands(lang: str, word: str) -> None:
    done = call("--help", lang=lang)
    assert done.returncode == 0
    assert done.stdout.startswith(word)
    for name in group.COMMANDS:
        assert re.search(rf"^  {name} ", done.stdout, re.MULTILINE)
    chinese = re.search("[\u4e00-\u9fff]", done.stdout)
    assert bool(chinese) == (lang == "zh")


def test_language_follows_the_locale() -> None:
    environment = dict.fromkeys(("KG_LANG", "LC_ALL", "LC_MESSAGES", "LANG"), "")
    assert "用法" in call("--help", **{**environment, "LANG": "zh_CN.UTF-8", "lang": ""}).stdout
    assert (
        "Usage"
        in call(
            "--help", **{**environment, "LC_ALL": "en_US.UTF-8", "LANG": "zh_CN.UTF-8", "lang": ""}
        ).stdout
    )


@pytest.mark.parametrize("name", group.COMMANDS)
def test_every_command_and_option_has_help_and_stands_in_the_docs(name: str) -> None:
    command = importlib.import_module(f"kg.cli.{name}").command
    assert command.help
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    parts = re.split(r"^### ", page, flags=re.MULTILINE)
    mine = [part for part in parts if part.startswith(f"kg {name} ")]
    assert len(mine) == 2, "one section in Chinese, one in English"
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts}"
            for part in mine:
                assert max(parameter.opts, key=len) in part
        else:
            for part in mine:
                assert str(parameter.human_readable_name).rstrip(".").upper() in part.upper()


def test_every_message_has_both_languages_and_the_same_fields() -> None:
    field = re.compile(r"\{(\w*)")
    for code, (chinese, english) in catalogue().items():
        assert chinese.strip(), code
        assert english.strip(), code
        assert set(field.findall(chinese)) == set(field.findall(english)), code
    assert {f"help.{name}" for name in group.COMMANDS} <= texts.MESSAGES.keys()


def test_version() -> None:
    assert call("--version").stdout == f"kg {kg.__version__}\n"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "args",
    [["nothing"], ["--nothing"], ["build"], ["build", "x"], ["show"], ["build", "x", "-w", "y", "-j", "0"],
     ["build", "x", "-w", "y", "--date", "2019-02-30"], ["extract", "x", "--nothing"]],
)  # fmt: skip
def test_wrong_usage_is_one_line_and_code_2(args: list[str], lang: str) -> None:
    done = call(*args, lang=lang)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("KG006 ")
    assert "--help" in done.stderr


@pytest.mark.parametrize(
    "args",
    [["build", "x", "-w", "y", "-j", "0"], ["build", "x", "-w", "y", "-j", "many"], ["build", "x", "-w"],
     ["build", "x", "-w", "y", "--quiet=3"], ["demo", "extra"], ["export", "w", "-f", "ttl", "-o", "a"],
     ["build", "x", "-w", "y", "--date", "2019-13"], ["build", "x", "-w", "y", "--timeout", "-1"]],
)  # fmt: skip
def test_wrong_usage_is_told_in_chinese(args: list[str]) -> None:
    told = call(*args, lang="zh").stderr
    assert re.search("缺少|多余|不带值|不是数|超出范围|无效", told)
    assert not re.search("Invalid|argument|range|require|not a", told)
    assert told.count("KG") == 1


def test_without_a_command_the_help_is_shown() -> None:
    done = call()
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == call("--help").stdout


def test_errors_of_users_are_one_line_and_code_1(tmp_path: Path) -> None:
    for args in (
        ["show", str(tmp_path / "w")],
        ["explain", str(tmp_path / "w"), "x"],
        ["retract", str(tmp_path / "w"), "x"],
    ):
        done = call(*args)
        assert done.returncode == 1
        assert done.stderr.startswith("KG401 ")
        assert len(done.stderr.splitlines()) == 1


CRASH = "import kg.cli.show as s\ndef fail(*a, **k): raise {error}\ns.command.callback = fail\nfrom kg.cli.main import main\nmain(['show', 'w'])"


def crash(error: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", CRASH.format(error=error)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT), "KG_LANG": "en", **env},
    )


def test_an_unexpected_error_is_one_line_with_a_log(tmp_path: Path) -> None:
    done = crash("ValueError('of\\nthe test')", TMPDIR=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.startswith("KG001 ")
    assert len(done.stderr.splitlines()) == 1
    (log,) = tmp_path.glob("kg-error-*.log")
    assert str(log) in done.stderr
    assert "Traceback" in log.read_text(encoding="utf-8")
    assert "Traceback" in crash("ValueError('x')", KG_DEBUG="1").stderr


def test_an_interrupt_is_one_line_and_code_130() -> None:
    done = crash("KeyboardInterrupt()")
    assert done.returncode == 130
    assert "interrupted" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("error", "code"),
    [(OSError(28, "No space left", "/x/y"), "KG003"), (PermissionError(13, "no", "/x/y"), "KG004"),
     (MemoryError(), "KG005"), (KGError("KG401", path="/x/y"), "KG401")],
)  # fmt: skip
def test_errors_of_the_system_have_their_own_lines(error: Exception, code: str) -> None:
    assert describe(error).startswith(code)


@pytest.mark.skipif(os.name == "nt", reason="no pipes of this kind on Windows")
def test_a_reader_that_goes_away_is_no_error() -> None:
    code = (
        "import kg.cli.show as s; s.command.callback = lambda *a, **k: [print('x' * 1000) for _ in range(9999)]; "
        "from kg.cli.main import main; main(['show', 'w'])"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.read(1000) == b"x" * 1000
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 0


def test_output_is_utf8_whatever_the_locale() -> None:
    done = call(
        "--help", lang="zh", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="latin-1"
    )
    assert "园企图谱" in done.stdout
