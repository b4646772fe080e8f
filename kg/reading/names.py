"""Personal names in bylines: 姜 强 → 姜强, 李江王山 → 李江, 王山."""

from __future__ import annotations

from functools import cache

_SINGLE = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
    "庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边净阴闫"
    "肖冀滕饶楚窦宫苟艾穆占米麻尚鹿敖晏褚卞逄战佟池楼娄党邸迟荣简蒙晋丰农邬宗应褚原褚和朴楠商郎巩步官於冷卓蔺闻禹佘粟乌巴曙揭那宿练鄢仇蓝花国展邝戚危阙连巫明咸苑匡栾门寇储吉底蒲敬刁随仝沙佟昌衡滑郁利藏富青海计伏皮"
    "习帅由央布双初信曲晁桑淡诸问干幸邰郜郗鞠虞竺喻茅羊辜麦戎锁仲逯亓修玉户满矫撒付代邴昝缪修种须全宣尉岑水尧矣禚权历依山云东西"
)
_DOUBLE = ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯", "端木", "长孙", "宇文", "轩辕", "呼延", "百里", "东郭", "南宫", "西门", "独孤")  # fmt: skip
# Words that begin with a surname but are no name; they close lines that look like bylines.
_WORDS = frozenset(
    [
        "方案",
        "高效",
        "安全",
        "金融",
        "万元",
        "成果",
        "成功",
        "公司",
        "应用",
        "关注",
        "全面",
        "全力",
        "国家",
        "国际",
        "时间",
        "时代",
        "和谐",
        "和平",
        "文化",
        "文明",
        "文旅",
        "华丽",
        "明天",
        "强化",
        "强国",
        "强市",
        "向前",
        "向上",
        "方向",
        "路上",
        "路径",
        "时评",
        "田园",
        "田野",
        "马上",
        "花开",
        "花海",
        "海洋",
        "青年",
        "青春",
        "白云",
        "高地",
        "高质量",
        "新闻",
        "东风",
        "东北",
        "西北",
        "云端",
        "双创",
        "关键",
        "解读",
        "解码",
        "连线",
        "连接",
        "项目",
        "成立",
        "成长",
        "成效",
        "水利",
        "水平",
        "富民",
        "常态",
        "安居",
        "安康",
        "康养",
        "平安",
        "计划",
        "权威",
        "满意",
        "修复",
        "种植",
        "单位",
        "车间",
        "单国",
        "展示",
        "展望",
        "全国",
        "国内",
        "国防",
        "和美",
        "丰收",
        "农业",
        "农村",
        "农民",
        "商务",
        "商贸",
        "商机",
        "明显",
        "边疆",
        "利好",
        "宣传",
        "信息",
        "信用",
        "信心",
        "初心",
        "初步",
        "干部",
        "干劲",
        "干事",
        "云平台",
        "山水",
        "水库",
        "东部",
        "西部",
        "西南",
        "时政",
        "经济",
        "学习",
        "习近平",
        "党建",
        "党员",
        "党课",
        "安排",
        "强军",
        "章程",
        "金秋",
        "金色",
        "冷链",
        "温暖",
        "温馨",
        "常德",
    ]
)


@cache
def _surnames() -> frozenset[str]:
    return frozenset(_SINGLE)


def is_name(text: str) -> bool:
    """Whether ``text`` (no blanks) looks like a Chinese personal name with a usual surname."""
    if text in _WORDS or not all("一" <= char <= "鿿" or char == "·" for char in text):
        return False
    if text[:2] in _DOUBLE:
        return 3 <= len(text) <= 4
    return 2 <= len(text) <= 3 and text[0] in _surnames()


def split_names(text: str, *, known: bool = True, glued: bool = True) -> list[str] | None:
    """Names in a run of text without role words, [] if there is none, None if it is not made of names alone.

    Blanks inside two-character names are closed up; names written together are cut where every part has a usual
    surname.  ``known=False`` accepts any 2 to 4 Chinese characters that stand alone as a name;
    ``glued=False`` refuses names written together.
    """
    words = text.replace("、", " ").replace("，", " ").replace(",", " ").split()
    names: list[str] = []
    index = 0
    while index < len(words):
        word = words[index]
        following = words[index + 1] if index + 1 < len(words) else ""
        if (
            (len(word) == 1 and len(following) == 1)
            or word + following in ("",)
            or (word in _DOUBLE and len(following) in (1, 2) and not is_name(following))
        ):
            word, index = word + following, index + 1
        index += 1
        if is_name(word):
            names.append(word)
        elif glued and (parts := _cut(word)):
            names += parts
        elif (
            not known
            and 2 <= len(word) <= 4
            and all("一" <= char <= "鿿" for char in word)
            and word not in _WORDS
        ):
            names.append(word)
        else:
            return None
    return names


def _cut(word: str) -> list[str]:
    """Cut a run of 4 to 12 characters into names; the cut with the fewest names, three-character ones first."""
    if not 4 <= len(word) <= 12:
        return []
    best: dict[int, list[str]] = {0: []}
    for end in range(2, len(word) + 1):
        for size in (3, 2, 4):
            start = end - size
            if (
                start in best
                and is_name(word[start:end])
                and (end not in best or len(best[start]) + 1 < len(best[end]))
            ):
                best[end] = [*best[start], word[start:end]]
    return best.get(len(word), [])
