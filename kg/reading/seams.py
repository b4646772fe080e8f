"""Whether the text runs on from one block into the next, and what was printed twice there.

Two logistic models over hashed character n-grams (weights in ``seams.bin``, one signed byte each, trained by
``kg/reading/training/train_seams.py``): ``seam`` looks at both sides of a border, ``headline`` at one line alone.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from zlib import crc32

BUCKETS = 1 << 14
SCALE = 24.0

# Characters that news text doubles at least once in 300 times (天天, 人人, 中国|国际): a repetition is no error there.
DOUBLED = frozenset(
    "丁东丝丞个丫串丽久乎乐乔乖乞习五井亭仅仆代件会伯作佳佼侃依侨俑倩偏偷党兜兢八冉军冬冰凉凛凿刚刮刷勃勤匆医千南卡厅厚县双叔叠句司吁听吵吹吾呱呵咄咚咧品哄哇哈哗哥唠啦啧喀喋喜喝嘟嘻嚷团"
    "国圆坐块坝堂堆塔墩壮声处大太夭夸奕奶好妈妞妥妹姐姑委姗姣姥娃娓娜娟婆婷媛孜学宝实密寥小尖尝局层屡岌巍州巧巳巴市帅帕帮常幅幕年店座庭弟张彤彬往徐微忙忡念恢恰恳悄悠悻想惶惺慌慢憨户所扇"
    "扎扬扭批抱拳拼掩摇摊摸攘整斌斑斯旦早旭旺昂星昭晃晶暖曲朴朵杉村杠条杯松某柜栋校栩株框档桥桩梭棒棵楚楠榜次欢欣歇步歪殷毒民汤汪汹沁沉沱沸法泡波泱洋洗洞津洽浓浩海涓淡深清渐源滋滔滚满滴"
    "漆漉漫潺濛火灼灿炎炮点烟熊熙熠爷爸爹片牢狒狗狠猜猩玖玲珊班琅琪琳瑟璇璐瓶甜甸画疫病痒痘瘦白皑盈盏盼眈看真睁睽瞧瞳短碌磕祟票种科稍税稳站笑等箖箱簇粒粼糊紧累红纷组细绵缓缕羊翩翼耿聊股"
    "胖腾舅航舱艘艾芝花芳苍苏苗苟苦茫茸荆荡莉莎莘莱莲莹菁菲萌萍萱葱蒸蓉蓓薄融蠢街袅袋裁裸西诊试诗谆谢豆贝资赫赳趟跃跑路跳踏蹦车轰轻辆辛辣远连迟迢逛遍遥遮郁部酷酸钉铮镇闪闹队阵陆陌院隆隐"
    "雯震霉静频颗飕飘饽馆香骂骨鬼鸭鹏麻默鼎齐"
)


def seam_features(above: str, below: str) -> list[int]:
    """Buckets of the features of a border between two texts."""
    a1, a2, b1, b2 = above[-1:], above[-2:], below[:1], below[:2]
    names = (
        f"s{a1}|{b1}", f"t{a2}|{b1}", f"u{a1}|{b2}", f"v{a2}|{b2}", f"e{a2}", f"f{a1}", f"g{above[-3:]}",
        f"b{b2}", f"c{b1}", f"d{below[:3]}", f"w{below[1:3]}",
    )  # fmt: skip
    return [crc32(name.encode()) & (BUCKETS - 1) for name in names]


def headline_features(line: str) -> list[int]:
    """Buckets of the features of a line that is a headline or the torn-off beginning of a sentence."""
    grams = [f"h{line[i : i + 2]}" for i in range(len(line) - 1)]
    grams += [f"i{char}" for char in line]
    grams += [f"j{line[:2]}", f"k{line[-2:]}", f"l{line[:1]}", f"m{line[-1:]}", f"n{min(len(line), 30) // 3}"]
    return [crc32(gram.encode()) & (BUCKETS - 1) for gram in grams]


@cache
def _weights() -> tuple[memoryview, memoryview]:
    raw = memoryview(Path(__file__).with_name("seams.bin").read_bytes()).cast("b")
    return raw[:BUCKETS], raw[BUCKETS:]


def seam(above: str, below: str) -> float:
    """Log odds that ``below`` does not carry on the sentence that ``above`` breaks off: positive = a border."""
    weights = _weights()[0]
    return sum(weights[bucket] for bucket in seam_features(above, below)) / SCALE


def headline(line: str) -> float:
    """Log odds that ``line`` is a headline and not the torn-off beginning of a sentence."""
    weights = _weights()[1]
    return sum(weights[bucket] for bucket in headline_features(line)) / SCALE


def double_print(above: str, below: str) -> int:
    """How many characters at the beginning of ``below`` repeat the end of ``above`` by mistake.

    Two and more equal characters count; a single one when it is a Chinese character that is hardly ever doubled.
    """
    for size in range(min(12, len(above), len(below) - 1), 1, -1):
        if above.endswith(below[:size]) and not below[:size].isascii():
            return size
    char = below[:1]
    return int(len(below) > 1 and above.endswith(char) and "一" <= char <= "鿿" and char not in DOUBLED)
