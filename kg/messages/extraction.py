"""Messages of the area "extraction": code -> (Chinese, English)."""

MESSAGES: dict[str, tuple[str, str]] = {
    "KG390": (
        "分词模型无法载入：{path}（{reason}）。请重新安装 parkgraph。",
        "the segmenter model cannot be loaded: {path} ({reason}). Install parkgraph again.",
    ),
    "KG391": (
        "随附词表无法读取：{path}（{reason}）。请重新安装 parkgraph。",
        "a shipped word list cannot be read: {path} ({reason}). Install parkgraph again.",
    ),
    "KG392": (
        "模型权重无法载入：{path}（{reason}）。请重新安装 parkgraph，或先用 --model rules（只用规则）。",
        "the model weights cannot be loaded: {path} ({reason}). Install parkgraph again, or go on with --model rules.",
    ),
    "KG393": (
        "模型权重与清单的校验和不符：{path}。请重新安装 parkgraph，或先用 --model rules（只用规则）。",
        "the model weights do not have the checksum of the manifest: {path}. Install parkgraph again, or go on with --model rules.",
    ),
    "KG394": (
        "没有名为 {name} 的模型（--model 或环境变量 KG_MODEL）；可用：{known}",
        "there is no model called {name} (--model or the environment variable KG_MODEL); use one of {known}",
    ),
    "KG341": (
        "无法读取 {path}：{reason}；请检查路径与编码",
        "cannot read {path}: {reason}; check its path and encoding",
    ),
    "KG342": (
        "{path}:{line} 不是 JSON：{reason}",
        "{path}:{line} is not JSON: {reason}; write one object per line",
    ),
    "KG343": (
        '{path}:{line} 不是标注格式的一行：{reason}；格式为 {{"doc", "entities", "relations"}}',
        '{path}:{line} is not a document row: {reason}; the format is {{"doc", "entities", "relations"}}',
    ),
    "KG344": (
        "{path}:{line} 文档 {doc} 重复（首次在第 {first} 行）；请只保留一行",
        "{path}:{line} gives document {doc} again (first in line {first}); keep one of them",
    ),
    "KG345": (
        "{path} 中没有任何文档；请检查是否选对文件",
        "{path} holds no documents; check that it is the right file",
    ),
    "KG346": (
        "工作区 {path} 中有两个文件名同为 {doc}，无法与标注配对；请改名或撤回其一",
        "workspace {path} holds two files named {doc}, which cannot be told apart; rename or retract one",
    ),
    "score.help": (
        "与标注比对，给出各类实体与关系的精确率、召回率和 F1。PRED 为 kg extract 的输出，或工作区文件夹。",
        "Compare with gold annotation: precision, recall and F1 of every type. PRED is the output of kg extract, or a "
        "workspace folder.",
    ),
    "score.errors": ("列出每个漏项（-）与误项（+）", "List every miss (-) and every false row (+)"),
    "score.json": ("输出一个 JSON 对象", "Print the figures as one JSON object"),
    "score.type": ("类型", "type"),
    "score.tp": ("对", "right"),
    "score.fp": ("误", "wrong"),
    "score.fn": ("漏", "missed"),
    "score.entities": ("全部实体", "ENTITIES"),
    "score.core_entities": ("核心实体", "CORE ENTITIES"),
    "score.relations": ("全部关系", "RELATIONS"),
    "score.core_relations": ("核心关系", "CORE RELATIONS"),
    "score.aliases": ("别名", "ALIASES"),
    "score.missing": ("没有预测的文档：{docs}", "no prediction for: {docs}"),
}
