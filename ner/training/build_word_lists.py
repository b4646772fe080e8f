"""Build the word lists of the organization and person grammars from public lists and raw text.

    python -m ner.training.build_word_lists --jieba DICT.TXT --companies A.tsv B.tsv --raw NEWS.jsonl.xz …

Inputs: the dictionary of the PyPI sdist ``jieba`` 0.42.1 (MIT; word, frequency, part of speech), tables of public company
names (first column: full name), raw news for character statistics.  Outputs (seeds/gazetteers):

* common_words.csv – frequent words with a class: ``stop`` (verbs, adverbs, prepositions, conjunctions, pronouns, numerals:
  they end a name on its left), ``noun``, ``adj``; short names of cities and counties (大连) are left out unless
  ambiguous.csv has them;
* name_interior_words.csv – words that stand inside company names after the trade name, with counts;
* person_name_characters.csv – how much more often a character stands in a given name than in running text
  (log-odds; columns: alone, first, second), from reporters' names in bylines.
"""

from __future__ import annotations

import argparse
import collections
import csv
import json
import lzma
import math
import re
from pathlib import Path

OUT = Path(__file__).resolve().parents[2] / "seeds" / "gazetteers"
# Words that came up after the dictionary was made.
RECENT = (
    dict.fromkeys(
        "元宇宙 大模型 新三板 双碳 碳中和 碳达峰 短视频 预制菜 储能 光伏 链主 直播间 云端 算力 数智".split(),
        "noun",
    )
    | dict.fromkeys("赋能 强链 补链 延链 招引 助企 纾困 带货".split(), "stop")
    | dict.fromkeys("红彤彤 专精特 新质".split(), "adj")
)
STOP_TAGS = ("v", "d", "p", "c", "u", "r", "m", "q", "f", "y", "zg", "o", "e", "t")
LEGAL = re.compile(r"(股份|集团)?(有限责任公司|有限公司|公司|集团)$")
BYLINE = re.compile(
    r"(?:记者|通讯员|责编)[\s:：]{0,2}((?:[\u4e00-\u9fff]{2,3}[\s、]+){0,3}[\u4e00-\u9fff]{2,3})(?=[)）\s】。\]]|$)"
)


def longest_match(text: str, words: dict[str, str], longest: int = 5) -> list[str]:
    """Greedy longest match from the left; unknown characters stand alone."""
    out, at = [], 0
    while at < len(text):
        for size in range(min(longest, len(text) - at), 0, -1):
            if size == 1 or text[at : at + size] in words:
                out.append(text[at : at + size])
                at += size
                break
    return out


def interior_words(files: list[Path], words: dict[str, str], least: int) -> dict[str, int]:
    counts: collections.Counter[str] = collections.Counter()
    for file in files:
        with file.open(encoding="utf-8") as lines:
            next(lines)
            for line in lines:
                name = LEGAL.sub("", line.split("\t")[0].strip())
                name = re.sub(r"[（(].*?[)）]", "", name)
                counts.update(set(longest_match(name, words)[1:]))
    return {w: n for w, n in sorted(counts.items()) if n >= least and len(w) > 1}


def name_statistics(files: list[Path], surnames: frozenset[str]) -> list[tuple[str, float, float, float]]:
    names: set[str] = set()
    background: collections.Counter[str] = collections.Counter()
    for file in files:
        with lzma.open(file, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                row = json.loads(line)
                text = str(row.get("text") or row.get("content") or "")
                for match in BYLINE.finditer(text):
                    names.update(n for n in re.split(r"[\s、]+", match[1]) if n[:1] in surnames)
                if number % 5 == 0:
                    background.update(text)
    names = {n for n in names if n[-1] not in "摄文图报讯"}
    slots: tuple[collections.Counter[str], ...] = tuple(collections.Counter() for _ in range(3))
    for name in names:
        if len(name) == 2:
            slots[0][name[1]] += 1
        elif len(name) == 3:
            slots[1][name[1]] += 1
            slots[2][name[2]] += 1
    total = sum(background.values())
    rows = []
    for char in sorted(set().union(*slots)):
        base = (background[char] + 1) / total
        odds = [round(math.log((s[char] + 0.3) / (sum(s.values()) + 1000) / base), 2) for s in slots]
        rows.append((char, *odds))
    return rows  # type: ignore[return-value]


def write(name: str, header: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    with (OUT / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def place_names() -> set[str]:
    """Short names of cities and counties that mean the place in news, although the dictionary has them as words."""
    with (OUT / "ambiguous.csv").open(encoding="utf-8", newline="") as file:
        ambiguous = {row["word"] for row in csv.DictReader(file)}
    with (OUT / "places.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["level"] in ("city", "county")]
    return {row["short"] for row in rows} - ambiguous


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--jieba", type=Path, required=True)
    parser.add_argument("--companies", type=Path, nargs="+", required=True)
    parser.add_argument("--raw", type=Path, nargs="+", required=True)
    args = parser.parse_args()
    words: dict[str, str] = {}
    frequent: dict[str, str] = {}
    for line in args.jieba.read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split()
        words[word] = tag
        if (
            int(count) >= (8 if tag == "v" and len(word) == 2 else 60)
            and 1 < len(word) < 5
            and tag not in ("nr", "ns", "nt", "nz", "nrt", "nrfg", "eng")
        ):
            frequent[word] = (
                "stop"
                if tag.startswith(STOP_TAGS) and tag != "vn"
                else "adj"
                if tag.startswith(("a", "b", "z"))
                else "noun"
            )
    for name in place_names():
        frequent.pop(name, None)
    frequent |= RECENT
    interior = interior_words(args.companies, words, 3)
    write("common_words.csv", ("word", "class"), sorted(frequent.items()))
    write("name_interior_words.csv", ("word", "count"), sorted(interior.items()))
    with (OUT / "surnames.csv").open(encoding="utf-8") as file:
        surnames = frozenset(row["surname"] for row in csv.DictReader(file) if len(row["surname"]) == 1)
    write(
        "person_name_characters.csv",
        ("char", "alone", "first", "second"),
        list(name_statistics(args.raw, surnames)),
    )


if __name__ == "__main__":
    main()
