"""Messages of the area "common": code -> (Chinese, English)."""

MESSAGES: dict[str, tuple[str, str]] = {}
