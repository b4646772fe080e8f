"""Products: a simple version, by statements of capacity and by words of making, with a product word at the end."""

from __future__ import annotations

import re

from ner.candidates import Context
from ner.word_lists import word_classes

PRIORITY = 30
_NUMBER = r"[近约超达]?(?:\d[\d.,]*|[一二两三四五六七八九十百千]+)(?:余|多|几)?[十百千万亿]*(?:余|多)?"
_UNIT = r"(?:万)?(?:吨|台套|台|套|辆|件套|件|只|条|平方米|立方米|千米|公里|米|瓶|箱|千瓦时?|吉瓦时?|兆瓦时?|[GMK]Wh?|[gmk]wh?|片|颗|支|盒|头|羽|株|公斤|千克|克|副|块|根|艘|架|把|枚|粒|双|升|千升|标方|标箱|对|张|份|斤)"
_CAPACITY = re.compile(
    rf"(?:年产量?|年加工|年产能|日产|月产|产能|生产能力|年生产|生产|新增|供应|生产销售|交付|订购|采购)(?:可达|达到|达|为|约|各类|各种|优质)?{_NUMBER}{_UNIT}(?:/年|每年)?(?:的|各类|各种|优质|高品质|高性能)*"
)
_LISTED = re.compile(r"(?:主要|主导|主营|拳头|核心|代表性?)?产品(?:主要)?(?:有|为|是|包括|涵盖|覆盖|以)")
_MADE = re.compile(
    r"(?:研发生产|生产销售|生产制造|研发制造|生产加工|设计制造|生产|研制|制造|加工|量产|主营|专业从事|从事|主打|推出|出产|盛产|种植|养殖|自主研发|研发|开发)(?:了|出|的|和销售|及销售|各类|各种|多种|优质|高端|全球首[款台个]|国内首[款台个]|首[款台个辆套])*"
)
_MAKER = re.compile(
    r"(?:生产企业|制造企业|加工企业|生产厂商|制造商|生产商|供应商|生产厂家|生产线|生产车间|加工厂|生产厂)"
)
_END = re.compile(
    r"等(?:系列|多个|多种|主要|相关|高端|优质|\d+[多余]?[种款个])*(?:产品|材料|设备|装备|产业|品种|部件|领域|业务)?|[，。；：！？\n（）“”《》]|的|为主|于一体|项目|生产线|基地|产业园|企业|公司|工厂|车间|产业|行业|业务|领域|研发|生产|制造|加工|销售|技术|工艺|服务|市场|及其|以及|能力|与应用|贸易|过程|出口"
)
_HEAD = (
    "发动机|电动机|压缩机|发电机|机器人|无人机|变压器|传感器|显示器|服务器|充电桩|连接器|半导体|集成电路|芯片|晶圆|电池|电芯|隔膜|正极材料|负极材料|电解液|锂电池|硅片|多晶硅|单晶硅|组件|光伏组件|"
    "风机|叶片|轴承|齿轮|阀门|管件|管道|钢管|钢材|特钢|不锈钢|板材|线材|型材|铝材|铜箔|铝箔|合金|薄膜|纤维|碳纤维|树脂|橡胶|塑料|涂料|油漆|颜料|染料|化肥|尿素|农药|饲料|兽药|种子|甲醇|乙醇|乙烯|丙烯|"
    "聚乙烯|聚丙烯|烧碱|纯碱|氯碱|玻璃|陶瓷|水泥|混凝土|砂石|瓷砖|地板|家具|家电|空调|冰箱|洗衣机|电视机?|手机|平板电脑|电脑|笔记本|打印机|耳机|汽车|轿车|客车|卡车|货车|专用车|商用车|乘用车|新能源车|电动车|摩托车|"
    "自行车|轮胎|轮毂|车轮|车桥|变速箱|零部件|配件|汽车配件|模具|刀具|机床|叉车|起重机|挖掘机|拖拉机|收割机|农机|船舶|飞机|直升机|卫星|火箭|列车|机车|电缆|光缆|光纤|线缆|电线|电机|电源|逆变器|开关|电表|仪表|仪器|"
    "医疗器械|试剂|疫苗|药品|药物|胶囊|注射液|原料药|中药材|中成药|口服液|创新药|仿制药|抗体|保健品|化妆品|面膜|洗发水|白酒|啤酒|葡萄酒|红酒|黄酒|饮料|矿泉水|果汁|牛奶|乳制品|奶粉|酸奶|茶叶|绿茶|红茶|咖啡|大米|面粉|"
    "面条|食用油|菜籽油|花生|大豆|玉米|小麦|水稻|蔬菜|番茄|辣椒|马铃薯|土豆|红薯|苹果|梨|葡萄|柑橘|脐橙|猕猴桃|草莓|蓝莓|樱桃|桃|枣|核桃|板栗|食用菌|香菇|木耳|灵芝|天麻|党参|黄芪|枸杞|艾草|花卉|苗木|蜂蜜|"
    "肉牛|生猪|肉羊|奶牛|肉鸡|鸡蛋|猪肉|牛肉|羊肉|海鲜|水产品|小龙虾|大闸蟹|预制菜|罐头|糕点|月饼|粽子|糖果|调味品|酱油|食醋|服装|羽绒服|衬衫|鞋|箱包|纺织品|棉纱|面料|布料|丝绸|地毯|纸张|纸浆|包装盒|玩具|文具|乐器|"
    "黄金|白银|铜|铝|锌|铅|锡|镍|钴|钼|钨|锑|铁精粉|铁矿石|煤炭|原煤|焦炭|石墨|石墨烯|萤石|稀土|原油|天然气|页岩气|成品油|润滑油|沥青|氢气|液氧|锂盐|碳酸锂|氢氧化锂|磷酸铁锂|钛白粉|海绵钛|钛材|催化剂|添加剂|粘合剂|"
    "胶水|密封件|密封条|紧固件|螺栓|弹簧|铸件|锻件|滤芯|滤材|膜|屏|显示屏|触摸屏|面板|背光源|灯具|LED灯|照明产品|摄像头|路由器|基站|交换机|数控系统|操作系统|软件|大模型|平台系统|管理系统|控制系统|电梯|锅炉|水泵|空压机|"
    "净水器|热水器|燃气灶|太阳能热水器|储能系统|储能电站|燃料电池|电堆|高纯石英|蓝宝石|人造金刚石|金刚石|超硬材料|新材料|复合材料|绝缘材料|耐火材料|保温材料|建筑材料|磁性材料|电子材料|高分子材料|纳米材料|膜材料|生物质燃料|"
    "有机肥|复合肥|水溶肥|车载终端|智能终端|可穿戴设备|医疗设备|检测设备|环保设备|矿山设备|输变电设备|通信设备|电子产品|电子元器件|元器件|电容|电阻|电感|二极管|晶体|光模块|激光器|镜头|眼镜|手表|珠宝|瓷器|紫砂壶"
)
_PRODUCT = re.compile(
    rf"(?:{_HEAD})(?:系列)?(?:产品)?$|[\u4e00-\u9fff](?:机|器|仪|泵|阀|剂|酒|素|酸|胶|棉|纱|漆|醇|酯|烯|烷|碱|晶|钢|膜|粉)$"
)
_GENERIC = frozenset(
    "产品 新产品 设备 装备 材料 新材料 食品 系统 零部件 配件 机器 仪器 药品 药物 软件 农产品 原材料 蔬菜 水果 家电 汽车 服装 新能源 试剂 船舶 飞机 手机 电脑 武器 公众 心得 部件 模具 开关 种子 人才 桃 梨 铜 铝 膜 屏 鞋 司机 时机 危机 契机 动机 有机 转机 投机".split()
)
_LEADING = re.compile(
    r"(?:优质|各类|各种|多种|多款|更多|大型|小型|高端|高品质|系列|自主|国产|进口|一批|一系列|全球|国内|首款|首台|首个|首套|第[一二三]代|新一代|这些|这种|该|其|等|和|及|与|、|高质量|绿色|当地|本地|特色|传统|现代|相关|主要|了|出|成|用于|销售)+"
)


