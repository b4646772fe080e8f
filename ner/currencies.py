"""Names and signs of currencies in Chinese text, with their ISO 4217 codes."""

from __future__ import annotations

import re

CURRENCIES = {
    "人民币元": "CNY", "人民币": "CNY", "元": "CNY", "块钱": "CNY", "RMB": "CNY", "CNY": "CNY",
    "美元": "USD", "美金": "USD", "USD": "USD", "港元": "HKD", "港币": "HKD", "HKD": "HKD", "欧元": "EUR", "EUR": "EUR",
    "日元": "JPY", "日圆": "JPY", "JPY": "JPY", "英镑": "GBP", "GBP": "GBP", "韩元": "KRW", "韩圆": "KRW", "韩币": "KRW",
    "澳元": "AUD", "澳大利亚元": "AUD", "澳币": "AUD", "加元": "CAD", "加拿大元": "CAD", "加币": "CAD", "新台币": "TWD",
    "台币": "TWD", "新加坡元": "SGD", "新元": "SGD", "新币": "SGD", "坡币": "SGD", "瑞士法郎": "CHF", "瑞郎": "CHF",
    "卢布": "RUB", "印度卢比": "INR", "卢比": "INR", "印尼盾": "IDR", "印尼卢比": "IDR", "巴基斯坦卢比": "PKR",
    "斯里兰卡卢比": "LKR", "澳门元": "MOP", "澳门币": "MOP", "泰铢": "THB", "迪拉姆": "AED", "沙特里亚尔": "SAR",
    "里亚尔": "SAR", "雷亚尔": "BRL", "墨西哥比索": "MXN", "菲律宾比索": "PHP", "兰特": "ZAR", "瑞典克朗": "SEK",
    "挪威克朗": "NOK", "丹麦克朗": "DKK", "越南盾": "VND", "林吉特": "MYR", "令吉": "MYR", "坚戈": "KZT", "新西兰元": "NZD",
    "纽元": "NZD", "新西兰币": "NZD", "里拉": "TRY", "奈拉": "NGN", "图格里克": "MNT", "兹罗提": "PLN", "福林": "HUF",
    "新谢克尔": "ILS", "谢克尔": "ILS",
}  # fmt: skip
SIGNS = {"US$": "USD", "HK$": "HKD", "$": "USD", "＄": "USD", "¥": "CNY", "￥": "CNY", "€": "EUR", "£": "GBP"}
LEADING = (
    "人民币", "RMB", "CNY", "港币", "港元", "美金", "美元", "USD", "HKD", "EUR", "JPY", "GBP", "欧元", "新台币", "台币", "日元",
)  # fmt: skip

# what follows 元 in a word that is no money: 元旦, 元素, 元年, 元宇宙 …
_WORDS = "[旦素件器月宵宇首老帅勋始朝代曲谋夕气音]"
_YEAR = "(?:(?<=[千万亿多余]元)|(?!年(?![费产薪均销收租])))"  # 2021元年, but 投资100亿元年产…


def _any(names: object) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))  # type: ignore[call-overload]


AFTER = (
    rf"(?:{_any(CURRENCIES)})(?<!元)|(?:{_any(n for n in CURRENCIES if n.endswith('元'))})(?!{_WORDS}){_YEAR}"
    r"(?:\s?(?:人民币|新台币|港币|RMB))?"
)
BEFORE = _any([*LEADING, *SIGNS])


def code(after: str, before: str = "") -> str:
    """The ISO code of the currency written after a sum and (or) before it; 港币2000万元 and 995亿元新台币 are no CNY."""
    for name in (before, after.strip().removeprefix("元").strip(), after.strip()):
        if name in SIGNS or name in CURRENCIES:
            return SIGNS.get(name) or CURRENCIES[name]
    return "CNY"
