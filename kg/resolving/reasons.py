"""Why names were merged or kept apart: a code with parameters in the graph, a sentence when it is shown."""

from __future__ import annotations

from kg.errors import catalogue, text

_OVER = "over."  # in front of the code of another name's reason


def reason(code: str, **params: str) -> str:
    """A reason as it is stored: ``code|name=value|…``; equal in every language."""
    return "|".join([code, *(f"{name}={params[name].replace('|', '¦')}" for name in sorted(params))])


def over(stored: str, via: str) -> str:
    """The reason of a name to which the name ``via``, as it is shown, was joined for the reason ``stored``."""
    code, *rest = stored.split("|")
    via = via.replace("|", "¦")
    if code == "canonical":  # says of either name the same
        return stored
    if code == "learned":  # a likelihood holds both ways
        return "|".join([code, f"full={via}", *(part for part in rest if not part.startswith("full="))])
    return "|".join([f"{_OVER}{code}", *rest, f"via={via}"])


def reason_text(stored: str) -> str:
    """The reason in the user's language; a reason of unknown code is shown as it is stored."""
    code, *rest = stored.split("|")
    if code.startswith(_OVER):
        *rest, via = rest
        why = reason_text("|".join([code.removeprefix(_OVER), *rest]))
        return text("resolving.over", via=via.removeprefix("via="), why=why)
    key = f"resolving.{code}"
    if key not in catalogue():
        return stored
    params = dict(part.split("=", 1) for part in rest)
    if params.get("signs") == "":
        key = f"{key}_unsigned"
    elif "signs" in params:
        words = (f"resolving.sign_{word}" for word in params["signs"].split(",") if word)
        params["signs"] = text("resolving.and").join(text(word) for word in words if word in catalogue())
    return text(key, **params)
