"""Messages of the area "ontology": code -> (Chinese, English)."""

MESSAGES: dict[str, tuple[str, str]] = {
    "KG201": (
        "配置有 {count} 处错误，未做任何处理；请改正后重新运行：",
        "{count} fault(s) in the configuration, nothing was done; correct them and run again:",
    ),
    "KG202": (
        "无法读取文件：{reason}；请检查路径与权限",
        "cannot read the file: {reason}; check path and permissions",
    ),
    "KG203": ("不是有效的 YAML：{reason}", "not valid YAML: {reason}"),
    "KG204": (
        "配置文件的最外层须为键值映射，例如 entities: …",
        "the file must hold a mapping at its top, e.g. entities: …",
    ),
    "KG205": ("未知的键 {key}；可用：{allowed}", "unknown key {key}; allowed: {allowed}"),
    "KG206": ("{name} 缺少 {key}，或其值为空", "{name} lacks {key}, or it is empty"),
    "KG207": ("{key} 的值类型不对，需要 {wanted}", "{key} has a value of the wrong kind, wanted: {wanted}"),
    "KG208": ("未知的实体类型 {name}；可用：{allowed}", "unknown entity type {name}; known: {allowed}"),
    "KG209": ("未知的关系类型 {name}；可用：{allowed}", "unknown relation type {name}; known: {allowed}"),
    "KG210": (
        "未知的属性 {name}；可用：{allowed}；新属性请写入 properties",
        "unknown property {name}; known: {allowed}; add new ones under properties",
    ),
    "KG211": (
        "{section} 中的名称 {name} 不合规则或为保留名：实体如 Equipment，关系如 SUPPLIES_TO，属性如 model_no",
        "name {name} under {section} is not valid or reserved: write entities like Equipment, relations like "
        "SUPPLIES_TO, properties like model_no",
    ),
    "KG212": (
        "{name} 已有定义，不能改 {key}；只可补充：{allowed}",
        "{name} is already defined, {key} cannot be changed; only these can be added to: {allowed}",
    ),
    "KG213": ("键 {key} 重复（首次在第 {first} 行）", "key {key} is given twice (first in line {first})"),
    "KG214": (
        "关系 {relation} 的 {side} 不允许类型 {name}；可用：{allowed}",
        "relation {relation} does not allow {name} as {side}; allowed: {allowed}",
    ),
    "KG215": ("正则表达式有误：{reason}", "not a valid regular expression: {reason}"),
    "KG216": (
        "正则表达式 {pattern} 的嵌套重复可能耗时无限；请改为不重叠的写法或占有量词（如 a++）",
        "the nested repeats of {pattern} can take endless time; make them disjoint or possessive (a++)",
    ),
    "KG217": (
        "模板中的槽位 {slot} 未知或重复；可用：{{head}} {{tail}} {{head:Enterprise|Park}} {{title}} {{any}}",
        "slot {slot} is unknown or given twice; write {{head}}, {{tail}}, {{head:Enterprise|Park}}, {{title}} or {{any}}",
    ),
    "KG218": (
        "正则表达式能匹配空串，请写得更具体",
        "the regular expression matches nothing at all; make it more specific",
    ),
    "KG219": ("编号 {id} 重复（首次在 {first}）", "id {id} is used twice (first at {first})"),
    "KG220": (
        "找不到名称列；表头为：{found}；需要以下之一：{allowed}",
        "no column with names; headers found: {found}; one of these is needed: {allowed}",
    ),
    "KG221": (
        "统一社会信用代码 {code} 不符合 GB 32100-2015 的格式（18 位数字或大写字母，不含 I、O、S、V、Z）",
        "credit code {code} is not of the form of GB 32100-2015 (18 digits or capital letters without I, O, S, V, Z)",
    ),
    "KG222": (
        "名称 {name} 为空、只有一个字或超过 100 字",
        "name {name} is empty, a single character, or longer than 100 characters",
    ),
    "KG223": (
        "词表须为 .csv 或 .xlsx，而不是 {suffix}；旧版 .xls 请另存为 .xlsx",
        "a word list must be .csv or .xlsx, not {suffix}; save an old .xls as .xlsx",
    ),
    "KG224": (
        "词表无法读取（损坏、加密或格式不符）：{reason}",
        "the word list cannot be read (broken, protected, or of another format): {reason}",
    ),
    "KG225": (
        "{key} 的值 {value} 不可用；可用：{allowed}",
        "value {value} of {key} is not allowed; allowed: {allowed}",
    ),
    "KG226": ("未知的列 {name}；可用：{allowed}", "unknown column {name}; known: {allowed}"),
    "KG227": (
        "文件编码不是 UTF-8（词表也可为 GB18030）",
        "the file is not UTF-8 (word lists may be GB18030 too)",
    ),
    "KG228": (
        "对称关系 {name} 的 head 与 tail 须相同",
        "relation {name} is symmetric, so head and tail must name the same types",
    ),
    "KG229": (
        "{name} 没有类型；请加 type 列，或在配置中写 {{file: …, type: …}}",
        "{name} has no type; add a column type, or write {{file: …, type: …}} in the configuration",
    ),
    "KG230": (
        "统一社会信用代码 {code} 的校验位不对，应为 {right}",
        "the check character of credit code {code} is wrong, it should be {right}",
    ),
    "KG231": (
        "{name} 的 {key} 前后不一：{first} 与 {second}",
        "{name} has two values for {key}: {first} and {second}",
    ),
    "KG232": (
        "编号 {id} 只能用小写字母、数字、点、连字符和下划线",
        "id {id} may hold only small letters, digits, dots, hyphens and underscores",
    ),
    "KG233": (
        "关系 {relation} 没有属性 {name}；可用：{allowed}",
        "relation {relation} has no property {name}; allowed: {allowed}",
    ),
    "KG234": (
        "实体类型过多：{count} 个，最多 {limit} 个；请减少配置文件中的实体类型",
        "too many entity types: {count}, at most {limit}; declare fewer entity types in the configuration",
    ),
}
