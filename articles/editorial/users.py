"""Who works at the desk: how their names are written."""

from __future__ import annotations

import re
from typing import Any

HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


def name_of(user: Any) -> str:
    """The full name, in Chinese order where it is Chinese; the account's name where there is none."""
    if user is None:
        return ""
    if HAN.search(f"{user.last_name}{user.first_name}"):
        return f"{user.last_name}{user.first_name}"
    return user.get_full_name() or user.get_username()
