"""Posts and titles in Chinese news text: 党委书记、董事长兼总经理; 副市长; 总工程师; 院士.

A title is composed: an optional 原/前/时任, an optional body (市委, 党委, 组织部, 管委会), prefixes (副, 常务, 名誉) and a head
noun.  Heads are found first by one regular expression with guards against longer words (主任务, 院长期, 书记录); each is
then extended to the left, and neighbours joined by 、 or 兼 become one title.
"""

from __future__ import annotations

import re

from kg.model import Title

_FORMER = r"(?:原|(?<![目之此以日年月天生提面向会眼当先史跟])前(?:任)?|时任|曾任|历任)"

# Prefixes of a head noun.
_PREFIX = (
    "常务副|党组副|高级副|执行副|资深副|第一副|专职副|协理副|副总|代理|副|常务|执行|名誉|荣誉|首席|首任|现任|候任|署理|联席|"
    "高级|资深|中级|初级|助理|特聘|客座|兼职|专职|终身|讲席|讲座|访问|挂职|驻村|第一|总|独立|非执行|主任|主治|副主任|全球|"
    "一级|二级|三级|四级|正高级|教授级|专业|创始|领衔|主要|主管|分管|学生|青年|区域|大中华区|中国区|亚太区|项目|现场|投资"
)

_PLACE = r"(?:省|市|(?<!开发)(?<![新园技])区|县|镇|乡|州|旗|街道|村|(?<!学)校)"
# Bodies that belong to the title itself, since the text names no institution of its own for them.
_BODY = (
    rf"(?:{_PLACE}?(?:党委|党组|党工委|(?<!党)工委|分党组|党支部|党总支|纪委|监委|团委|工会|妇联|人大常委会|人大|政协|"
    rf"(?:人民)?政府|管委会|村委会|居委会|政法委|常委会|委员会|机关党委)|(?:省|市|区|县|镇|乡|州|旗|盟|地)委|"
    r"董事会|董事局|监事会|理事会|校董会|校友会|学术委员会|专家委员会|党委会|"
    r"(?:组织人事|教务|组织|宣传|统战|统一战线工作|人武|武装|市场|销售|营销|财务|人力资源|人事|研发|技术|生产|质检|质管|质量|采购|"
    r"供应链|品牌|招商|投资|产业招商|综合|综合业务|行政|党群工作|法务|战略|运营|公关|工程|设备|安全|环保|信息|学生|科研|后勤|国际|对外|"
    r"党政|党委|校长|总裁|总经理|党建|政策法规|规划|发展|项目|事业|业务|教研|经营|区域)(?:工作)?"
    r"(?:部门|部|处|科|室|中心|办公室|办)|办公厅|办公室|研究室|秘书处|教研室|编辑部|事业部|经营部|营业部|车间|"
    r"第[一二三四五六七八九十]+届)"
)

# Nouns ending in 长 need a guard against 长 as the start of the next word (市长期, 县长江路, 行长春分行).
_LONG = (
    r"(?!期|远|达|大|久|度|线|廊|征|跑|效|足|势|龄|途|相关|时间|龙|假|处|臂|篇|三角|春|沙[市县]?|治|葛市|乐[区市]|兴县|宁区|"
    r"安[区街汽大路]|海县|岛|丰县|阳土|阳县|泰县|汀|垣|寿区|清区|子县|武县|岭|白山|株潭|"
    r"江(?:三角|经济|流域|路|[大公铁]桥|以|中|上|下|沿|干|口|新|实|存|证|电|生|航|[南北]岸))"
)
_LONG_STEMS = (
    "董事|理事|监事|秘书|检察|市|省|区|县|州|旗|盟|镇|乡|村|局|厅|司|署|处|科|股|部|院|所|校|馆|站|台|社|厂|行|会|团|队|组|班|店|"
    "园|矿|场|船|机|酋|议|政务司|财政司|外|防|参谋|支队|大队|中队|营|连|旅|师|军|院系|系|护士|庭|里|段|乘务|舰|关|课题组|"
    "社区"
)

