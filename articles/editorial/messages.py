"""What the permanent records say, in words: a code and its values become a sentence of the reader's language.

Audit entries, revisions and transitions store a code with values that JSON holds, never a sentence. A code
stays for ever; its sentence may be written better.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

Values = Mapping[str, Any]
#: Code → the sentence, with the places of its values; or what makes the sentence of the values.
MESSAGES: Final[dict[str, str | Callable[[Values], str]]] = {
    "": gettext_noop("%(text)s"),
    "as_found": gettext_noop("As it came"),
    "register_changed": gettext_noop("Changed by work on the registers"),
    # editorial: revisions and signatures
    "revision_restored": gettext_noop("Revision %(number)d restored"),
    "revision_named": gettext_noop("Revision %(number)d named: %(name)s"),
    "words_not_signed": gettext_noop("The words are not those that were signed."),
}
SEPARATOR: Final = "、"


class Recorded(Protocol):
    """A row of a permanent record."""

    code: str
    values: dict[str, Any]


def in_words(row: Recorded) -> str:
    """The sentence of a row in the active language; "" where it says nothing.

    A code that this version does not know gives the code itself.
    """
    message = MESSAGES.get(row.code, row.code)
    if callable(message):
        return message(row.values)
    if not row.code and not row.values.get("text"):
        return ""
    return _(message) % {name: _joined(value) for name, value in row.values.items()}


def _joined(value: Any) -> Any:
    return SEPARATOR.join(map(str, value)) if isinstance(value, list) else value
