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
}
