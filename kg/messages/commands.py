"""Messages of the area "commands": code -> (Chinese, English)."""

MESSAGES: dict[str, tuple[str, str]] = {}
