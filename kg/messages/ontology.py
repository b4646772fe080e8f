"""Messages of the area "ontology": code -> (Chinese, English)."""

MESSAGES: dict[str, tuple[str, str]] = {}
