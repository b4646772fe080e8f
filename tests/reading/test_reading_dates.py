import pytest

from kg.errors import ConfigError
from kg.reading import read_bytes
from kg.reading.dates import from_name, from_text, parse


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("lbrb/20220210_03.txt", "2022-02-10"),
        ("2022-02-10.txt", "2022-02-10"),
        ("2022年2月10日第3版.txt", "2022-02-10"),
        ("2022-02/a.txt", "2022-02"),
        ("20221340.txt", None),
        ("a123456789012.txt", None),
        ("000_6a5c.txt", None),
    ],
)
def test_dates_from_file_names(name: str, wanted: str | None) -> None:
    assert from_name(name) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2022-02-10", "2022-02-10"),
        ("2022-02", "2022-02"),
        ("2022", "2022"),
        ("20220210", "2022-02-10"),
        ("2022-13-01", None),
        ("昨天", None),
    ],
)
def test_dates_of_the_option(text: str, wanted: str | None) -> None:
    assert parse(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("云岭开发区招商公告\n发布时间：2021-06-15 09:20\n正文在这里。", "2021-06-15"),
        ("云岭开发区招商公告\n2021年6月15日 来源：云岭日报\n正文。", "2021-06-15"),
        ("1998年6月1日，云岭厂建成投产。\n后来它搬了家。", None),
        ("云岭开发区建成。\n版权所有 1998-2020 云岭日报社", None),
        ("关于放假的通知\n各单位：\n请遵照执行。\n云岭市人民政府\n2021年6月1日", "2021-06-01"),
        ("关于放假的通知\n各单位：\n请遵照执行。\n云岭市人民政府\n二〇二一年六月一日", "2021-06-01"),
    ],
)
def test_dates_from_text_but_never_from_a_footer(text: str, wanted: str | None) -> None:
    assert from_text("", text) == wanted


def test_dates_page_head_of_a_newspaper() -> None:
    text = "2022年2月10日 第3版 辽西晚报\n\n恒岭锻造产值创新高\n\n本报讯 上季度,恒岭锻造实现产值1.4亿元。\n\n园区新路通车\n\n本报讯 园区新路昨天通车。\n"
    document = read_bytes(text.encode(), id="page.txt", format="txt")
    assert document.date == "2022-02-10"
    assert document.masthead == "2022年2月10日 第3版 辽西晚报"
    assert [article.title for article in document.articles] == ["恒岭锻造产值创新高", "园区新路通车"]


def test_dates_option_before_name_before_text() -> None:
    text = "公告\n发布时间：2021-06-15\n云岭开发区招商。".encode()
    assert read_bytes(text, id="20200101.txt", format="txt", date="2019-03-04").date == "2019-03-04"
    assert read_bytes(text, id="20200101.txt", format="txt").date == "2020-01-01"
    assert read_bytes(text, id="a.txt", format="txt").date == "2021-06-15"


def test_dates_wrong_option_is_one_line() -> None:
    with pytest.raises(ConfigError) as caught:
        read_bytes("云岭".encode(), id="a.txt", format="txt", date="明天")
    assert caught.value.code == "KG114"
