"""Tables to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from articles.models.printable import printable

#: A cell that begins with one of these would be taken for a formula:
#: https://owasp.org/www-community/attacks/CSV_Injection
FORMULA = (*"=+-@", *"＝＋－＠", "\t", "\r", "\n")


class _Echo:
    """Gives back what is written to it."""

    def write(self, line: str) -> str:
        return line


def csv_file(name: str, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """A file of comma-separated values to download, sent as it is read; with the mark by which spreadsheets
    know UTF-8."""
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