_OFFICIAL = (
    "(?<!当)代[省市区县镇乡州旗]长|总书记|国家主席|总统|总理|首相|国王|议长|大使|领事|巡视员|调研员|主任科员|副主任科员|参事|督察专员|特派员|公使|"
    "司令员|政治委员|政委|法官|检察官|市领导|省领导|区领导|县领导|校领导|选调生|党组成员|党委成员|班子成员|科员|指导员|监狱长|村支书|支书|特首|行政长官|警官|民警"
)
_EXECUTIVE = (
    "董事总经理|总经理助理|总裁助理|总经理|经理|总裁|董事会秘书|董秘|董事|监事|CEO|CFO|COO|CTO|CIO|CMO|CBO|CSO|首席[一-龥]{1,4}官|"
    "行政总裁|法定代表人|法人代表|创始人|创办人|创建人|发起人|联合创始人|合伙人|投资人|厂长|总监|老板|店长|掌门人|总代理|"
    "总会计师|总经济师|总规划师|执行长|董事局|一把手|副总|老总|农场主|企业家|高管"
)
_EXPERT = (
    "院士|教授|博士后|博士生导师|硕士生导师|研究生导师|博士研究生|硕士研究生|博士生|硕士生|博士|导师|研究员|总工程师|总设计师|总师|总工|工程师|高工|"
    "主任医师|主治医师|医师|主任设计师|设计师|分析师|农艺师|建筑师|会计师|经济师|规划师|首席科学家|科学家|首席专家|领衔专家|特约专家|专家|"
    "学者|讲师|学科带头人|带头人|研究生|学部委员|技师|药师|科技特派员|老师|教师|主任护师|经济学家"
)
_OTHER = (
    "新闻发言人|发言人|主任委员|主委|律师|顾问|主编|总编辑|总编|编辑|主播|主持人|书法家|作家|画家|导演|演员|歌手|运动员|教练员|主教练|教练|"
    "队员|学生|本科生|志愿者|村民|居民|市民|实习生|负责人|代表|传承人|种植大户|党员|医生|护士|航天员|宇航员|飞行员|机长|船员|会员|校友|员工|工人|"
    "职工|干事|助教|秘书|主管|专员|客户代表|主理人|领队|创建者|工作人员|职员|家长|同志|先生|女士|发明人|召集人|主持|夫人"
)
_MIXED = "主任|主席|书记|委员|常委|理事|候补委员|专务"

