"""The frame of every page: masthead, footer and links, drawn once for all pages that show the same.

It depends on the sections with public reports, on where the page stands, on the day and on the settings. Each
process keeps what it has drawn by exactly these.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.translation import get_language

from articles.models import Report, Section
from articles.models.prepared import Prepared
from articles.public import selectors
from articles.public.meta_keys import AS_FILE

MOST = 512  # frames that a process keeps
SECTIONS = Prepared(
    lambda now: selectors.sections_in(Report.objects.published(now)).values_list("pk", "name", "slug"),
    datetime,
)
#: Pages that have a place in the masthead, by the names of their addresses.
PLACES = ("home", "speakers", "tags", "reports")
#: Settings that the frame prints, by their names in templates.
SITE = {
    "name": "SITE_NAME",
    "organiser": "SITE_ORGANISER",
    "icp": "SITE_ICP",
    "police_record": "SITE_POLICE_RECORD",
    "id_code": "SITE_ID_CODE",
    "static": "STATIC_URL",
}
NO_DAY = date.min


@dataclass(frozen=True, slots=True)
class Surroundings:
    """All that a frame depends on."""

    sections: tuple[tuple[int, str, str], ...]
    section: int | None  # of the page
    is_section: bool  # whether the page is that of the section
    place: str
    today: date
    time_zone: str  # of a page as a file, where the reader's browser writes the day; else ""
    language: str
    root: str
    site: tuple[str, ...]
    brand: str = "p"
    has_search: bool = True


class Frame:
    """The parts of a frame, each drawn when it is asked for first."""

    def __init__(self, surroundings: Surroundings, words: str) -> None:
        self.surroundings = surroundings
        self.words = words  # of the search

    @property
    def masthead(self) -> str:
        return self._masthead(self.surroundings)

    @property
    def front(self) -> str:
        """The masthead of the home page, whose heading is the name of the site."""
        return self._masthead(replace(self.surroundings, brand="h1"))

    @property
    def bare(self) -> str:
        """The masthead without the search, for pages that have one in the middle."""
        return self._masthead(replace(self.surroundings, has_search=False))

    @property
    def feeds(self) -> str:
        return _drawn("_feed_links.html", self._anywhere)

    @property
    def assets(self) -> str:
        return _drawn("_assets.html", self._anywhere)

    @property
    def footer(self) -> str:
        return _drawn("_footer.html", replace(self._anywhere, sections=self.surroundings.sections))

    @property
    def _anywhere(self) -> Surroundings:
        return replace(
            self.surroundings,
            sections=(),
            section=None,
            is_section=False,
            place="",
            today=NO_DAY,
            time_zone="",
        )

    def _masthead(self, surroundings: Surroundings) -> str:
        if self.words and surroundings.has_search:
            return _draw("_masthead.html", surroundings, q=self.words)
        return _drawn("_masthead.html", surroundings)


def frame(request: HttpRequest, section: Section | None, of_report: int | None, words: str) -> Frame:
    """The frame of a page: `section` is the one whose page it is, `of_report` that of its report."""
    return Frame(surroundings(request, section, of_report), words)


def surroundings(request: HttpRequest, section: Section | None, of_report: int | None) -> Surroundings:
    """What the frame of a page depends on, asked for once a request."""
    known: dict[Any, Surroundings] = vars(request).setdefault("_surroundings", {})
    if (section, of_report) not in known:
        known[section, of_report] = _surroundings(request, section, of_report)
    return known[section, of_report]


def _surroundings(request: HttpRequest, section: Section | None, of_report: int | None) -> Surroundings:
    path, root, is_file = request.path, get_script_prefix(), AS_FILE in request.META
    return Surroundings(
        sections=tuple(SECTIONS.rows(timezone.now())),
        section=section.pk if section else of_report,
        is_section=bool(section),
        place=_places(root).get(path, ""),
        today=NO_DAY if is_file else timezone.localdate(),
        time_zone=settings.TIME_ZONE if is_file else "",
        language=get_language() or "",
        root=root,
        site=tuple(getattr(settings, name) for name in SITE.values()),
    )


@lru_cache(maxsize=16)
def _places(root: str) -> dict[str, str]:
    """Path → the place in the masthead; the paths begin with `root`."""
    return {reverse(f"articles:{name}"): name for name in PLACES}


def _drawn(template: str, surroundings: Surroundings) -> str:
    """A part as this process has drawn it already; while templates are edited, drawn afresh."""
    return (_draw if settings.DEBUG else _kept)(template, surroundings)


def _draw(template: str, surroundings: Surroundings, **more: Any) -> str:
    sections = [
        {"pk": pk, "name": name, "address": reverse("articles:section", args=[slug])}
        for pk, name, slug in surroundings.sections
    ]
    site = dict(zip(SITE, surroundings.site, strict=True))
    context = {"frame": surroundings, "all_sections": sections, "site": site} | more
    return render_to_string(f"articles/{template}", context)


_kept = lru_cache(maxsize=MOST)(_draw)
