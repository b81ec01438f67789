"""Search: every word that stands in a report is found, on both databases alike.

Nothing here knows who may see what: search() is given the reports that may be found.
"""

from .facets import FACETS, Value, condition, occasions_of, said_by
from .find import NEWEST, RELEVANCE, Results, search
from .index import Made, enter, index, rebuild
from .question import REPORTS, STATEMENTS, Choice, Question
from .said import Said, search_statements
from .snippet import highlight, place_of, snippet
from .words import beginning, meant

__all__ = [
    "FACETS",
    "NEWEST",
    "RELEVANCE",
    "REPORTS",
    "STATEMENTS",
    "Choice",
    "Made",
    "Question",
    "Results",
    "Said",
    "Value",
    "beginning",
    "condition",
    "enter",
    "highlight",
    "index",
    "meant",
    "occasions_of",
    "place_of",
    "rebuild",
    "said_by",
    "search",
    "search_statements",
    "snippet",
]
