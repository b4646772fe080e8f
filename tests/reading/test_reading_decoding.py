import pytest

from kg.errors import ReadError
from kg.reading import read_bytes
from kg.reading.decoding import decode

FIRST = "北岭园区今年引进珺达公司。"
SECOND = "珺达公司厂长王㛃到场。"


@pytest.mark.parametrize(
    "line", [FIRST, SECOND, "云岭镇今天下雨。", "宁川轴承公司投资2亿元建设二期项目。\r\n"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_decoding_finds_the_encoding_of_short_texts(line: str, encoding: str) -> None:
    assert decode(line.encode(encoding), name="a.txt").text == line


def test_decoding_long_ascii_head_hides_nothing() -> None:
    style = "<style>" + "p { color: black; margin: 0 }\n" * 700 + "</style>"
    page = (
        f'<html><head><meta charset="gb2312">{style}</head><body><p>{FIRST}</p><p>{SECOND}</p></body></html>'
    )
    document = read_bytes(page.encode("gb18030"), id="a.html", format="html")
    assert document.text == f"{FIRST}\n{SECOND}"
    assert "\ufffd" not in document.text


def test_decoding_wrong_declaration_does_not_spoil_utf8() -> None:
    page = f'<meta charset="gb2312"><p>{FIRST}</p>'
    assert read_bytes(page.encode(), id="a.html", format="html").text == FIRST


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "KG104"),
        (b" \r\n\t \n", "KG104"),
        ("\ufeff".encode(), "KG104"),
        (bytes(range(256)) * 40, "KG105"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00\x01" * 400, "KG105"),
        ("이 회사는 새로운 공장을 세웠다. 오늘 발표했다.".encode("cp949"), "KG106"),
        ("北嶺園區今年引進珺達公司，總投資兩億元，將於明年投產。".encode("big5", "ignore"), "KG106"),
        ("Société générale à Besançon où l'été".encode("latin-1"), "KG106"),
        (FIRST.encode()[:-1], "KG107"),
    ],
)
def test_decoding_refuses_what_is_no_text_we_know(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, id="北岭.txt", format="txt")
    assert caught.value.code == code
    assert "北岭.txt" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_decoding_control_characters_are_replaced_and_logged() -> None:
    document = read_bytes("北岭\x0c园区引进\x07企业。\r\n第二段\x00。".encode(), id="a.txt", format="txt")
    assert document.text == "北岭 园区引进 企业。\r\n第二段 。"
    assert document.articles[0].text == "北岭园区引进企业。\n第二段。"
    assert len(document.warnings) == 1
    assert "U+000C" in document.warnings[0]


def test_decoding_form_feed_behind_a_sentence_ends_the_line() -> None:
    document = read_bytes("第一页的最后一句。\x0c第二页的第一句。".encode(), id="a.txt", format="txt")
    assert document.articles[0].text == "第一页的最后一句。\n第二页的第一句。"


def test_decoding_invisible_characters_cut_no_name() -> None:
    document = read_bytes("北岭\u200b园\ufeff区的恒岭\u00ad锻造。".encode(), id="a.txt", format="txt")
    segment = document.articles[0].segments[0]
    assert segment.text == "北岭园区的恒岭锻造。"
    assert "".join(document.text[start:end] for start, end in segment.pieces) == segment.text


def test_decoding_control_character_between_latin_words_stays_a_blank() -> None:
    assert (
        read_bytes("采用ABC\x0bDEF工艺".encode(), id="a.txt", format="txt").articles[0].text
        == "采用ABC DEF工艺"
    )
