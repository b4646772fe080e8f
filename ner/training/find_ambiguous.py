"""Write seeds/gazetteers/ambiguous.csv: names that mostly mean something else in news.

Criterion, counted in a collection of raw news (json lines with a field "text", xz):

* A document *supports* a place name if it also has the full form of a short name, or a place that contains it (a city abroad:
  its country).  Short names of counties and names of cities abroad that occur in at least MIN_DOCUMENTS documents are
  ambiguous if fewer than SHARE of these support them; full names of counties and townships of at most three characters
  (郊区, 小城镇) below SHARE_FULL, short names of cities below SHARE_CITY.  Provinces, countries and regions are never listed.
* A short name that occurs less often is ambiguous if the dictionary of jieba has it with a frequency of MIN_FREQUENCY or
  more and a class that is none of the name classes, and fewer than half of its documents support it.

    python -m ner.training.find_ambiguous --raw DIR --jieba dict.txt [--characters 12000000]
"""

from __future__ import annotations

import argparse
import csv
import json
import logging
import lzma
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from ner.gazetteer import Gazetteer
from ner.gazetteer_lists import read_rows
from ner.places import Places

ROOT = Path(__file__).resolve().parents[2]

OUTPUT = ROOT / "seeds" / "gazetteers" / "ambiguous.csv"
MIN_DOCUMENTS, SHARE, SHARE_FULL, SHARE_CITY, MIN_FREQUENCY = 8, 0.35, 0.25, 0.2, 50
NAME_CLASSES = ("ns", "nr", "nt", "nz", "nrt", "nrfg", "j")
LIMITS = {"city": SHARE_CITY, "county_full": SHARE_FULL, "township_full": SHARE_FULL}


def candidates() -> tuple[dict[str, set[str]], dict[str, str]]:
    """Name -> the names that support it, and name -> kind (the highest level if it has several)."""
    places = Places.default()
    support: dict[str, set[str]] = defaultdict(set)
    kinds: dict[str, str] = {}
    for code, name, short, level, _parent in read_rows("places"):
        if level == "province":
            continue
        above = {
            form
            for place in places.parents(places.by_code(code))
            for form in (place.name, place.short)
            if form
        }
        if short:
            support[short] |= above | {name}
            kinds.setdefault(short, level)
        if level in ("county", "township") and len(name) <= 3:
            support[name] |= above
            kinds.setdefault(name, f"{level}_full")
    for name, country in read_rows("world_cities"):
        support[name].add(country)
        kinds.setdefault(name, "world_city")
    for name, others in support.items():
        others.discard(name)
    fixed = {
        name
        for list_ in ("regions", "countries")
        for row in read_rows(list_)
        for name in (row[0], *row[1].split("|"))
    }
    provinces = {form for row in read_rows("places") if row[3] == "province" for form in row[1:3]}
    return {n: s for n, s in support.items() if n not in fixed | provinces}, kinds


def count(raw: Path, support: dict[str, set[str]], characters: int) -> tuple[Counter[str], Counter[str]]:
    """Documents with each name (longest match of all gazetteers), and those of them that support it."""
    gazetteer = Gazetteer.default()
    documents: Counter[str] = Counter()
    supported: Counter[str] = Counter()
    for path in sorted(raw.glob("*.jsonl.xz")):
        for text in _texts(path, characters):
            names, at = set(), 0
            for hit in gazetteer.find(text):
                if hit.start >= at:
                    names.add(text[hit.start : hit.end])
                    at = hit.end
            for name in names & support.keys():
                documents[name] += 1
                supported[name] += bool(names & support[name])
    return documents, supported


def _texts(path: Path, characters: int) -> Iterator[str]:
    size = 0
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            text = json.loads(line)["text"]
            size += len(text)
            if size > characters:
                return
            yield text


def ordinary_words(path: Path) -> dict[str, str]:
    """Word -> class of the dictionary's words that are no names."""
    rows = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return {row[0]: row[2] for row in rows if row[2] not in NAME_CLASSES and int(row[1]) >= MIN_FREQUENCY}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--raw", type=Path, required=True, help="folder with *.jsonl.xz")
    parser.add_argument("--jieba", type=Path, required=True, help="dict.txt of jieba")
    parser.add_argument(
        "--characters", type=int, default=12_000_000, help="read at most so much of each file"
    )
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    support, kinds = candidates()
    words = ordinary_words(arguments.jieba)
    documents, supported = count(arguments.raw, support, arguments.characters)
    rows = []
    for name in support:
        n, share = documents[name], supported[name] / documents[name] if documents[name] else 0.0
        if n >= MIN_DOCUMENTS:
            chosen = share < LIMITS.get(kinds[name], SHARE)
        else:
            chosen = name in words and share < 0.5 and not kinds[name].endswith("_full")
        if chosen:
            rows.append((name, kinds[name], n, f"{share:.2f}", words.get(name, "")))
    with OUTPUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("word", "kind", "documents", "share", "word_class"))
        writer.writerows(sorted(set(rows)))
    logging.info("%d ambiguous names", len(set(rows)))


if __name__ == "__main__":
    main()
