"""The grammar of dates and periods: one regular expression, its groups read by ``ner.date_values``."""

from __future__ import annotations

import re

_CN = "零〇○一二三四五六七八九"
YEAR = rf"(?:(?<!\d)(?:1[89]|20|１[８９]|２０)\d\d(?!\d)|[一二][{_CN}]{{3}})"
_MONTH = r"(?:\d{1,2}(?!\d)|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:\d{1,2}(?!\d)|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DASH = r"[-－—–~～〜]{1,2}"
TO = rf"\s?(?:{_DASH}|至|到)\s?"

# 2019年, 2019—2021年, 今年 …
_YEARS = (
    rf"(?:(?:(?P<year0>{YEAR})\s?年?{TO})?(?P<year>{YEAR})\s?年(?:度(?!假))?"
    r"|(?P<relyear>今年|去年|前年|明年|后年|本年|上年|下年|当年|同年|次年|翌年)度?)"
)
# 上半年, 一季度, 6月19日, 1至6月, 6月底, 年末 …
_WITHIN = (
    r"(?P<half>[上下]半年)|(?P<nine>前三季度)|第?(?P<quarter>[一二三四1-4１-４首])季度|(?P<relquarter>(?:上一?|本|下一?)个?季度)"
    rf"|(?:(?P<month0>{_MONTH})月?{TO})?(?P<month>{_MONTH})\s?月(?!\s?[余多]|革命)份?(?:(?:\s?(?P<day0>{_DAY})[日号]?{TO})?\s?(?P<day>{_DAY})\s?[日号]"
    r"|(?P<third>[上中下]旬)|(?P<edge>[底末初]))?"
    r"|(?P<yearedge>年?[底末初])(?![期级中步次始])"
)
_NO_YEAR = r"(?<![\d.．/:：第余多几个每近])(?![底末初])"
_OTHER = (
    r"(?P<relmonth>本月|上个?月|下个?月|当月|同月)(?![饼球光亮])(?:(?P<relday>\d{1,2})[日号]|(?P<relthird>[上中下]旬)|(?P<reledge>[底末初]))?",
    rf"(?<![\d.．/:：第近每余多续期共历个月])(?:(?P<onlyday0>{_DAY})日?{TO})?(?P<onlyday>{_DAY})日"
    r"(?![元本均常产内游圆报用程志子夜照式韩系媒美])",
    r"(?P<weekday>[本上下这]个?(?:周|星期)[一二三四五六日天]?(?![年岁期转边末到长围]))",
    r"(?P<today>今[天日](?!头条)|昨[天日]|前天|明[天日]|后天|当[天日]|同日|次日|翌日)",
    r"[“\"]?(?P<plan>十?[一二三四五六七八九十])五[”\"]?(?P<part>期间|时期|末|初|开局之?年|收官之?年|(?=以来))",
    r"(?:(?P<century>\d\d|二十|二十一)世纪|(?P<relcentury>上个?世纪|本世纪))(?P<decade>[1-9]0|[二三四五六七八九]十)年代",
    r"(?P<fuzzy>近日|日前|近期|最近(?!的)|不久前|近年来?|近几年来?|近些年来?|截至目前|目前|如今|眼下|年[初末底]|岁末|月[初底末])",
)
GRAMMAR = re.compile(
    rf"(?=[\d{_CN}十今去前明后本上下这当同次翌昨近日截目如眼年月第首岁“\"最不])(?:"
    rf"(?P<iso>{YEAR}[-/.．－](?P<isomonth>\d{{1,2}})[-/.．－](?P<isoday>\d{{1,2}})(?!\d))"
    rf"|(?P<head>{_YEARS}\s?)?+(?:(?(head)|{_NO_YEAR})(?:{_WITHIN})|(?(head)|(?!)))"
    rf"|(?P<span0>{YEAR})\s?(?:{_DASH}|至)\s?(?P<span>{YEAR})(?![-－\d.．])"
    rf"|(?P<listed>{YEAR})(?=(?:\s?[、和与及]\s?{YEAR}){{1,9}}\s?年)"
    rf"|(?<![\d个.．])(?P<short>[0０]\d)年(?![级代])"
    rf"|{'|'.join(_OTHER)})(?P<since>以来)?"
)
FUTURE = re.compile(r"(?:将|拟|计划|预计|定于|即将|力争|有望|确保)[于在到至]?\s?\Z")
SENTENCE_END = re.compile(r"[。！？；\n]")
