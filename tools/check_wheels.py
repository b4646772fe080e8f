"""Shows that wheels of all dependencies resolve for every Python version that we support.

Run ``make wheels`` or ``python tools/check_wheels.py [VERSION …]``.  Nothing is installed: pip resolves the runtime
requirements of pyproject.toml for each version with wheels only and says what it would install.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VERSIONS = ("3.11", "3.12", "3.13", "3.14")
PLATFORMS = {
    "linux-x86_64": ("manylinux2014_x86_64", "manylinux_2_28_x86_64"),
    "linux-aarch64": ("manylinux2014_aarch64", "manylinux_2_28_aarch64"),
    "macos-arm64": ("macosx_11_0_arm64", "macosx_12_0_arm64", "macosx_14_0_arm64"),
    "windows-x86_64": ("win_amd64",),
}


def requirements() -> list[str]:
    """The runtime requirements as pyproject.toml lists them."""
    data = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return list(data["project"]["dependencies"])


def resolve(version: str, tags: tuple[str, ...]) -> tuple[int, str]:
    """How many wheels pip would install for this Python and platform, and pip's complaint if it cannot."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "pip", "install", "--dry-run", "--quiet", "--ignore-installed"]
        command += [
            "--only-binary=:all:",
            "--python-version",
            version,
            "--target",
            folder,
            "--report",
            str(report),
        ]
        for tag in tags:
            command += ["--platform", tag]
        done = subprocess.run([*command, *requirements()], capture_output=True, text=True, check=False)
        if done.returncode:
            return 0, done.stderr.strip().splitlines()[-1]
        return len(json.loads(report.read_text(encoding="utf-8"))["install"]), ""


def main(versions: list[str]) -> int:
    failed = 0
    for version in versions or VERSIONS:
        for platform, tags in PLATFORMS.items():
            count, complaint = resolve(version, tags)
            failed += bool(complaint)
            print(
                f"Python {version} {platform}: {complaint if complaint else f'{count} wheels'}",
                flush=True,
            )
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
