import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.reading import normalise


@pytest.mark.parametrize(
    ("given_text", "wanted"),
    [
        ("⻄岭市⻓丰⻋桥有限公司", "西岭市长丰车桥有限公司"),
        ("⼤⾦⼭区⻔⻢⻥⻜⻰⻅⻚⻛", "大金山区门马鱼飞龙见页风"),
        ("豈更車", "豈更車"),
        ("２０２１年ＡＢＣｘｙｚ１２．５％", "2021年ABCxyz12.5%"),
        (
            "投资2亿元,占地3亩;其中:厂房(含车间)2座!好吗?",
            "投资2亿元，占地3亩；其中：厂房（含车间）2座！好吗？",
        ),
        ("产值1,100.9亿元,同比增长", "产值1,100.9亿元，同比增长"),
        ("会议12:30开始,比分3:1", "会议12:30开始，比分3:1"),
        ("Siemens (China) Ltd, 1998; see http://a.b/c?d", "Siemens (China) Ltd, 1998; see http://a.b/c?d"),
        ("远衡检测(ABC)有限公司", "远衡检测（ABC）有限公司"),
        ('他说"好"和"行"', "他说“好”和“行”"),
        ('屏幕5"大', '屏幕5"大'),
        ("李・明•王‧山", "李·明·王·山"),
        ("李\u3000明\xa0王\u2003山", "李 明 王 山"),
        ("「青岚」『云岭』｢河湾｣､", "“青岚”‘云岭’“河湾”、"),
        ("二○二一年,二0二二年", "二〇二一年，二〇二二年"),
        ("100〜200", "100～200"),
        ("plain ascii, text: (a) 1", "plain ascii, text: (a) 1"),
    ],
)
def test_characters_are_mapped_one_to_one(given_text: str, wanted: str) -> None:
    assert normalise(given_text) == wanted


def test_characters_every_radical_that_names_a_character_is_mapped() -> None:
    radicals = [
        chr(point) for point in (*range(0x2E80, 0x2E9A), *range(0x2E9B, 0x2EF4), *range(0x2F00, 0x2FD6))
    ]
    left = [char for char in radicals if normalise(char) == char]
    assert left == ["⺀"]


@given(
    st.text(
        alphabet=st.one_of(st.characters(), st.sampled_from(list(',;:()?!"。，“”西⻄岭1９０ \n\u3000○一'))),
        max_size=200,
    )
)
def test_characters_length_is_kept_and_twice_is_once(text: str) -> None:
    once = normalise(text)
    assert len(once) == len(text)
    assert once.count("\n") == text.count("\n")
    assert len(normalise(once)) == len(text)


@settings(max_examples=50)
@given(st.text(alphabet="云岭园区投资建设，。", min_size=1, max_size=80))
def test_characters_clean_chinese_is_left_alone(text: str) -> None:
    assert normalise(text) == text


@pytest.mark.parametrize("unit", ["、轴承", "(", '"', ",(", "云,", "○", "a:b "])
def test_characters_time_is_linear(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    start = time.process_time()
    normalise(text)
    assert time.process_time() - start < 3.0
