"""What all tests share: the sample pages, the measuring texts beside the checkout, and the rule on skips.

With ``CI=true`` a skipped test is a failure.  Tests marked ``shared`` need texts that are not part of the project:
without them they are skipped with one line, on CI they are left out at collection and counted, so that a stranger's
CI, which cannot have those texts, stays green without hiding any skip.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("PARKGRAPH_SHARED") or ROOT.parent / "shared")
NO_SHARED = f"no measuring texts at {SHARED} (PARKGRAPH_SHARED says where they are)"
CI = os.environ.get("CI") == "true"

_skips = pytest.StashKey[list[str]]()
_left_out = pytest.StashKey[int]()


def has_shared() -> bool:
    return (SHARED / "gold").is_dir() and (SHARED / "pages").is_dir()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_skips] = []
    config.stash[_left_out] = 0
    config.addinivalue_line("markers", "xdist_group(name): tests that one worker runs in turn (pytest-xdist)")


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("neo4j"):
            item.add_marker(pytest.mark.xdist_group("neo4j"))
    if has_shared():
        return
    needing = [item for item in items if item.get_closest_marker("shared") or "shared" in _fixtures(item)]
    if CI:
        items[:] = [item for item in items if item not in needing]
        config.hook.pytest_deselected(items=needing)
        config.stash[_left_out] = len(needing)
    for item in needing:
        item.add_marker(pytest.mark.skip(reason=NO_SHARED))


@pytest.fixture(scope="session", autouse=True)
def _default_model() -> Iterator[None]:
    """The default of the product, whatever default the machine has."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("KG_MODEL", raising=False)
        yield


@pytest.fixture(scope="module")
def by_rules() -> Iterator[None]:
    """The rules alone are the default, for commands in processes of their own too.

    For files that test rules, or stores and limits with more text than the learned model reads in a few seconds:
    ``pytestmark = pytest.mark.usefixtures("by_rules")``.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KG_MODEL", "rules")
        yield


def _fixtures(item: pytest.Item) -> list[str]:
    return list(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the measuring texts (two pages with gold, training texts, lists of names)."""
    if not has_shared():
        pytest.skip(NO_SHARED)
    return SHARED


@pytest.fixture(scope="session")
def sample_pages() -> Path:
    """The folder with the sample pages that travel with the project."""
    return ROOT / "seeds" / "pages"


@pytest.fixture(scope="session")
def sample_gold() -> Path:
    """The folder with the annotation of the sample pages."""
    return ROOT / "seeds" / "gold"


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    _note_skip(report)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    _note_skip(report)


def _note_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        _Session.config.stash[_skips].append(f"{report.nodeid}: {reason}")


class _Session:
    """The reports carry no config, so the running session's is kept here."""

    config: pytest.Config


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    _Session.config = session.config


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    """pytest-xdist: every worker collects the same tests, so any worker's count is the count."""
    output = getattr(node, "workeroutput", None) or {}
    _Session.config.stash[_left_out] = output.get("left_out", 0)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["left_out"] = session.config.stash[_left_out]
    elif (
        CI
        and session.config.stash[_skips]
        and exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)
    ):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    config = terminalreporter.config
    if config.stash[_left_out]:
        terminalreporter.write_line(f"{config.stash[_left_out]} tests left out: {NO_SHARED}")
    skips = sorted(set(config.stash[_skips]))
    if CI and skips:
        terminalreporter.section("skipped on CI, where a skip is a failure")
        for line in skips:
            terminalreporter.write_line(line)
    elif skips:
        reasons = sorted({line.split(": ", 1)[1] for line in skips})
        for reason in reasons:
            count = sum(line.endswith(reason) for line in skips)
            terminalreporter.write_line(f"{count} skipped: {reason}")
