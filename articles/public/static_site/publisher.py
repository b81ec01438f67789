"""Write the folder of a static site, and bring it up to date with the database."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from articles.public.meta_keys import PAGE_SIZE

from .addresses import LONGEST_NAME
from .changes import BACKGROUND, FRONT, PICTURES, due_after, due_at_once
from .digests import Key, digests
from .facts import Facts, facts_of
from .folder import Folder, found, remove, write
from .making import FAILED, NOT_FOUND, SEARCH, STATEMENTS, Made, Maker, Task, assets, is_asset
from .manifest import write_manifest
from .maps import nginx_maps
from .pages import Site
from .state import State
from .version import boot, version_of
from .workers import Here, Workers

FIRST_BATCH = 64  # pages that a worker gets at once, many of which are drawn in the same queries
BATCH = 8  # later on, when what changed meanwhile must not wait for long
ALL = 1000  # above every rank
Rows = dict[Key, tuple[int, Facts]]


class Publisher:
    """One run on a folder, which the caller holds locked."""

    def __init__(self, folder: Folder, *, jobs: int = 1) -> None:
        self.folder = folder
        self.state = State(folder)
        self.is_first = not self.state.note("whole")
        if self.is_first and self.state.note("boot") != boot():
            self.state.clear()  # what a run wrote before the machine stopped may not be on the disk
            self.state.keep_note("boot", boot())
        self.rows: Rows = self.state.known()
        self.site = self.before = _site(self.rows)
        self.changed: set[Key] = set()
        self.fresh: Rows = {}
        self.failed: set[str] = set()
        self.written = 0
        self._check_files()
        maker = Maker(folder, durable=not self.is_first)
        self.workers: Here | Workers = Workers(maker, jobs) if jobs > 1 else Here(maker)

    def close(self) -> None:
        self.workers.close()
        self.state.close()

    def _check_files(self) -> None:
        """Remove what a killed run left unfinished and what nobody knows; make due what is not there."""
        there, known = found(self.folder), self.state.addresses()
        missed = [address for address, path in known.items() if path not in there]
        if not self.is_first:
            for path in there - set(known.values()):
                remove(self.folder, path)
        with self.state:
            self.state.make_due((address, BACKGROUND) for address in missed)

    def publish(self) -> None:
        """Bring the folder up to date once."""
        self.refresh()
        self.drain()
        self.finish()
        self.hand_over()

    # --- What changed

    def refresh(self) -> None:
        """Note the pages that are due since the last time, and remove those that are gone."""
        self.look()
        self.note()

    def look(self) -> None:
        """Read what changed; note the pages that readers look at first, and remove what was withdrawn."""
        stored, live = digests(timezone.now())
        self.changed = {
            key
            for key in stored.keys() | self.rows.keys()
            if stored.get(key) != self.rows.get(key, (None,))[0]
        }
        asked = (self.changed | self._in_sections(self.changed)) & stored.keys()
        self.fresh = {key: (stored[key], facts) for key, facts in facts_of(asked, live)}
        rows = {key: row for key, row in self.rows.items() if key not in self.changed}
        self.before, self.rows = self.site, rows | self.fresh
        self.site = _site(self.rows)
        with self.state:
            self._withdraw()
            self.state.try_again()
            if not self.is_first:
                self.state.make_due(due_at_once(self.before, self.site, self.changed))

    def note(self) -> None:
        """Note all other pages that the change touches. Until then a killed run would look again."""
        expected = self.site.pages() | dict.fromkeys(assets(), PICTURES)
        expected |= dict.fromkeys([NOT_FOUND, FAILED, SEARCH], FRONT)
        due = due_after(self.before, self.site, self.changed)
        version = version_of(self.site)
        if version != self.state.note("version"):
            due = expected | due
        due.setdefault(reverse("articles:news_sitemap"), FRONT)  # what is two days old leaves it
        with self.state:
            self._remove_what_left(expected)
            self.failed &= expected.keys()
            self._make_due(expected, due)
            self.state.keep_rows((*key, *row) for key, row in self.fresh.items())
            self.state.forget_rows(self.changed - self.fresh.keys())
            self.state.keep_note("version", version)

    def _in_sections(self, changed: set[Key]) -> set[Key]:
        """The reports of changed sections, whose addresses begin with the slug of the section.

        Those withdrawn with a notice too: they stand in no list.
        """
        sections = {id for kind, id in changed if kind == "section"}
        reports = self.site.reports.items() if sections else ()
        return {("report", id) for id, facts in reports if facts["section"] in sections}

    def _withdraw(self) -> None:
        """Remove the pages of reports that are no longer live, with their statements."""
        for id in self.before.live.keys() - self.site.live.keys():
            facts = self.before.live[id]
            said = facts["statements"]
            items = [f"/api/reports/{id}", *(f"{STATEMENTS}/{each}" for each in said)]
            for address in (facts["address"], *facts["photos"], *items):
                self._forget(address)
            self.state.forget_statements(said)

    def _remove_what_left(self, expected: dict[str, int]) -> None:
        """Remove the pages that the site has no longer."""
        known = self.state.addresses()
        items = {f"{STATEMENTS}/{id}" for id in self.site.statement_ids}
        leaving = {each for each in known.keys() - expected.keys() - items if not is_asset(each)}
        for address in leaving:
            remove(self.folder, known[address])
            self.state.forget_file(address)
        self.state.drop_due(self.state.due() - expected.keys() - items)  # a later look may find it gone
        self.state.forget_statements(set(self.before.statement_ids) - set(self.site.statement_ids))

    def _make_due(self, expected: dict[str, int], due: dict[str, int]) -> None:
        """Those that are touched, and those that have no file yet; the urgent first."""
        missing = expected.keys() - self.state.addresses().keys()
        ranks = {address: min(due.get(address, ALL), expected[address]) for address in missing}
        ranks |= {
            address: rank for address, rank in due.items() if address in expected and address not in ranks
        }
        self.state.make_due(sorted(ranks.items(), key=lambda page: page[1]))

    # --- Drawing

    def drain(self, below: int = ALL, *, until: Callable[[], bool] = lambda: False) -> None:
        """Make the pages that are due and of a rank below this, until there is none or `until` says so."""
        is_over = False
        while True:
            while not is_over and self.workers.has_room and (tasks := self._next(below)):
                self.workers.give(tasks)
            if not self.workers.is_busy:
                return
            for some in self.workers.done():
                with self.state:
                    for made in some:
                        self._keep(made)
            is_over = is_over or until()

    def _next(self, below: int) -> list[Task]:
        with self.state:
            addresses = self.state.take_due(FIRST_BATCH if self.is_first else BATCH, below)
        return [(address, self._meta(address)) for address in addresses]

    def _meta(self, address: str) -> dict[str, Any]:
        """How long the page is, if it is the first of a list of the API."""
        size = self.site.first_sizes.get(address)
        return {} if size is None else {PAGE_SIZE: size}

    def _keep(self, made: Made) -> None:
        """Note what became of a page."""
        if made.failed:
            self.failed.add(made.address)
            self.state.put_off([made.address])
            return
        self.failed.discard(made.address)
        self.written += made.written
        for address, file in made.files.items():
            self._forget(address, besides=file.path)
            self.state.keep_file(address, file)
        if made.address not in made.files:
            self._forget(made.address)
        if made.address.partition("?")[0] == STATEMENTS:
            self.state.keep_statements(made.statements.items())
            shown = self.site.statement_pages.get(made.address, ())
            self._forget_statements(set(shown) - made.statements.keys())
        self.state.is_drawn(made.address)

    def _forget(self, address: str, *, besides: str = "") -> None:
        """Remove the file that an address had, unless it is this one."""
        path = self.state.path_of(address)
        if path and path != besides:
            remove(self.folder, path)
            self.state.forget_file(address)

    def _forget_statements(self, ids: set[int]) -> None:
        """Remove statements that stand no longer in the body of their report."""
        for id in ids:
            self._forget(f"{STATEMENTS}/{id}")
        self.state.forget_statements(ids)

    # --- Handing over

    def hand_over(self) -> None:
        """Write what the folder says of itself: the maps of nginx, and then the manifest."""
        maps = nginx_maps(self.site, self.state.statements(), self.state.long_addresses(LONGEST_NAME))
        write(self.folder.maps, maps, durable=True)
        write_manifest(self.folder, self.state, maps)

    def finish(self) -> None:
        """End a run that left nothing due: remove what no page needs any more."""
        current = assets()
        with self.state:
            for address in filter(is_asset, self.state.addresses()):
                if address not in current:
                    self._forget(address)
        if self.is_first:
            known = set(self.state.addresses().values())
            for path in found(self.folder) - known:
                remove(self.folder, path)
            os.sync()
            self.state.keep_note("whole", "yes")
            self.is_first = False


def _site(rows: Rows) -> Site:
    return Site({key: facts for key, (_digest, facts) in rows.items()})
