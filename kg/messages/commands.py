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
    "failures": ("以下 {count} 个文件未能处理：", "{count} files failed:"),
    "option.jobs": (
        "同时使用的进程数；结果与进程数无关。",
        "Processes to use; the result does not depend on it.",
    ),
    "option.date": (
        "所有文件的日期（YYYY、YYYY-MM 或 YYYY-MM-DD），优先于文件名和正文中的日期。",
        "Date of all files (YYYY, YYYY-MM or YYYY-MM-DD); it comes before dates in file names and texts.",
    ),
    "option.config": (
        "用户的类型、关系、词表与规则文件，可多次给出。",
        "A file with types, relations, word lists and rules of your own; may be given several times.",
    ),
    "option.model": (
        "学习模型：accurate（默认，最准）、fast（三层的小模型，快数倍）或 rules（只用规则，最快，召回率低得多）。",
        "Learned model: accurate (the default, the best), fast (a small one, several times as fast) or rules (none: the fastest, with a much lower recall).",
    ),
    "option.timeout": (
        "每个文件最多用的秒数（默认按大小：60 秒，每千字节加 1 秒，用学习模型时加 10 秒）。",
        "Seconds that one file may take (default by size: 60, and 1 more per kilobyte, or 10 with a learned model).",
    ),
    "option.quiet": ("只显示错误。", "Show errors only."),
    "option.json": ("输出 JSON。", "Write JSON."),
    "usage.date": ("{value} 不是日期（应如 2019-07-05）", "{value} is no date (write it like 2019-07-05)"),
    "build.help": (
        "读取文件和文件夹，抽取新增和改动的文件，写入工作区。可随时中断，重新运行同一命令即可继续。",
        "Read files and folders, extract what is new or changed, and keep it in a workspace. It may be stopped at any "
        "moment; the same command continues.",
    ),
    "build.workspace": (
        "工作区文件夹，没有则新建。",
        "Folder of the workspace; it is made if there is none.",
    ),
    "build.summary": (
        "{path}：新增 {new}，更新 {changed}，未变 {unchanged}，失败 {failed}；抽取 {chars} 字，用时 {seconds} 秒",
        "{path}: {new} new, {changed} changed, {unchanged} unchanged, {failed} failed; {chars} characters extracted in "
        "{seconds} s",
    ),
    "build.missing": (
        "工作区中有 {count} 个文件已不在给出的文件夹里（如 {first}）；如需去除：kg retract {path} {first}",
        "{count} documents of the workspace are no longer in the given folders (such as {first}); to remove one: "
        "kg retract {path} {first}",
    ),
    "build.stale": (
        "工作区中有 {count} 个文件由旧版规则抽取（如 {first}）；连同它们的路径再次运行 kg build 即可更新",
        "{count} documents were extracted by another version of the rules (such as {first}); run kg build with their paths "
        "to renew them",
    ),
    "build.next": ("查看：kg show {path}", "Look at it: kg show {path}"),
    "build.interrupted": (
        "已中断；本次完成的 {count} 个文件已存入 {path}，重新运行同一命令即可继续",
        "interrupted; the {count} files done in this run are safe in {path}, run the same command to continue",
    ),
    "extract.help": (
        "从文件中抽取实体与关系，每个文件向标准输出写一行 JSON（含提及位置与依据原句）。",
        "Extract entities and relations and write one JSON line per file to standard output, with the places of all "
        "mentions and the sentence behind each relation.",
    ),
    "extract.denied": (
        "也输出文中否认的事实（status 为 denied）。",
        "Include facts that the text denies (status denied).",
    ),
    "retract.help": (
        "从工作区撤回一个文件：去除它的事实，其余不变。DOC 是 kg show 列出的文件名。",
        "Remove one document's facts from a workspace and nothing else. DOC is the document's name as in kg show.",
    ),
    "retract.done": ("已从 {path} 撤回 {doc}", "{doc} was removed from {path}"),
    "retract.twins": (
        "内容相同的文件仍在：{twins}；它们陈述的事实保留",
        "the same content is still there as {twins}; what it states stays",
    ),
    "progress.work": ("抽取", "extracting"),
    "progress.file": ("个", "file"),
    "progress.rate": ("{rate} 字/秒", "{rate} chars/s"),
    "progress.failed": ("，失败 {failed}", ", {failed} failed"),
    "progress.line": (
        "{files}/{total} 个文件，{seconds} 秒，{rate} 字/秒，失败 {failed}",
        "{files}/{total} files, {seconds} s, {rate} chars/s, {failed} failed",
    ),
    "show.help": (
        "显示工作区概况：文件、各类实体与关系的数量、主要实体、失败的文件、待人工判断的名称。",
        "Show what a workspace holds: documents, entities and relations by type, top entities, failed files, names for a "
        "person to decide.",
    ),
    "show.top": ("列出的主要实体数。", "How many top entities to list."),
    "show.head": (
        "工作区 {path}：{documents} 个文件，{chars} 字，{entities} 个实体，{relations} 条关系",
        "Workspace {path}: {documents} documents, {chars} characters, {entities} entities, {relations} relations",
    ),
    "show.document": ("文件", "document"),
    "show.format": ("格式", "format"),
    "show.date": ("日期", "date"),
    "show.articles": ("文章", "articles"),
    "show.chars": ("字数", "characters"),
    "show.entity_type": ("实体", "entities"),
    "show.relation_type": ("关系", "relations"),
    "show.count": ("数量", "count"),
    "show.name": ("名称", "name"),
    "show.type": ("类型", "type"),
    "show.documents": ("文件数", "documents"),
    "show.relations": ("关系数", "relations"),
    "show.top_title": ("主要实体", "Top entities"),
    "show.failures_title": ("失败的文件（{count}）", "Failed files ({count})"),
    "show.warnings_title": ("读取时的提示（{count}）", "Notes from reading ({count})"),
    "show.reviews_title": ("待人工判断的名称（{count}）", "Names for a person to decide ({count})"),
    "show.more": ("  ……另有 {count} 项", "  … and {count} more"),
}
