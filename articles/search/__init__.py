"""Search: every word that stands in a report is found, on both databases alike.

Nothing here knows who may see what: search() is given the reports that may be found.
"""

from .find import NEWEST, RELEVANCE, Results, search
from .index import Made, enter, index, rebuild
from .snippet import highlight, snippet

__all__ = [
    "NEWEST",
    "RELEVANCE",
    "Made",
    "Results",
    "enter",
    "highlight",
    "index",
    "rebuild",
    "search",
    "snippet",
]
