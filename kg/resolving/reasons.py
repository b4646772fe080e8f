"""Why names were merged or kept apart: a code with parameters in the graph, a sentence when it is shown."""

from __future__ import annotations

from kg.errors import catalogue, text


def reason(code: str, **params: str) -> str:
    """A reason as it is stored: ``code|name=value|…``; equal in every language."""
    return "|".join([code, *(f"{name}={params[name].replace('|', '¦')}" for name in sorted(params))])


def reason_text(stored: str) -> str:
    """The reason in the user's language; a reason of unknown code is shown as it is stored."""
    code, *rest = stored.split("|")
    key = f"resolving.{code}"
    if key not in catalogue():
        return stored
    params = dict(part.split("=", 1) for part in rest)
    if "signs" in params:
        words = (f"resolving.sign_{word}" for word in params["signs"].split(",") if word)
        params["signs"] = text("resolving.and").join(text(word) for word in words if word in catalogue())
    return text(key, **params)