_GUARD = {
    "主任": r"(?![务何命教期性由职意])",
    "书记": r"(?![录者载述]|处[^处])",
    "主席": r"(?!台|团[^团])",
    "委员": r"(?!会)",
    "常委": r"(?!会)",
    "董事": r"(?![会局长])",
    "理事": r"(?![会长国馆]|单位)",
    "监事": r"(?![会长])",
    "专家": r"(?!工作站|[组团库们级]|学者|委员会|教授|论证|评审|服务|咨询|公寓|指导|[、和]|认为|介绍|表示)",
    "学者": r"(?![们]|[、和])",
    "博士": r"(?!后|[生点站]|学位|研究生|工作站|论文|毕业|学历|团队)",
    "博士后": r"(?!工作站|流动站|科研|创新|[站们])",
    "院士": r"(?![们级行]|工作站|专家|团队|大会|候选)",
    "教授": r"(?![们级课]|团队|专家|工作站|说课)",
    "经理": r"(?![人层]|办公)",
    "总裁": r"(?!班)",
    "顾问": r"(?!团|公司|有限|单位|委员会|机构|服务|集团|股份|合同|协议)",
    "秘书": r"(?![处科长局])",
    "律师": r"(?![们]|事务所|行业|协会|团)",
    "工程师": r"(?!协会|学[院会])",
    "高管": r"(?!们|团队|[、和的])",
    "职员": r"(?!们|[、和的])",
    "工作人员": r"(?!们|[、和的])",
    "科员": "",
    "分析师": r"(?!们)",
    "会计师": r"(?!事务|协会)",
    "总工": r"(?![会作业])",
    "总师": r"(?!范)",
    "总编": r"(?![制])",
    "副总": r"(?![部体量额站署统理数裁经工师监编会指领参设规])",
    "带头人": "",
    "负责人": r"(?![才员民数])",
    "代表": r"(?!团|队|性|处|大会|作|着|了|中国|我|[国省市区县][^、，]|企业|[的们]|[、和]|产品|项目|资格|人物)",
    "创始人": r"(?!才)",
    "合伙人": r"(?!才)",
    "投资人": r"(?!才)",
    "老师": r"(?![们傅]|[、和])",
    "教师": r"(?![们节]|队伍|资格|发展|学|团队|教育|培训|工作|党支部|岗|[、和])",
    "学生": r"(?![们会处证党]|[、和]|工作|社团|家长|公寓|资助|代表队|人数|宿舍|发展|管理|创新|事务|团队|服务|教育|社区)",
    "研究生": r"(?!院|部|处|教育|培养|学[院历位]|工作|招生|会|们|导师|党)",
    "导师": r"(?!们|团|组|制)",
    "总理": r"(?!府)",
    "会员": r"(?!单位|大会|企业|[制国卡店的数们费])",
    "党员": r"(?!干部|大会|[们的活教志]|群众|发展|先锋|代表大会|队伍|[、和])",
    "员工": r"(?!们|大会|宿舍|[、和的])",
    "职工": r"(?!们|大会|之家|代表大会|大学|宿舍|医院|教育|[、和的])",
    "工人": r"(?!们|运动|阶级|文化|日报|[、和的])",
    "干事": r"(?!创业|业)",
    "教练": r"(?!机|车|场|组|团)",
    "主持": r"(?=人)",
    "老板": r"(?!们|电器)",
    "企业家": r"(?![们]|精神|协会|联合会|俱乐部|大会|座谈|学院|[、和]|培训|投资|商会)",
    "大使": r"(?!馆|级)",
    "领事": r"(?!馆|保护)",
    "同志": r"(?!们)",
    "主管": r"(?!部门|单位|机关|业务|[的着])",
    "家长": r"(?!们|会|学校|[、和的])",
    "村民": r"(?!们|小组|委员会|自治|[、和的])",
    "居民": r"(?!们|小区|委员会|消费|[、和的]|收入|楼)",
    "市民": r"(?!们|中心|[、和的]|热线|广场)",
    "导演": r"(?!组)",
    "作家": r"(?!协会|们)",
    "民警": r"(?!们|[、和的])",
    "校友": r"(?!会|们|[、和的]|企业|代表|工作|资源|捐赠)",
    "技师": r"(?!学院|学校)",
    "医师": r"(?!协会)",
    "设计师": r"(?!们|协会)",
    "志愿者": r"(?!们|协会|服务|[、和的])",
    "科学家": r"(?!们|精神|[、和的])",
}


def _alternatives(words: str) -> str:
    """Longest first, each with its guard."""
    parts = sorted(words.split("|"), key=len, reverse=True)
    return "|".join(part + _GUARD.get(part, "") for part in parts)


