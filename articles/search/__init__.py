"""Search: every word that stands in a report is found, on both databases alike.

Nothing here knows who may see what: search() is given the reports that may be found.
"""

from .counting import Counted, CountedStatements, Value
from .facets import FACETS, Facet, condition, occasions_of, statement_condition
from .find import NEWEST, RELEVANCE, Results, search
from .index import IndexItem, enter, index, rebuild, settle
from .params import NAMES as SEARCH_NAMES
from .params import REPORTS, STATEMENTS, Choice, SearchParams
from .snippet import highlight, place_of, snippet
from .stale import after_request, catch_up, refresh
from .statements import MOST_REPORTS, StatementPage, search_statements
from .suggestions import completions, corrections

__all__ = [
    "FACETS",
    "MOST_REPORTS",
    "NEWEST",
    "RELEVANCE",
    "REPORTS",
    "SEARCH_NAMES",
    "STATEMENTS",
    "Choice",
    "Counted",
    "CountedStatements",
    "Facet",
    "IndexItem",
    "Results",
    "SearchParams",
    "StatementPage",
    "Value",
    "after_request",
    "catch_up",
    "completions",
    "condition",
    "corrections",
    "enter",
    "highlight",
    "index",
    "occasions_of",
    "place_of",
    "rebuild",
    "refresh",
    "search",
    "search_statements",
    "settle",
    "snippet",
    "statement_condition",
]
