#!/usr/bin/env bash
# Rewrites requirements.lock (what ParkGraph needs), requirements-dev.lock (that and the tests' tools) and
# requirements-train.lock (that and what training needs):
# one resolution for Python 3.11 and newer on Linux, macOS and Windows, with the hashes of all files, no addresses.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
unset PIP_FIND_LINKS UV_FIND_LINKS PIP_INDEX_URL UV_INDEX_URL
tool=.cache/lock
[ -x $tool/bin/uv ] || { python3 -m venv $tool && $tool/bin/pip install --quiet uv; }
options=(--quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate
         --no-emit-index-url --no-emit-find-links "$@")
$tool/bin/uv pip compile "${options[@]}" --extra dev pyproject.toml -o requirements-dev.lock
printf 'editables\nhatchling\n' | $tool/bin/uv pip compile "${options[@]}" -c requirements-dev.lock pyproject.toml - -o requirements.lock
$tool/bin/uv pip compile "${options[@]}" --extra train -c requirements-dev.lock pyproject.toml -o requirements-train.lock
if grep -nE 'https?://|file:|--index|--find-links|(^| )/' requirements.lock requirements-dev.lock requirements-train.lock; then
    echo "lock: the lines above hold an address; the lock files may name packages and hashes only" >&2
    exit 1
fi
