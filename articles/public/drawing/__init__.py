"""Drawing: the HTML of a report that its own rows decide, kept between requests, and the frame of a page.

What is kept is derived. It stands in RenderedReport, is emptied by triggers, and is drawn again by the
request that misses it and stored after the answer.
"""

from .ahead import draw_ahead
from .around import Around, around, around_each
from .cards import Card, cards_of, cards_on, reports
from .charts import chart_table, column_chart
from .found import Found, facets, found_reports
from .frame import Frame, frame
from .keeping import after_request
from .linked import Addresses, choices, companions, pages, speakers_by_use, tags, years_of
from .lists import Named, names, year_of_archive
from .missing import draw_missing
from .report_page import report_page
from .reports import DrawnReport, draw, drawn_report
from .spoken import SAID, Said, spoken, standing

__all__ = [
    "SAID",
    "Addresses",
    "Around",
    "Card",
    "DrawnReport",
    "Found",
    "Frame",
    "Named",
    "Said",
    "after_request",
    "around",
    "around_each",
    "cards_of",
    "cards_on",
    "chart_table",
    "choices",
    "column_chart",
    "companions",
    "draw",
    "draw_ahead",
    "draw_missing",
    "drawn_report",
    "facets",
    "found_reports",
    "frame",
    "names",
    "pages",
    "report_page",
    "reports",
    "speakers_by_use",
    "spoken",
    "standing",
    "tags",
    "year_of_archive",
    "years_of",
]
