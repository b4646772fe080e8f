"""Builders of pages for the reading tests; every name and sentence is invented."""

from __future__ import annotations

import io
from typing import Any

import pytest

WIDTH, HEIGHT = 595.0, 842.0


class PdfPage:
    """Draws a newspaper page with the built-in CID font (no font file), positions from the top left."""

    def __init__(self) -> None:
        canvas_module = pytest.importorskip("reportlab.pdfgen.canvas")
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont

        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        self._buffer = io.BytesIO()
        self.canvas: Any = canvas_module.Canvas(self._buffer, pagesize=(WIDTH, HEIGHT))

    def text(self, x: float, top: float, text: str, *, size: float = 10) -> None:
        self.canvas.setFont("STSong-Light", size)
        self.canvas.drawString(x, HEIGHT - top - size, text)

    def column(
        self, x: float, top: float, lines: list[str], *, size: float = 10, leading: float = 15
    ) -> float:
        for number, line in enumerate(lines):
            self.text(x, top + number * leading, line, size=size)
        return top + len(lines) * leading

    def rule(self, x0: float, x1: float, top: float) -> None:
        self.canvas.line(x0, HEIGHT - top, x1, HEIGHT - top)

    def picture(self, x: float, top: float, width: float, height: float) -> None:
        self.canvas.setFillGray(0.7)
        self.canvas.rect(x, HEIGHT - top - height, width, height, stroke=0, fill=1)
        self.canvas.setFillGray(0)

    def next_page(self) -> None:
        self.canvas.showPage()

    def data(self, *, password: str | None = None) -> bytes:
        if password:
            from reportlab.lib import pdfencrypt

            self.canvas._doc.encrypt = pdfencrypt.StandardEncryption(password, ownerPassword="owner")
        self.canvas.save()
        return self._buffer.getvalue()


def columns_page() -> bytes:
    """A headline over two columns, a picture on top of the left one, a rule, and another article below."""
    page = PdfPage()
    page.text(60, 60, "长岭电缆与北湖大学签约", size=24)
    page.picture(60, 110, 220, 140)
    page.column(
        60,
        270,
        [
            "　　长岭电缆公司昨日与北湖大学签订协",
            "议，双方将在深海电缆材料上开展合作，",
            "长岭电缆公司为此新建一条中试线。",
        ],
    )
    page.column(
        310,
        110,
        [
            "　　北湖大学材料学院将派出两个小组，",
            "常年驻在长岭电缆的车间里，帮助企业解",
            "决绝缘层开裂的难题。项目分三年完成，",
            "签约额2亿元",
        ],
    )
    page.rule(60, 530, 400)
    page.column(
        60, 415, ["　　宁川轴承公司的二期工厂昨天封顶，这座工厂占地三十亩，建成", "后主要生产风电轴承。"]
    )
    return page.data()
