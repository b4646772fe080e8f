"""Messages of the area "workspace": code -> (Chinese, English)."""

MESSAGES: dict[str, tuple[str, str]] = {}
