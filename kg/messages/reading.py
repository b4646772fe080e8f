"""Messages of the area "reading": code -> (Chinese, English)."""

MESSAGES: dict[str, tuple[str, str]] = {
    "KG101": (
        "{file}：没有这个文件或文件夹；请检查路径。",
        "{file}: no such file or folder; check the path.",
    ),
    "KG102": (
        "{file}：没有读取权限；请修改权限（chmod u+r）或换用户再试。",
        "{file}: no permission to read; change the permissions (chmod u+r) or the user.",
    ),
    "KG103": (
        "{file}：文件有 {size} MB，超过上限 {limit} MB；请先拆分，或用环境变量 KG_MAX_MB 提高上限。",
        "{file}: {size} MB is over the limit of {limit} MB; split the file, or raise the limit by KG_MAX_MB.",
    ),
    "KG104": (
        "{file}：文件里没有内容；请检查导出是否成功。",
        "{file}: the file is empty; check how it was exported.",
    ),
    "KG105": (
        "{file}：是二进制数据，不是文字；请先转成 txt、md、html、docx 或带文字层的 pdf。",
        "{file}: binary data, not text; convert it to txt, md, html, docx or a pdf with a text layer.",
    ),
    "KG106": (
        "{file}：既不是 UTF-8 也不是 GB18030 编码；请先转成 UTF-8（iconv -f 原编码 -t UTF-8）。",
        "{file}: neither UTF-8 nor GB18030; convert it to UTF-8 first (iconv -f ENCODING -t UTF-8).",
    ),
    "KG107": (
        "{file}：文件在一个字符中间断开，可能没有传完；请重新获取。",
        "{file}: the file breaks off inside a character, it may be incomplete; get it again.",
    ),
    "KG108": (
        "{file}：不支持 {ending} 文件；可读 txt、md、html、htm、docx、pdf。",
        "{file}: {ending} files cannot be read; readable are txt, md, html, htm, docx, pdf.",
    ),
    "KG109": (
        "{file}：链接指向所给文件夹之外，已跳过；请直接给出目标文件。",
        "{file}: the link leaves the given folder and was skipped; name its target directly.",
    ),
    "KG110": (
        "{file}：{format} 文件已损坏（{reason}）；请重新导出或重新下载。",
        "{file}: broken {format} file ({reason}); export or download it again.",
    ),
    "KG111": (
        "{file}：{format} 文件有密码保护或不是真正的 {format}；请去掉密码另存后再读。",
        "{file}: password-protected or not really {format}; remove the password and save it again.",
    ),
    "KG112": (
        "{file}：pdf 没有文字层（扫描图片）；请先做文字识别（OCR）。",
        "{file}: the pdf has no text layer (scanned images); run OCR on it first.",
    ),
    "KG113": (
        "{file}：网页里没有正文；请检查保存的是否是文章页。",
        "{file}: the page holds no text; check that an article page was saved.",
    ),
    "KG114": (
        "日期“{date}”看不懂；请写成 2022-02-10、2022-02 或 2022。",
        "cannot understand the date {date!r}; write 2022-02-10, 2022-02 or 2022.",
    ),
    "KG115": (
        "{file}：与 {other} 的编号同为“{id}”；请给出它们共同的上级文件夹。",
        "{file}: has the same id {id!r} as {other}; give the folder above both.",
    ),
    "KG116": (
        "{file}：不是普通文件；请给出文件、文件夹或 -（标准输入）。",
        "{file}: not a regular file; give a file, a folder, or - for standard input.",
    ),
    "KG117": (
        "{file}：文件夹里没有可读的文件（txt、md、html、htm、docx、pdf）。",
        "{file}: no readable file in the folder (txt, md, html, htm, docx, pdf).",
    ),
    "KG118": (
        "{file}：读取失败（{reason}）；请检查磁盘或网络后再试。",
        "{file}: reading failed ({reason}); check the disk or the network and try again.",
    ),
    "KG119": (
        "{file}：pdf 的文字层没有字符对应表，取不出文字；请重新导出或做文字识别（OCR）。",
        "{file}: the text layer of the pdf does not say which characters it shows; export it again or run OCR on it.",
    ),
    "read.ignored": (
        "跳过 {number} 个不支持的文件（{endings}）",
        "ignored {number} files of other kinds ({endings})",
    ),
    "read.controls": ("替换了 {number} 个控制字符：{shown}", "{number} control characters replaced: {shown}"),
    "read.failed": ("{number} 个文件没有读成：", "{number} files could not be read:"),
    "read.help": (
        "读取文件，显示切分出的文章（标题、记者、图片说明、正文）。PATH 可以是文件、文件夹或 -（标准输入）。",
        "Read files and show the articles in them (headline, reporters, captions, text). PATH is a file, a folder, or - for standard input.",
    ),
    "read.help.json": ("每个文件输出一行 JSON。", "One JSON object per file and line."),
    "read.article": ("第 {number} 篇", "Article {number}"),
    "read.kind.article": ("报道", "article"),
    "read.kind.brief": ("快讯", "brief"),
    "read.kind.picture": ("图说", "picture"),
    "read.section": ("栏目", "section"),
    "read.reporters": ("记者", "reporters"),
    "read.photographers": ("摄影", "photographers"),
    "read.caption": ("图片说明", "caption"),
    "read.date": ("日期", "date"),
    "read.untitled": ("（无标题）", "(no headline)"),
}
