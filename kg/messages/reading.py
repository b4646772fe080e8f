"""Messages of the area "reading": code -> (Chinese, English)."""

MESSAGES: dict[str, tuple[str, str]] = {}
