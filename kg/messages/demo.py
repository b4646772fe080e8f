"""Messages of the area "demo": code -> (Chinese, English)."""

MESSAGES: dict[str, tuple[str, str]] = {
    "demo.help": (
        "把随包附带的样例版面建成图谱，打印摘要，回答三个问题，并留下 Turtle 与 GraphML 文件。"
        "样例文字为本项目自写，不是新闻：企业、人物和事件均属虚构。",
        "Build the graph of the sample pages that come with the package, print a summary, answer three questions and "
        "leave Turtle and GraphML files behind. The pages are our own words and no news: companies, people and events in them are invented.",
    ),
    "demo.output": ("结果所在的文件夹", "folder for the results"),
    "demo.partners": (
        "问：哪些高校院所在与哪些企业合作？",
        "Question: which universities and institutes work with which enterprises?",
    ),
    "demo.projects": ("问：哪些项目的投资额最大？", "Question: which projects have the largest investments?"),
    "demo.residents": ("问：{park}里有什么？", "Question: what lies in {park}?"),
    "demo.none": ("图中没有这样的事实。", "The graph holds no such fact."),
    "demo.row": ("{name}：{items}", "{name}: {items}"),
    "demo.joint": ("、", ", "),
    "demo.planned": ("{name}（计划）", "{name} (planned)"),
    "demo.former": ("{name}（曾经）", "{name} (former)"),
    "demo.amount": ("{approx}{name}（{measure}）", "{approx}{name} ({measure})"),
    "demo.amount_bare": ("{approx}{name}", "{approx}{name}"),
    "demo.evidence": ("依据：{text}（{doc}）", "Source: {text} ({doc})"),
    "demo.files": ("已留下：{files}", "Left behind: {files}"),
    "demo.next": (
        "接着试试：kg show {workspace}　或　kg explain {workspace} {name}",
        "Now try: kg show {workspace} or kg explain {workspace} {name}",
    ),
    "KG010": (
        "样例版面不在 {path}：安装不完整，请重新安装 parkgraph",
        "the sample pages are not in {path}: the installation is incomplete, install parkgraph again",
    ),
}
