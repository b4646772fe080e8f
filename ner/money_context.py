"""What the words around a number say: approximation, currency in front, money or not, unit price or total."""

from __future__ import annotations

import re

from ner import currencies

_WINDOW = 26
_FRONT = re.compile(
    r"(不超过|不低于|不少于|不高于|不多于|不足|不到|不过|超过|超出|突破|大约|约为|约|将近|接近|近|逾|超|(?<!打)破|至少|至多|最多|最少"
    r"|(?<![以])上(?=[十百千万亿]|\Z)|(?<![通经超不度])过)\s?\Z"
)
_CURRENCY = re.compile(rf"(?P<currency>{currencies.BEFORE})\s?\Z")
_BEHIND = re.compile(r"\s?(多元|以上|以下|以内|左右|上下|有余|余|多)(?!种|次|个|家|名|元化|样|年)")

_NOUNS = (
    "投资|投入|投放|总额|金额|资金|产值|营收|收入|利润|净利|纯利|利税|税收|税额|纳税|销售额|销售|成交|交易额|交易|融资|贷款|授信|补贴"
    "|补助|奖励|奖金|GDP|生产总值|增加值|市值|资产|负债|债务|成本|费用|预亏|亏损|注资|出资|募资|募集|捐赠|捐款|捐助|善款|造价|价值"
    "|签约额|合同额|合同|订单|订货|进出口|出口|进口|消费|预算|货款|价款|罚款|罚金|赔偿|耗资|斥资|花费|盈利|赚|红利|存款|余额|营业额|基金"
    "|注册资本|资本|回款|经费|拨款|引资|到账|估值|流水|产业规模|市场规模|经济规模|增收|创收|让利|减税|退税|流量净额|净额|欠款|薪酬|账款"
)
_FILL = (
    "总额|总计|合计|金额|总量|额|规模|均|已经|已|将|可以|可|预计|预期|有望|约|近|超过|超|达到|达|高达|为|是|过|突破|破|逾|在|累计|共计|共"
    "|分别|增至|增加到|增长至|增长到|增长|跃上|至|到|上|仅|了|不到|不足|不低于|不少于|不超过|最高|最多|全年|其|当年|总|实现|完成|出|负|约为|有|要|人民币|（|\\(|\\s|：|:"
)
_LEFT = re.compile(rf"(?:{_NOUNS})(?:{_FILL})*+\Z")
_RIGHT = re.compile(
    rf"(?:以上|左右|以内|以下|大关)?\s?的?(?:“[^”]{{0,8}})?(?:总|年|级|风险|固定资产|专项|扶持|建设|首期|扶贫)?(?:{_NOUNS})"
)
_FOLLOW = re.compile(
    r"[\s，。；、！？：,;.!?)）】」”\"’…·~～\-—至到和与及或用投建进同比增级是但其且的规]|\Z|以上|以下|以内|左右|上下|大关|多(?=[，。])"
)
_COUNTED = re.compile(
    r"\s?(?:多|余)?(?:的)?(?:人|名|户|次|吨|股|千瓦|度|瓦|平方|平米|立方|亩|公顷|公里|千米|米|公斤|斤|吨|头|只|辆|台|套|件|条|家|个|颗|粒|张|册|部|篇|种|字|"
    r"用户|观众|粉丝|网民|人口|标准|桶|枚|羽|株|棵|箱|盒|瓶|支|片|份|点击|播放|卡|块|座|间|位|千克|克|TEU|标箱|伏|年|方|美|片)"
)

_PER = "吨|股|公斤|千克|斤|克|平方米|平米|亩|公顷|人|户|套|件|台|辆|张|只|桶|瓶|米|公里|度|千瓦时|千瓦|瓦|次|盒|份|头|立方米|立方|枚|块|片|箱|盎司|W|kWh|Wh|GB|kg|㎡|m²|t|晚|小时|课时|票|位|支|本|颗|杯|碗|斤|升|尾|羽|株|棵"
_UNIT_AFTER = re.compile(
    rf"\s?(?:[/／每]|一(?=[张斤吨台套件瓶盒桶只头位]))\s?(?:1|一)?(?:{_PER})", re.IGNORECASE
)
_UNIT_BEFORE = re.compile(
    r"(?:每(?![年月日天季周]|小时|个月|期|届)[^，。；：、！？\n]{0,8}|(?:单价|均价|股价|票价|收盘价|开盘价|发行价|最低价|最高价|起拍价|起步价|门票)"
    r"[^，。；：、！？\n]{0,6})\Z"
)
_PRICE = re.compile(r"(?:报收|收报|收于|股价|售价|价格|跌至|涨至|报)(?:于|为|是|至|在|约|达|仅)*\Z")


def leading(text: str, start: int) -> tuple[int, str, str]:
    """Approximation and currency in front of ``start``: (where they begin, currency as written, approximation)."""
    floor = max(0, start - 12)
    at, currency, approx = start, "", ""
    while True:
        window = text[floor:at]
        if not approx and (match := _FRONT.search(window)):
            approx, at = match[1], floor + match.start()
        elif not currency and (match := _CURRENCY.search(window)):
            currency, at = match["currency"], floor + match.start()
        else:
            return at, currency, approx


def trailing(text: str, end: int) -> tuple[int, str]:
    """Approximation behind ``end``: (where it ends, approximation)."""
    match = _BEHIND.match(text, end)
    return (match.end(), match[1]) if match else (end, "")


def is_money_by_context(text: str, start: int, end: int, *, pieces: bool = False) -> bool:
    """Whether a number with 万 or 亿 and no currency is money: a money word before or after it, and nothing counted.

    ``pieces``: written with 个 (10多个亿), which is said of money unless something counted follows.
    """
    if _COUNTED.match(text, end):
        return False
    if pieces:
        return True
    if _RIGHT.match(text, end):
        return True
    window = text[max(0, start - _WINDOW) : start]
    return _FOLLOW.match(text, end) is not None and _LEFT.search(window) is not None


def is_unit_price(text: str, start: int, end: int, *, small: bool) -> bool:
    """Whether the sum is the price of one unit (3元/吨, 每股10元, 单价20元); ``small`` sums are prices after 报收, 售价."""
    if _UNIT_AFTER.match(text, end):
        return True
    window = text[max(0, start - 16) : start]
    return _UNIT_BEFORE.search(window) is not None or (small and _PRICE.search(window) is not None)
