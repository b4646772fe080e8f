"""Messages of the area "common": code -> (Chinese, English)."""

MESSAGES: dict[str, tuple[str, str]] = {
    "KG001": (
        "程序内部错误（{reason}），详情已写入 {log}；请附上该文件报告问题，设 KG_DEBUG=1 可直接查看",
        "internal error ({reason}); details are in {log}: please report it with that file (KG_DEBUG=1 shows it here)",
    ),
    "KG002": (
        "已中断，未改动任何内容；重新运行同一命令即可",
        "interrupted, nothing was changed; run the same command again",
    ),
    "KG003": (
        "写入 {path} 失败：磁盘已满或超出配额；请腾出空间后重新运行同一命令",
        "cannot write {path}: the disk is full or over quota; free some space and run the same command again",
    ),
    "KG004": (
        "无法使用 {path}：{reason}；请检查路径与权限",
        "cannot use {path}: {reason}; check the path and its permissions",
    ),
    "KG005": (
        "内存不足；请减小 --jobs 或分批处理后重新运行同一命令",
        "out of memory; use a smaller --jobs or fewer files and run the same command again",
    ),
    "KG006": ("用法有误：{reason}；正确用法见 {help}", "wrong usage: {reason}; see {help}"),
    "usage.no_option": ("没有选项 {name}", "no such option {name}"),
    "usage.no_command": ("没有命令 {name}", "no such command {name}"),
    "usage.missing": ("缺少 {name}", "missing {name}"),
    "usage.extra": ("多余的参数 {given}", "unexpected argument {given}"),
    "usage.no_value": ("选项 {name} 后缺少值", "option {name} needs a value"),
    "usage.flag": ("选项 {name} 不带值", "option {name} takes no value"),
    "usage.no_number": ("{name} 的值 {given} 不是数", "the value {given} of {name} is no number"),
    "usage.range": (
        "{name} 的值 {given} 超出范围（须 {range}）",
        "the value {given} of {name} is out of range ({range})",
    ),
    "usage.bad_value": ("{name} 的值无效：{reason}", "invalid value for {name}: {reason}"),
}
