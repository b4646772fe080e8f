"""What a sum measures: the known term before it with the words that narrow it (总投资, 年销售收入, 固定资产投资), without what
else stands there (本报讯投资, 先后投资, 某地共同出资)."""

from __future__ import annotations

import re

_PUA = "\ue000-\ue0ff"
# Longest first where one ends in another.
_TERMS = (
    "投资总额|投资额|投资规模|投资|生产总值|GDP|产值|销售收入|销售总额|销售额|营业总收入|营业收入|主营收入|营收|收入|净利润|净利|利润总额|利润|利税|税收|税金|税款|"
    "纳税|注册资本金|注册资本|注册资金|资产总额|资产规模|资产|市值|估值|融资|募资|募集资金|贷款|授信|资金|经费|补助|补贴|奖金|奖励|奖学金|基金|善款|捐赠|捐款|捐资|"
    "捐助|出资额|出资|增资|注资|斥资|耗资|投入|贸易额|进出口总额|进出口总值|进出口|出口额|出口|进口|交易总额|交易额|成交总额|成交额|合同额|合同金额|签约总额|签约额|金额|规模|"
    "价格|价值|费用|成本|引资额|外资|增收|亏损|负债总额|负债|债务|债券|股权|中标价|中标额|拦标价|罚款|订单|产出|效益|零售总额|消费|价款|对价|总额|总值|资本|工资|薪酬|营业额|"
    "毛利额|毛利|收益|开支|支出|应收账款|应收票据|销售|创汇|经济贡献|租金|折旧|冠名费|保费|票房"
)
# Words that make a term another one; everything else in front is no part of it.
_NARROW = (
    "固定资产|社会消费品|一般公共预算|地方|地区|规模以上|规上|工业|农业|旅游|服务业|数字经济|产业|贸易|经济|累计|计划|预计|预测|合同|协议|签约|采购|意向|招商|实际|到位|"
    "使用|利用|吸引|完成|新增|直接|间接|综合|集体|财政|专项|扶持|支持|帮扶|助学|奖补|研发|技术|科研|主营业务|主营|营业|经营|运营|运输|交易|成交|收购|转让|出售|认购|"
    r"融资|募集|债务|持仓|货物|对外|外贸|市场|总|(?<![全去今当前\d])年度?|净|毛|归母|税前|税后|人民币|一期|二期|三期|首期|首批|单笔|全部|合计|土地|股权|设备|涉案|保障|救灾"
)
_TERM = re.compile(
    rf"(?P<measure>(?:{_NARROW})*(?:{_TERMS}))(?:（[^（）]{{0,8}}）)?(?P<approx>[^，。；：！？、（）“”的了]{{0,10}})\Z"
)


def measure_of(before: str) -> str:
    """The measure that the text right before a sum states, or ""."""
    found = _last(before)
    return found["measure"] if found else ""


def _last(before: str) -> re.Match[str] | None:
    """The last term of ``before`` that reaches its end."""
    best: re.Match[str] | None = None
    start = max(0, len(before) - 40)
    while found := _TERM.search(before, start):
        if best is not None and found.end("measure") <= best.end("measure"):
            break
        best = found
        start = found.end("measure")
    return best


def bare_before(before: str) -> str:
    """What stands in the clause before the measure, or before the sum if it has none."""
    found = _last(before)
    return before[: found.start("measure")] if found else before


def measures_listed(before: str, count: int) -> list[str]:
    """The measures that ``before`` ends with (营业收入、净利润), if there are ``count`` of them, else []."""
    parts = re.split("、|以及|和|与|及", before)[-count:]
    found = [measure_of(part) for part in parts]
    if len(parts) < count or not all(found):
        return []
    whole = all(name == part for name, part in zip(found[1:], parts[1:], strict=True))
    return found if whole and parts[0].endswith(found[0]) else []
