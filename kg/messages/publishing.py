"""Messages of the area "publishing": code -> (Chinese, English)."""

MESSAGES: dict[str, tuple[str, str]] = {
    "KG501": (
        "没有名为 {format} 的导出格式；可用：{known}。",
        "There is no export format {format}; use one of: {known}.",
    ),
    "KG502": (
        "无法写入 {path}：{reason}；原有文件保持不变。请换一个位置或腾出空间后重试。",
        "Cannot write {path}: {reason}; an older file there is untouched. Choose another place or free some space, then repeat.",
    ),
    "KG503": (
        "{format} 是二进制格式，不能写到标准输出；请用 -o 文件名。",
        "{format} is a binary format and cannot go to standard output; use -o FILE.",
    ),
    "KG504": (
        "导出插件 {format}（{origin}）无法载入：{reason}。请修复或卸载该插件。",
        "The export plug-in {format} ({origin}) cannot be loaded: {reason}. Repair or uninstall it.",
    ),
    "KG505": (
        "图谱不自洽：{reason}。请用 kg build 重新构建工作区。",
        "The graph contradicts itself: {reason}. Build the workspace again with kg build.",
    ),
    "KG506": (
        "工作表“{sheet}”超过 Excel 的 {limit} 行上限；请改用 --format csv 或 jsonl。",
        "Sheet “{sheet}” exceeds Excel's limit of {limit} rows; use --format csv or jsonl instead.",
    ),
    "KG507": (
        "{path} 第 {line} 行不是图谱的 JSONL 记录：{reason}。请重新用 kg export --format jsonl 导出。",
        "{path}, line {line}: not a JSONL record of a graph: {reason}. Export it again with kg export --format jsonl.",
    ),
    "KG510": (
        "网址 {uri} 不是 Neo4j 地址；应形如 bolt://主机:7687 或 neo4j://主机:7687（加密时 bolt+s://、neo4j+s://）。",
        "{uri} is no Neo4j address; write bolt://HOST:7687 or neo4j://HOST:7687 (encrypted: bolt+s://, neo4j+s://).",
    ),
    "KG511": (
        "Neo4j 地址中不能写用户名或密码；请用 --user 与环境变量 NEO4J_PASSWORD。",
        "The Neo4j address must not hold a user name or password; use --user and the variable NEO4J_PASSWORD.",
    ),
    "KG512": (
        "连接不上 {uri}：{reason}。请检查主机、端口以及服务器是否已启动。",
        "Cannot reach {uri}: {reason}. Check host and port, and that the server is running.",
    ),
    "KG513": (
        "{uri} 拒绝了用户 {user}：用户名或密码不对。请检查 --user 与 NEO4J_PASSWORD。",
        "{uri} refused user {user}: wrong user name or password. Check --user and NEO4J_PASSWORD.",
    ),
    "KG514": (
        "{uri}：密码错误次数过多，服务器暂时锁定用户 {user}；请稍候片刻再试。",
        "{uri}: too many wrong passwords, the server has locked user {user} for a moment; wait a little, then repeat.",
    ),
    "KG515": (
        "{uri} 上没有名为 {database} 的数据库；请检查 --database（社区版只有 neo4j 一个）。",
        "{uri} has no database {database}; check --database (the Community edition has only neo4j).",
    ),
    "KG516": (
        "{uri}：用户 {user} 的初始密码尚未修改；请先在 Neo4j 中修改密码。",
        "{uri}: user {user} must change the initial password first; change it in Neo4j, then repeat.",
    ),
    "KG517": (
        "{uri} 有应答，但不是 Neo4j（Bolt 协议）：{reason}。Neo4j 的 Bolt 端口通常是 7687，网页端口 7474 不能用于载入。",
        "{uri} answers but does not speak Neo4j's Bolt protocol: {reason}. The Bolt port is usually 7687; the web port 7474 cannot be loaded into.",
    ),
    "KG518": (
        "图谱中的类型不在本体中：{types}。请用 --config 给出构建时所用的本体文件。",
        "The graph holds types that the ontology lacks: {types}. Give the ontology file that it was built with by --config.",
    ),
    "KG519": (
        "{uri} 拒绝了操作（{status}）：{reason}。已写入的批次保留，排除原因后重新执行同一命令即可继续。",
        "{uri} refused the operation ({status}): {reason}. Batches already written stay; remove the cause and repeat the command to go on.",
    ),
    "KG520": (
        "没有密码：请设置环境变量 NEO4J_PASSWORD，或在终端中运行以便输入。",
        "No password: set the variable NEO4J_PASSWORD, or run in a terminal to be asked for it.",
    ),
    "KG521": (
        "与 {uri} 的连接中断或超时：{reason}。已写入的批次保留，重新执行同一命令即可继续。",
        "The connection to {uri} broke or timed out: {reason}. Batches already written stay; repeat the command to go on.",
    ),
    "KG522": (
        "{uri} 中已有 id 相同的 :Entity 节点，无法建立唯一约束：{reason}。请先清理重复节点，或使用空数据库。",
        "{uri} already holds :Entity nodes with equal ids, so the unique constraint cannot be made: {reason}. Remove the duplicates or use an empty database.",
    ),
    "publishing.reason.ENOENT": ("文件夹不存在", "the folder does not exist"),
    "publishing.reason.entity_twice": ("实体编号 {id} 出现两次", "entity id {id} occurs twice"),
    "publishing.reason.relation_twice": ("关系编号 {id} 出现两次", "relation id {id} occurs twice"),
    "publishing.reason.dangling": (
        "关系 {id} 指向不存在的实体 {entity}",
        "relation {id} refers to the missing entity {entity}",
    ),
    "publishing.reason.timeout": ("超时", "timed out"),
    "publishing.reason.stopped": ("服务器停止或断开", "the server stopped or hung up"),
    "publishing.reason.not_bolt": ("握手的应答不对", "its answer to the handshake is another protocol's"),
    "publishing.reason.no_host": ("找不到主机", "no such host"),
    "publishing.reason.routing": (
        "没有得到路由信息（单机服务器请用 bolt://）",
        "no routing information (for a single server write bolt://)",
    ),
    "publishing.reason.refused": ("连接被拒绝", "connection refused"),
    "publishing.exported": ("已导出：{paths}", "Exported: {paths}"),
    "publishing.loaded": (
        "已载入 {uri}：节点 {entities} 个（新建 {created}，更新 {updated}，未变 {same}），"
        "关系 {relations} 条（新建 {links}，更新 {relinked}，未变 {kept}），用时 {seconds:.1f} 秒。",
        "Loaded into {uri}: {entities} nodes ({created} created, {updated} updated, {same} unchanged), "
        "{relations} relationships ({links} created, {relinked} updated, {kept} unchanged), in {seconds:.1f} s.",
    ),
    "publishing.reference": (
        "另有行政区划（参考信息，不是抽取的事实）：节点 {entities} 个，关系 {relations} 条（新建 {created}，更新 {updated}）。",
        "Beside them the administrative divisions (reference, no extracted facts): {entities} nodes, {relations} "
        "relationships ({created} created, {updated} updated).",
    ),
    "publishing.denied": (
        "其中 {denied} 条被否定的事实只保留在工作区，未载入。",
        "{denied} denied facts stay in the workspace and were not loaded.",
    ),
    "publishing.interrupted": (
        "已中断：写入 {uri} 的批次保留，重新执行同一命令即可继续。",
        "Interrupted: batches already written to {uri} stay; the same command continues.",
    ),
    "publishing.line": ("{phase}：{done}/{total}", "{phase}: {done}/{total}"),
    "export.help": (
        "把工作区的图谱写成文件。文件要么完整写成，要么保持原样；同样的图谱总是得到同样的字节。"
        "csv 写两个文件：FILE 为事实，文件名加 _entities 的为实体。",
        "Write the graph of a workspace to a file. A file is written whole or left as it was; equal graphs give equal "
        "bytes. csv writes two files: FILE with the facts, and one with _entities in its name.",
    ),
    "export.format": ("格式：{known}。", "Format: {known}."),
    "export.output": (
        "输出文件；- 为标准输出（xlsx 除外）。",
        "File to write; - for standard output (all but xlsx).",
    ),
    "load.help": (
        "把工作区的图谱载入 Neo4j 服务器（如 bolt://localhost:7687）。再次载入不会产生重复；中断后重新执行即可继续。"
        "密码取自环境变量 NEO4J_PASSWORD，否则在终端中询问。",
        "Load the graph of a workspace into a Neo4j server (such as bolt://localhost:7687). A second load makes no "
        "doubles; after an interruption the same command continues. The password comes from the variable NEO4J_PASSWORD, "
        "or is asked for.",
    ),
    "load.user": ("用户名。", "User name."),
    "load.database": (
        "数据库（默认为该用户的主数据库）。",
        "Database (by default the user's home database).",
    ),
    "load.batch": ("每个事务写入的行数。", "Rows per transaction."),
    "publishing.password": ("{user} 在 {uri} 的密码", "Password of {user} at {uri}"),
    "publishing.phase.nodes": ("节点", "nodes"),
    "publishing.phase.labels": ("标签", "labels"),
    "publishing.phase.relations": ("关系", "relationships"),
    "publishing.sheet.entities": ("实体", "Entities"),
    "publishing.sheet.relations": ("关系", "Relations"),
    "publishing.sheet.evidence": ("证据", "Evidence"),
    "publishing.sheet.about": ("说明", "About"),
    "publishing.column.name": ("名称", "Name"),
    "publishing.column.type": ("类型", "Type"),
    "publishing.column.type_zh": ("类型（中文）", "Type (Chinese)"),
    "publishing.column.aliases": ("别名", "Aliases"),
    "publishing.column.roles": ("角色", "Roles"),
    "publishing.column.docs": ("文档数", "Documents"),
    "publishing.column.mentions": ("提及数", "Mentions"),
    "publishing.column.id": ("编号", "Id"),
    "publishing.column.alternate_ids": ("其他编号", "Other ids"),
    "publishing.column.head": ("主体", "Head"),
    "publishing.column.head_type": ("主体类型", "Head type"),
    "publishing.column.relation": ("关系", "Relation"),
    "publishing.column.relation_zh": ("关系（中文）", "Relation (Chinese)"),
    "publishing.column.tail": ("客体", "Tail"),
    "publishing.column.tail_type": ("客体类型", "Tail type"),
    "publishing.column.status": ("状态", "Status"),
    "publishing.column.status_zh": ("状态（中文）", "Status (Chinese)"),
    "publishing.column.confidence": ("置信度", "Confidence"),
    "publishing.column.evidence": ("证据", "Evidence"),
    "publishing.column.documents": ("文档", "Documents"),
    "publishing.column.rules": ("规则", "Rules"),
    "publishing.column.head_id": ("主体编号", "Head id"),
    "publishing.column.tail_id": ("客体编号", "Tail id"),
    "publishing.column.relation_id": ("关系编号", "Relation id"),
    "publishing.column.document": ("文档", "Document"),
    "publishing.column.article": ("文章序号", "Article"),
    "publishing.column.article_title": ("文章标题", "Article title"),
    "publishing.column.sentence": ("句子", "Sentence"),
    "publishing.column.offsets": ("位置", "Offsets"),
    "publishing.column.rule": ("规则", "Rule"),
    "publishing.about": (
        "本表由 ParkGraph 导出：实体 {entities} 个，关系 {relations} 条。\n"
        "状态：已有、计划、曾有；被否定的事实不在表中。\n"
        "“参考信息”一栏为真的行是行政区划（不在上述数目中），来自区划名录，不是从文中抽取的事实。\n"
        "列表用“ | ”分隔。\n"
        "证据列出每条关系出自哪篇文档、哪句话；位置是该文档文字中的起止字符序号（从 0 起，不含止）。\n"
        "控制字符已去除；超过 32767 个字符的单元格已截断并以“…”结尾，完整内容请导出 jsonl。",
        "Exported by ParkGraph: {entities} entities, {relations} relations.\n"
        "Status: done, planned or former; denied facts are left out.\n"
        "Rows marked “reference” are the administrative hierarchy (not counted above): it comes from a list of "
        "divisions and is no fact of a text.\n"
        "Lists are joined by “ | ”.\n"
        "The evidence sheet says which sentence of which document states a relation; offsets count characters of "
        "the document's text (from 0, end excluded).\n"
        "Control characters are removed; cells of more than 32767 characters are cut and end in “…”: export jsonl "
        "for the whole text.",
    ),
}