def propose_products(context: Context) -> None:
    """Propose Product candidates."""
    for pattern, rule in (
        (_CAPACITY, "product.capacity"),
        (_LISTED, "product.listed"),
        (_MADE, "product.made"),
    ):
        for match in pattern.finditer(context.text):
            stop = _END.search(context.text, match.end(), match.end() + 60)
            if stop is not None:
                _items(context, match.end(), stop.start(), rule)
    for match in _MAKER.finditer(context.text):
        _maker(context, match.start())


def _items(context: Context, start: int, end: int, rule: str) -> None:
    at = start
    for part in re.split(r"(、|和|及|与|以及)", context.text[start:end]):
        _propose(context, at, at + len(part), rule)
        at += len(part)


def _propose(context: Context, start: int, end: int, rule: str) -> None:
    text = context.text
    lead = _LEADING.match(text, start, end)
    if lead and lead.end() < end:
        start = lead.end()
    part = text[start:end]
    if not 2 <= len(part) <= 14 or part in _GENERIC or not _PRODUCT.search(part):
        return
    words = [text[s:e] for s, e in context.words if start <= s and e <= end]
    if any(
        len(w) > 1 and word_classes().get(w) == "stop" and w not in part[-len(w) :] and w not in _ALLOWED
        for w in words[:-1]
    ):
        return
    if any(c in "的了在将为是由从向被以该我你他" for c in part) or part[0].isdigit():
        return
    context.propose("Product", start, end, rule, PRIORITY)


_ALLOWED = frozenset(
    "智能 可降解 降解 无人 自动 驾驶 移动 储能 节能 环保 数控 控制 管理 检测 监测 通用 专用 定制 压延 养殖 种植 加工 挖掘 收割 发电 输变电 充电 照明 显示 触控 旋转 折叠 穿戴 预制 冷冻 速冻 烘焙 即食 改性 复合 再生".split()
)


def _maker(context: Context, end: int) -> None:
    """The noun before 制造商 or 生产线: the longest run of words to the left that ends in a product word."""
    by_end = {e: s for s, e in context.words}
    at, floor = end, max(0, end - 12)
    while at > floor and at in by_end:
        word = context.text[by_end[at] : at]
        if (
            not word.isalnum()
            or word in "的了是为大最家个"
            or (word_classes().get(word) == "stop" and word not in _ALLOWED)
        ):
            break
        if word.isdigit() or word in (
            "最大",
            "全球",
            "国内",
            "世界",
            "全国",
            "中国",
            "我国",
            "主要",
            "知名",
            "领先",
            "专业",
        ):
            break
        at = by_end[at]
    _propose(context, at, end, "product.maker")
