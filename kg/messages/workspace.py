"""Messages of the area "workspace": code -> (Chinese, English)."""

MESSAGES: dict[str, tuple[str, str]] = {
    "KG401": (
        "{path} 中没有工作区；请先运行 kg build 文件或文件夹 -w {path}",
        "there is no workspace in {path}; make one with: kg build PATH -w {path}",
    ),
    "KG402": (
        "{path} 是文件，不是文件夹；请为工作区另选路径",
        "{path} is a file, not a folder; choose another path for the workspace",
    ),
    "KG403": (
        "文件夹 {path} 里有别的文件（如 {other}），不是工作区；请用空文件夹或新路径",
        "the folder {path} holds other files (such as {other}) and is no workspace; use an empty or a new folder",
    ),
    "KG404": (
        "{path} 属于别的程序，不是 kg 的工作区，未作改动；请为工作区另选文件夹",
        "{path} belongs to another program and was left alone; choose another folder for the workspace",
    ),
    "KG405": (
        "工作区文件 {path} 已损坏；请删除（或从备份恢复）该工作区，再用 kg build 从原文件重建",
        "the workspace file {path} is damaged; delete the workspace (or restore a backup) and rebuild it with kg build",
    ),
    "KG406": (
        "工作区 {path} 由更新版本的 kg 建立（格式 {found}，本版支持到 {known}）；请升级 parkgraph",
        "the workspace {path} was made by a newer kg (format {found}, this one knows {known}); upgrade parkgraph",
    ),
    "KG407": (
        "工作区 {path} 正被另一进程（{owner}）写入；请等它结束后重新运行同一命令",
        "the workspace {path} is being written by another process ({owner}); run the same command when it has ended",
    ),
    "KG408": (
        "工作区 {path} 的格式较旧（{found}，现为 {known}）；请运行一次 kg build 以升级",
        "the workspace {path} has an older format ({found}, now {known}); run kg build once to upgrade it",
    ),
    "KG409": (
        "工作区 {path} 写入失败：磁盘已满或超出限额；已提交的结果完好，腾出空间后重新运行同一命令即可继续",
        "cannot write to the workspace {path}: the disk is full or over its limit; what was committed is safe, free some "
        "space and run the same command to continue",
    ),
    "KG410": (
        "工作区 {path} 不可写或不可读；请检查权限，或另选路径",
        "the workspace {path} cannot be written or read; check its permissions or choose another path",
    ),
    "KG411": (
        "工作区 {path} 正忙；请稍后重新运行同一命令",
        "the workspace {path} is busy; run the same command again in a moment",
    ),
    "KG412": (
        "工作区 {path} 出错：{reason}；请重新运行，仍出错则重建",
        "error in the workspace {path}: {reason}; run again, or rebuild it",
    ),
    "KG413": (
        "临时文件夹 {path} 没有空间；请腾出空间（或用 TMPDIR 另指定）后重新运行同一命令",
        "no room for temporary files in {path}; free some space (or set TMPDIR) and run the same command again",
    ),
    "KG414": (
        "图谱缓存 {path} 已损坏，已删除；请重新运行同一命令，缓存会自动重建",
        "the graph cache {path} was damaged and has been removed; run the same command again, it is made anew",
    ),
    "KG420": ("工作区 {path} 里没有文件 {doc}{near}", "the workspace {path} has no document {doc}{near}"),
    "KG421": (
        "工作区 {path} 里没有名称“{name}”{near}",
        "the workspace {path} knows no name “{name}”{near}",
    ),
    "near": ("；相近的有：{names}", "; near matches: {names}"),
    "KG430": (
        "{first} 与 {second} 在图谱中的文件名相同（{doc}）而内容不同；请改为给出它们共同的上级文件夹",
        "{first} and {second} would both be the document {doc}; give their common parent folder instead",
    ),
    "KG431": (
        "文件 {first} 与 {second} 主名相同（{doc}），输出无法区分；请分两次运行",
        "{first} and {second} have the same stem ({doc}), the rows could not be told apart; run them separately",
    ),
    "KG432": (
        "处理 {path} 时工作进程退出（{reason}）；其余文件已继续，请检查该文件",
        "the worker ended while it processed {path} ({reason}); the other files went on, check this file",
    ),
    "KG433": (
        "处理 {path} 超过 {seconds} 秒，已停止；请拆分该文件或加大 --timeout",
        "{path} took more than {seconds} seconds and was stopped; split the file or raise --timeout",
    ),
    "KG434": (
        "处理 {path} 时出错（{reason}），该文件被跳过；请报告此问题（设 KG_DEBUG=1 可看详情）",
        "{path} could not be processed ({reason}) and was left out; please report this (KG_DEBUG=1 shows details)",
    ),
    "KG435": (
        "无法启动工作进程：{reason}；请检查安装（pip install parkgraph）",
        "cannot start a worker: {reason}; check the installation (pip install parkgraph)",
    ),
    "KG436": (
        "找到的 {name} 包在 {found}，不属于 parkgraph；请移除或改名该包（同名冲突）",
        "the package {name} found in {found} is not parkgraph's; remove or rename it (its name collides)",
    ),
    "KG437": ("给出的路径里没有可读的文件：{paths}", "no readable file in the given paths: {paths}"),
    "KG438": ("--jobs 须为正整数，得到 {jobs}", "--jobs must be a positive number, not {jobs}"),
    "KG439": (
        "内存不足，无法处理 {path}；请拆分该文件或减小 --jobs",
        "not enough memory for {path}; split the file or use a smaller --jobs",
    ),
    "KG440": ("{path} 已不存在或无法读取：{reason}", "{path} has gone or cannot be read: {reason}"),
}
