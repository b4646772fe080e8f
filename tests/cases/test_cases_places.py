"""One short place name that several places share (the places are real, the sentences invented)."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases_tools import graph, kg, write

# (three texts, place of the first, place of the second, bare name in the third)
SHARED_NAMES = {
    "chaoyang": (
        "辽西晚报\n朝阳今年开工12个项目，双塔区占5个。朝阳市政府召开会议。",
        "北京市朝阳区一家检测公司开业。",
        "朝阳的合作方昨日来访。",
        ("朝阳市", "北京市朝阳区", "朝阳"),
    ),
    "gulou": (
        "南京市鼓楼区今年签约9个项目。鼓楼区政府召开会议。",
        "徐州市鼓楼区一家软件公司开业。",
        "鼓楼区的客商昨日来访。",
        ("南京市鼓楼区", "徐州市鼓楼区", "鼓楼区"),
    ),
    "haizhou": (
        "阜新市海州区今年签约4个项目，海州区委召开会议。",
        "连云港市海州区一家食品公司开业。",
        "海州的客商昨日来访。",
        ("阜新市海州区", "连云港市海州区", "海州"),
    ),
    "xihu": (
        "浙北日报\n杭州今年开工6个项目，西湖区占2个。",
        "南昌市西湖区的企业增资。",
        "西湖区的企业开业。",
        ("杭州市西湖区", "南昌市西湖区", "西湖区"),
    ),
}


@pytest.mark.parametrize("key", SHARED_NAMES)
def test_cases_one_short_name_of_several_places(tmp_path: Path, key: str) -> None:
    *texts, (first, second, bare) = SHARED_NAMES[key]
    write(tmp_path / "in", dict(zip("abc", texts, strict=True)))
    assert kg("build", tmp_path / "in", "-w", tmp_path / "w", "-q").returncode == 0
    entities, _ = graph(tmp_path / "w")
    docs: dict[str, set[str]] = {}
    for entity in entities.values():
        if entity["type"] == "Location":
            docs.setdefault(entity["name"], set()).update(m["doc"] for m in entity["mentions"])
    assert docs[first] == {"a.txt"}
    assert docs[second] == {"b.txt"}
    assert docs[bare] == {"c.txt"}, "what nothing links stays a node of its own"


def test_cases_masthead_of_a_paper_is_no_place(tmp_path: Path) -> None:
    for name in ("辽西晚报", "浙北日报", "青岚都市报", "云岭商报"):
        (tmp_path / "a.txt").write_text(f"{name}\n宁川轴承公司昨日投产，产品供应全国。\n", encoding="utf-8")
        done = kg("read", "--json", tmp_path / "a.txt")
        assert f'"masthead": "{name}"' in done.stdout
        assert '"title": ""' in done.stdout


@pytest.mark.parametrize("title", ["招商引资工作通报", "项目建设情况汇报", "北岭园区简报", "公告"])
def test_cases_title_that_ends_like_a_paper_stays_a_title(tmp_path: Path, title: str) -> None:
    (tmp_path / "a.txt").write_text(
        f"{title}\n宁川轴承公司昨日投产，产品供应全国各地的整机企业。\n", encoding="utf-8"
    )
    assert f'"title": "{title}"' in kg("read", "--json", tmp_path / "a.txt").stdout
