"""CSV downloads for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from articles.models.printable import printable

#: A spreadsheet interprets a cell with one of these prefixes as a formula:
#: https://owasp.org/www-community/attacks/CSV_Injection
FORMULA = (*"=+-@", *"＝＋－＠", "\t", "\r", "\n")


class _Echo:
    """File for csv.writer whose write() returns the line."""

    def write(self, line: str) -> str:
        return line


def csv_file(name: str, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """A CSV download, streamed row by row; a BOM tells spreadsheets that it is UTF-8."""
    response = StreamingHttpResponse(_lines(heading, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _lines(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow(heading)
    for row in rows:
        yield writer.writerow([_plain(cell) for cell in row])


def _plain(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    text = printable(cell)
    return f"'{text}" if text.startswith(FORMULA) else text
