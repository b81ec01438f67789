"""The pages that a process keeps: those of one generation, until it ends or a scheduled change is due."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from articles.public.pages.page import Page, Variant

MOST_PAGES = 20_000
#: Ways to ask for one page, such as the Accept-Encoding of each browser; others are taken apart each time.
MOST_ALIASES = 8
ALIAS_SIZE = 400  # bytes, as measured
#: A page that takes more than this part of the budget is not kept.
LARGEST_PART = 16


class Period:
    """A generation of the site, up to the moment `ends` (a time) at which it shows something else.

    The page that opened it was begun at `begun`.
    """

    def __init__(self, generation: bytes, begun: float, ends: float) -> None:
        self.generation = generation
        self.begun = begun
        self.ends = ends
        self.pages: OrderedDict[Hashable, Page] = OrderedDict()
        self.aliases: dict[Hashable, Variant] = {}
        self.size = 0


#: Nothing is kept in it: no generation is equal to its own.
NOTHING = Period(b"", float("-inf"), float("-inf"))


class Store:
    """A bounded number of pages and bytes; those that were used least recently go first.

    Reads take no lock: a dictionary gives what is there, and a period is replaced as a whole.
    """

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self.period = NOTHING
        self._lock = threading.Lock()

    def get(self, key: Hashable, generation: bytes, now: float) -> Page | None:
        period = self.period
        if period.generation != generation or now >= period.ends:
            return None
        return period.pages.get(key)

    def touch(self, page: Page) -> None:
        """Say that a page was used."""
        try:
            self.period.pages.move_to_end(page.key)
        except KeyError:  # it was put out meanwhile
            return

    def begin(self, generation: bytes, now: float, next_end: Callable[[], float]) -> Period:
        """The period that a page belongs to which was begun at `now`, after `generation` was read.

        It is one that nobody asks where something was due between the page and the present period: a page
        that took long may have been begun before that.
        """
        period = self.period
        if period.generation == generation and now < period.ends:
            is_as_new = now >= period.begun or next_end() > period.begun
            return period if is_as_new else Period(b"", now, now)
        ends = next_end()
        with self._lock:
            if self.period is period:
                self.period = Period(generation, now, ends)
            return self.period

    def put(self, page: Page, period: Period) -> None:
        """Keep a page; put out others where that is too much."""
        if page.size > self.budget // LARGEST_PART:
            return
        with self._lock:
            self._drop(period, page.key)
            period.pages[page.key] = page
            self._count(period, page)

    def alias(self, alias: Hashable, variant: Variant) -> None:
        """Find this variant by a request that needs not be taken apart."""
        period, page = self.period, variant.page
        with self._lock:
            if period.pages.get(page.key) is not page:
                return
            if len(page.aliases) < MOST_ALIASES and alias not in period.aliases:
                page.aliases.append(alias)
                period.aliases[alias] = variant
            self._count(period, page)

    def _count(self, period: Period, page: Page) -> None:
        """Count what a page takes now, and put out others until all is within the budget."""
        size = page.size + ALIAS_SIZE * len(page.aliases)
        period.size += size - page.counted
        page.counted = size
        while (period.size > self.budget or len(period.pages) > MOST_PAGES) and len(period.pages) > 1:
            # In one step: readers move pages meanwhile, without the lock.
            _key, oldest = period.pages.popitem(last=False)
            self._forget(period, oldest)

    def _drop(self, period: Period, key: Hashable) -> None:
        page = period.pages.pop(key, None)
        if page is not None:
            self._forget(period, page)

    def _forget(self, period: Period, page: Page) -> None:
        """Count a page no more that was taken out."""
        period.size -= page.counted
        page.counted = 0
        for alias in page.aliases:
            period.aliases.pop(alias, None)
        page.aliases.clear()
