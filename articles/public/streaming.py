"""Rows of a streamed answer, each drawn before a byte of it is sent.

The status and the first bytes of a stream are gone when a later row fails, so such a row is logged and left
out. Answers of limited length (pages, feeds, lists of the API) are not streamed: there a row that fails is a
500, because a reader of a list would take what is missing for deleted.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from django.db.models import Model
from django.urls import NoReverseMatch

Row = TypeVar("Row", bound=Model)
Drawn = TypeVar("Drawn")
logger = logging.getLogger(__name__)
#: What a stored value raises that does not fit the format.
ROW_ERRORS = (ArithmeticError, AttributeError, LookupError, NoReverseMatch, TypeError, ValueError)


def drawn(rows: Iterable[Row], draw: Callable[[Row], Drawn]) -> Iterator[Drawn]:
    """The result of `draw` for each row; a row that fails is logged and left out."""
    for row in rows:
        try:
            result = draw(row)
        except ROW_ERRORS:
            logger.exception("%s %s is left out of an export", row._meta.label, row.pk)
            continue
        yield result
