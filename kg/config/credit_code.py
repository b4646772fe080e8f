"""Unified social credit codes (GB 32100-2015): 18 characters, the last a check character over the first 17."""

from __future__ import annotations

import re

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I, O, S, V, Z
_FORM = re.compile(rf"[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}")


def check_character(code: str) -> str:
    """The 18th character for the first 17: weights are the powers of 3 modulo 31."""
    total = sum(ALPHABET.index(character) * pow(3, place, 31) for place, character in enumerate(code[:17]))
    return ALPHABET[-total % 31]


def fault(code: str) -> str:
    """What is wrong with a code: ``form``, ``check`` or "" for a good one (capital letters, no blanks)."""
    if not _FORM.fullmatch(code):
        return "form"
    return "" if check_character(code) == code[17] else "check"
