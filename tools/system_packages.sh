#!/usr/bin/env bash
# Installs by apt-get what the tests need and what needs root, and only on CI (CI=true, as root).
set -euo pipefail
[ "${CI:-}" = "true" ] || exit 0
missing=()
command -v java >/dev/null || missing+=(default-jre-headless)
command -v mvn >/dev/null || missing+=(maven)
if ! [ -x .venv/bin/python ]; then
    for name in python3.11 python3.12 python3.13 python3.14 python3; do
        if "$name" -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            found=yes
            break
        fi
    done
    [ -n "${found:-}" ] || missing+=(python3 python3-venv)
fi
[ ${#missing[@]} -gt 0 ] || exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "make: the tests need ${missing[*]}; install them first (apt-get and root are not at hand here)" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
