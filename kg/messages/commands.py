"""Messages of the area "commands": code -> (Chinese, English)."""

MESSAGES: dict[str, tuple[str, str]] = {
    "help.kg": (
        "园企图谱：把中文区域产业新闻变成知识图谱，每条事实都可追溯到原句。",
        "ParkGraph: turns Chinese regional-industry news into a knowledge graph, every fact traceable to its sentence.",
    ),
    "help.epilog": (
        "退出码：0 全部完成；1 出错，未完成；2 用法有误；3 部分完成（列出失败的文件）；130 被中断。",
        "Exit codes: 0 all done; 1 nothing done (error); 2 wrong usage; 3 done in part (failed files are listed); "
        "130 interrupted.",
    ),
    "help.usage": ("用法：", "Usage: "),
    "help.options": ("选项", "Options"),
    "help.commands": ("命令", "Commands"),
    "help.help": ("显示本帮助并退出。", "Show this message and exit."),
    "help.version": ("显示版本并退出。", "Show the version and exit."),
    "help.read": ("读入文件，列出其中的文章", "Read files and show their articles"),
    "help.extract": (
        "抽取实体与关系，每个文件输出一行 JSON",
        "Extract entities and relations, one JSON line per file",
    ),
    "help.build": (
        "建立或更新工作区（只处理新增和改动的文件）",
        "Build or update a workspace (only what is new or changed)",
    ),
    "help.show": ("显示工作区概况", "Show what a workspace holds"),
    "help.explain": (
        "说明一个名称：提及、合并原因、事实与原句",
        "Explain a name: mentions, merges, facts with sentences",
    ),
    "help.export": (
        "导出为 Turtle、GraphML、CSV、Excel 等格式",
        "Export as Turtle, GraphML, CSV, Excel and others",
    ),
    "help.load": ("载入 Neo4j", "Load into Neo4j"),
    "help.retract": ("撤回一个文件的全部事实", "Remove one document's facts"),
    "help.score": ("与标准答案比对评分", "Score against gold annotation"),
    "help.demo": ("用自带样例演示全流程", "Show the whole road on the sample pages"),
}
