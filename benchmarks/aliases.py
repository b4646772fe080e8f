"""How well the name parser recognises short forms, on real full-name/short-name pairs.

    python benchmarks/aliases.py [PAIRS.tsv …]

A file has a head line and the columns: full name, short name (more columns are ignored); without a file the listed
companies of the gazetteers and their short names are taken.  Prints a Markdown table:

* recall on substring-type short forms (the short form's characters occur in the full name in one piece) and on
  abbreviations (they occur in order, not in one piece);
* false-accept rate on random pairs, on pairs whose full names start with the same place, and on pairs that end in the
  same industry word: a short form offered to a full name of another firm.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import sys
import time
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from measure import markdown

from kg.resolving.keys import normalise_name
from kg.resolving.names import parse
from kg.resolving.shortforms import in_order, short_form_of
from ner.gazetteer import read_rows

STOCK_MARKS = re.compile(r"^\*?(?:st|xd|xr|dr|n|c)(?=[\u4e00-\u9fff])|(?:-?[abuwdvs]{1,2})$")


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """(full, short) pairs, the marks of the stock exchange (*ST, A, -U) taken off the short name."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    pairs = [(normalise_name(row[0]), normalise_name(row[1])) for row in rows if len(row) >= 2]
    return [(full, STOCK_MARKS.sub("", short)) for full, short in pairs if STOCK_MARKS.sub("", short)]


def shipped_pairs() -> list[tuple[str, str]]:
    """(full, short) pairs of the gazetteer of listed companies."""
    rows = read_rows("listed_companies")
    return [
        (normalise_name(row[0]), normalise_name(short))
        for row in rows
        for short in row[1].split("|")
        if short
    ]


def accepted(short: str, full: str) -> bool:
    return short_form_of(short, full).accept


def false_pairs(pairs: list[tuple[str, str]], key: str, count: int, seed: int = 0) -> list[tuple[str, str]]:
    """``count`` pairs (short of one firm, full name of another); ``key``: random, place or industry."""
    rng = random.Random(seed)
    groups: dict[str, list[int]] = defaultdict(list)
    for index, (full, _) in enumerate(pairs):
        name = parse(full)
        value = {"random": "-", "place": "".join(name.places[:1]), "industry": "".join(name.industry[-1:])}[
            key
        ]
        if value:
            groups[value].append(index)
    usable = [index for group in groups.values() if len(group) > 1 for index in group]
    member = {index: group for group in groups.values() for index in group}
    out = []
    while len(out) < count and usable:
        first = rng.choice(usable)
        second = rng.choice(member[first])
        if pairs[first][0] != pairs[second][0]:
            out.append((pairs[first][1], pairs[second][0]))
    return out


def measure(pairs: list[tuple[str, str]], count: int) -> list[str]:
    """The row of the table for one list of pairs."""
    substring = [(full, short) for full, short in pairs if short in full]
    initials = [(full, short) for full, short in pairs if short not in full and in_order(short, full)]
    start = time.process_time()
    cells = [f"{len(pairs):,}"]
    for group in (substring, initials):
        hits = sum(accepted(short, full) for full, short in group)
        cells.append(f"{hits / max(1, len(group)):.1%} of {len(group):,}")
    for key in ("random", "place", "industry"):
        wrong = sum(accepted(*pair) for pair in false_pairs(pairs, key, count))
        cells.append(f"{wrong / count:.3%}")
    return [*cells, f"{time.process_time() - start:.1f}"]


def show_misses(pairs: list[tuple[str, str]], count: int, number: int) -> None:
    missed = [(short, full) for full, short in pairs if short in full and not accepted(short, full)]
    wrong = [
        pair for key in ("place", "industry") for pair in false_pairs(pairs, key, count) if accepted(*pair)
    ]
    for title, rows in (("missed", missed), ("wrong", wrong)):
        for short, full in random.Random(1).sample(rows, min(number, len(rows))):
            print(title, short, full, parse(full))


HEAD = [
    "list", "pairs", "short forms cut out: accepted", "abbreviations: accepted", "false: random", "same place",
    "same industry", "CPU s",
]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--count", type=int, default=20000, help="false pairs per kind")
    parser.add_argument("--misses", type=int, default=0, help="show this many misses and false accepts")
    args = parser.parse_args()
    lists = {path.stem: read_pairs(path) for path in args.files} or {"shipped list": shipped_pairs()}
    print(markdown(HEAD, [[name, *measure(pairs, args.count)] for name, pairs in lists.items()]))
    if args.misses:
        for pairs in lists.values():
            show_misses(pairs, args.count, args.misses)


if __name__ == "__main__":
    main()
