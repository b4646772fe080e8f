#!/usr/bin/env bash
# Makes a virtual environment with the first Python from 3.11 on that can: make_venv.sh FOLDER
set -euo pipefail
folder=$1
seen=""
for name in ${PYTHON:-python3.11 python3.12 python3.13 python3.14 python3 python}; do
    python=$(command -v "$name") || continue
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
    seen=$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
    "$python" -c 'import venv, ensurepip' 2>/dev/null || continue
    "$python" -m venv "$folder" && exit 0
    rm -rf "$folder"
    exit 1
done
if [ -n "$seen" ]; then
    echo "make: $seen is here but cannot make virtual environments (no ensurepip). On Debian or Ubuntu: sudo apt-get install $seen-venv" >&2
else
    echo "make: no Python 3.11 or newer found. Install one, or say where it is: make PYTHON=/path/to/python3" >&2
fi
exit 1
