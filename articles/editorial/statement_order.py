"""The order of a report's statements, kept after an edit of its body."""

from __future__ import annotations

from articles.models import Report, Statement
from articles.models.body import plain_text
from articles.statements import found_in


def renumber_statements(report: Report) -> None:
    """Number the stored statements of a report by their places in its body.

    One that is not in the body keeps its place behind the statement before it.
    """
    statements = list(Statement.objects.filter(appearance__report=report).order_by("order", "pk"))
    found = {statement.pk: at for statement, _text, at in found_in(plain_text(report.body), statements)}
    places, at = {}, 0
    for statement in statements:
        at = places[statement.pk] = found.get(statement.pk, at)
    moved = []
    for order, statement in enumerate(sorted(statements, key=lambda one: places[one.pk])):
        if statement.order != order:
            statement.order = order
            moved.append(statement)
    Statement.objects.bulk_update(moved, ["order"])
