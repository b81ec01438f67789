"""The names of accounts."""

from __future__ import annotations

import re
from typing import Any

HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


def name_of(user: Any) -> str:
    """The full name, family name first where it is Chinese; without one, the user name."""
    if user is None:
        return ""
    if HAN.search(f"{user.last_name}{user.first_name}"):
        return f"{user.last_name}{user.first_name}"
    return user.get_full_name() or user.get_username()
