"""Messages of the area "extraction": code -> (Chinese, English)."""

MESSAGES: dict[str, tuple[str, str]] = {}
