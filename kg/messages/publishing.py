"""Messages of the area "publishing": code -> (Chinese, English)."""

MESSAGES: dict[str, tuple[str, str]] = {}
