"""Rows of streamed responses. A row that cannot be rendered is logged and left out.

The status of a stream is sent before its rows are rendered, so a failing row can't turn it into a 500. Pages,
feeds and lists of the API are not streamed: there it does, because clients take a missing row for a deleted
one.
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
#: Exceptions of a stored value that does not fit the format.
ROW_ERRORS = (ArithmeticError, AttributeError, LookupError, NoReverseMatch, TypeError, ValueError)


def drawn(rows: Iterable[Row], draw: Callable[[Row], Drawn]) -> Iterator[Drawn]:
    """Yield `draw(row)` for each row; a row that raises is logged and left out."""
    for row in rows:
        try:
            result = draw(row)
        except ROW_ERRORS:
            logger.exception("%s %s is left out of an export", row._meta.label, row.pk)
            continue
        yield result
