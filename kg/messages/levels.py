"""Messages of the area "levels": code -> (Chinese, English)."""

MESSAGES: dict[str, tuple[str, str]] = {
    "KG540": (
        "没有任何置信度能使保留的事实达到精确率 {wanted}；最高可达 {best}。请把 --min-precision（min_precision）设为不超过 {best}。",
        "No level of confidence brings the facts kept to a precision of {wanted}; the best that can be reached is {best}. "
        "Ask for a --min-precision (min_precision) of at most {best}.",
    ),
    "KG541": (
        "置信度与精确率的对照表 {path} 缺失或已损坏；请重新安装 parkgraph，或改用 --min-confidence。",
        "The table {path}, which says what a confidence means in precision, is missing or damaged; install parkgraph "
        "again, or use --min-confidence.",
    ),
    "KG542": (
        "{name} 的值 {value} 不在 0 到 1 之间；请给出如 0.8 的数。",
        "The value {value} of {name} is not between 0 and 1; give a number such as 0.8.",
    ),
    "usage.share": ("{value} 不在 0 到 1 之间", "{value} is not between 0 and 1"),
    "option.min_confidence": (
        "只保留置信度不低于 X（0 到 1）的事实。",
        "Keep only facts with a confidence of at least X (0 to 1).",
    ),
    "option.min_precision": (
        "只保留置信度足够高的事实，使其精确率达到 P（如 0.8）；各档位见 kg show。",
        "Keep only facts confident enough to be right in a share P of all cases (such as 0.8); kg show lists the levels.",
    ),
    "levels.title": (
        "各档位保留的数量（--min-precision）",
        "What each level keeps (--min-precision)",
    ),
    "levels.level": ("精确率", "precision"),
    "levels.confidence": ("所需置信度", "confidence"),
    "levels.facts": ("事实", "facts"),
    "levels.entities": ("实体", "entities"),
    "levels.all": ("全部", "all"),
    "levels.unreachable": ("达不到", "not reached"),
    "levels.shown": (
        "只计置信度不低于 {confidence} 的事实，以及它们的两端和本身足够可信的实体",
        "Counted: facts with a confidence of at least {confidence}, their ends, and entities that are sure by themselves",
    ),
}