_HEAD = re.compile(
    "(?P<official>" + _alternatives(_OFFICIAL) + ")"
    "|(?P<executive>" + _alternatives(_EXECUTIVE) + ")"
    "|(?P<expert>" + _alternatives(_EXPERT) + ")"
    "|(?P<long>(?:" + "|".join(sorted(_LONG_STEMS.split("|"), key=len, reverse=True)) + ")长" + _LONG + ")"
    "|(?P<other>" + _alternatives(_OTHER) + ")"
    "|(?P<mixed>" + _alternatives(_MIXED) + ")"
)
_LEFT = re.compile(rf"{_FORMER}?(?:{_BODY}){{0,3}}{_FORMER}?(?:{_PREFIX}){{0,3}}\Z")
_JOINS = frozenset(("", "、", "兼", "/", "兼任", "暨", "、兼", "，兼", ",兼"))
_AFTER = re.compile(r"[(（](?:挂职|离任|退休|前任|曾任|兼|正[厅司处局]级|副[厅司处局]级)[)）]")
_STEM_ROLE = {
    **dict.fromkeys("市省区县州旗盟镇乡村局厅司署", "official"),
    **dict.fromkeys(
        ["检察", "外", "防", "参谋", "政务司", "财政司", "支队", "大队", "中队", "议", "社区"], "official"
    ),
    **dict.fromkeys(["董事", "监事", "厂", "行", "店", "矿", "场"], "executive"),
    **dict.fromkeys(["院", "所", "系", "院系", "护士", "课题组"], "expert"),
    **dict.fromkeys(["队", "组", "班", "团", "会", "船", "机", "酋", "台", "社", "园"], "other"),
}
_HINTS = (
    (
        "executive",
        re.compile(r"公司|集团|股份|企业|工厂|银行|证券|保险|酒店|控股|实业|合作社|厂|董事|总裁|总经理"),
    ),
    (
        "expert",
        re.compile(
            r"大学|学院|研究院|研究所|研究中心|实验室|科学院|医院|学会|系|教授|院士|专业|学校|中学|小学"
        ),
    ),
    ("other", re.compile(r"协会|商会|联合会|基金会|联盟|理事会|促进会|俱乐部")),
    (
        "official",
        re.compile(
            r"委|政府|局|厅|办|人大|政协|部|园区|开发区|新区|高新区|经开区|法院|检察院|省|市|县|区|镇|乡|村|街道|国家|中央|党"
        ),
    ),
)
_CLAUSE = re.compile(r"[，。；！？,;!?\n：:]")
_REACH = 16


def _role(text: str, match: re.Match[str], start: int) -> str:
    """Role by head noun; where the noun does not say, by the institution named in front of it."""
    kind = match.lastgroup or "other"
    word = match.group()
    if kind == "long":
        fixed = _STEM_ROLE.get(word[:-1])
        if fixed in ("official", "executive", "other"):
            return fixed
    elif kind != "mixed" and word not in ("负责人", "顾问", "主管", "代表"):
        return kind
    best = _hint(text[max(0, start - 20) : start]) or _hint(text[start : match.start()])
    if best:
        return best
    return (
        "expert"
        if kind == "long" and _STEM_ROLE.get(word[:-1]) == "expert"
        else "official"
        if kind == "mixed"
        else "other"
    )


def _hint(before: str) -> str:
    """Role that the last telling word of the clause in front gives, or nothing."""
    before = _CLAUSE.split(before)[-1]
    best, at = "", -1
    for role, hint in _HINTS:
        for found in hint.finditer(before):
            if found.end() > at:
                best, at = role, found.end()
    return best


def find_titles(text: str) -> list[Title]:
    """All titles of a normalised text in order, none overlapping; joined posts (党委书记、董事长) are one title.

    ``role`` is that of the most telling member: executive before official before expert before other (党委书记、董事长 is a
    company's).  ``former`` is true if 原, 前, 时任 or 曾任 stands in front, or （离任） and the like behind.
    """
    units: list[tuple[int, int, str]] = []
    floor = 0
    for match in _HEAD.finditer(text):
        low = max(floor, match.start() - _REACH)
        left = _LEFT.search(text, low, match.start())
        start = left.start() if left else match.start()
        units.append((start, match.end(), _role(text, match, start)))
        floor = match.end()
    titles: list[Title] = []
    index = 0
    while index < len(units):
        start, end, role = units[index]
        roles = [role]
        index += 1
        while index < len(units) and _joined(text, end, units[index][0], start):
            end = units[index][1]
            roles.append(units[index][2])
            index += 1
        after = _AFTER.match(text, end)
        former = bool(re.match(_FORMER, text[start:end])) or bool(after and after.group()[1] in "离退前曾")
        titles.append(Title(start, end, text[start:end], _strongest(roles), former))
    return titles


def _joined(text: str, end: int, start: int, first: int) -> bool:
    """Whether two units are one title: joined by 、 or 兼, and not a list of kinds of people (院士、教授)."""
    between = text[end:start]
    if between not in _JOINS:
        return False
    return bool(between) or text[first:end] not in ("", "同志")


def _strongest(roles: list[str]) -> str:
    for role in ("executive", "official", "expert"):
        if role in roles:
            return role
    return "other"
