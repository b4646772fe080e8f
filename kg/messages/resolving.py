"""Messages of the area "resolving": code -> (Chinese, English)."""

MESSAGES: dict[str, tuple[str, str]] = {}
