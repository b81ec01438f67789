"""The index of speakers: names, each with the number of their statements and the post printed last."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Sum

from articles.models import Appearance, Listing, Speaker, Tally
from articles.models.listings import TOTAL
from articles.models.prepared import Prepared
from articles.models.reports import ReportQuerySet
from articles.public import selectors
from articles.public.drawing import Named
from articles.public.kept import Kind, all_standing, public_rows, totals

Post = tuple[str, str]  # organisation and titles as printed
NO_POST: Post = ("", "")


def _with_newest(speakers: QuerySet[Speaker], now: datetime) -> QuerySet[Speaker, Any]:
    """Key, name, slug and pinyin of the speakers, and the key of their newest report."""
    newest = public_rows(now, Kind.SPEAKER, OuterRef("pk")).values("report")[:1]
    return speakers.annotate(newest=Subquery(newest)).values_list("pk", "name", "slug", "pinyin", "newest")


def _standing() -> QuerySet[Speaker]:
    """The speakers of public reports, where none is scheduled."""
    listed = Tally.objects.filter(kind=Kind.SPEAKER, month=TOTAL).order_by().values("subject")
    listed = listed.annotate(number=Sum("reports")).filter(number__gt=0).values("subject")
    return Speaker.objects.filter(pk__in=listed).order_by("pinyin", "pk")


@lru_cache(maxsize=64)
def _part(start: int, stop: int) -> Prepared[Speaker]:
    return Prepared(lambda now: _with_newest(_standing(), now)[start:stop], datetime)


#: When the last of the reports in the lists of speakers goes live. Asked whether there is one later than now,
#: PostgreSQL would expect many, and read the whole table to find none.
LAST_LIVE = Prepared(
    lambda: Listing.objects.filter(kind=Kind.SPEAKER).order_by("-live_from").values_list("live_from")[:1]
)
LETTERS = Prepared(lambda: selectors.by_letter(_standing()))
SAID = Prepared(
    lambda speakers: (
        Tally.objects.filter(kind=Kind.SPEAKER, month=TOTAL, subject__among=speakers)
        .order_by()
        .values_list("subject")
        .annotate(number=Sum("statements"))
    ),
    list,
)
POSTS = Prepared(
    lambda reports, speakers: (
        Appearance.objects.filter(report__id__among=reports, speaker__id__among=speakers)
        .exclude(titles="")
        .order_by("pk")
        .values_list("speaker", "report", "printed_organisation", "titles")
    ),
    *(list, list),
)


class SpeakerIndex:
    """Everyone who appears in the reports, by pinyin, for Paginator."""

    def __init__(self, reports: ReportQuerySet) -> None:
        self.reports = reports
        self.is_simple = all(last <= reports.public_at for (last,) in LAST_LIVE.rows())

    @cached_property
    def speakers(self) -> QuerySet[Speaker]:
        standing = Speaker.objects.filter(all_standing(self.reports, Kind.SPEAKER))
        return standing.order_by("pinyin", "pk")

    @cached_property
    def letters(self) -> list[tuple[str, int]]:
        return LETTERS.rows() if self.is_simple else selectors.letters_of(self.speakers)

    def count(self) -> int:
        return sum(number for _letter, number in self.letters)

    def __getitem__(self, part: slice) -> list[Named]:
        now = self.reports.public_at
        if self.is_simple:
            speakers = _part(part.start or 0, part.stop).rows(now)
            said = dict(SAID.rows([key for key, *_rest in speakers]))
        else:
            speakers = list(_with_newest(self.speakers, now)[part])
            said = totals(self.reports, Kind.SPEAKER, "statements", [key for key, *_rest in speakers])
        posts = self._last_posts({key: report for key, *_rest, report in speakers})
        return [
            Named(name, slug, pinyin, said.get(key, 0), *posts.get(key, NO_POST))
            for key, name, slug, pinyin, _report in speakers
        ]

    def _last_posts(self, newest: dict[int, int]) -> dict[int, Post]:
        """Speaker → the post printed in their newest report, or in the newest that prints one."""
        posts = self._posts_in(newest)
        if without := newest.keys() - posts.keys():
            titled = Listing.objects.filter(
                kind=Kind.SPEAKER,
                subject=OuterRef("pk"),
                live_from__lte=self.reports.public_at,
                report__appearances__speaker=OuterRef("pk"),
                report__appearances__titles__gt="",
            ).order_by("-shown_at", "-report_id")
            others = Speaker.objects.filter(pk__in=without).order_by()
            posts |= self._posts_in(dict(others.values_list("pk", Subquery(titled.values("report")[:1]))))
        return posts

    def _posts_in(self, reports: dict[int, int]) -> dict[int, Post]:
        """Speaker → the post that a report prints, for speakers with their report."""
        posts: dict[int, Post] = {}
        printed = POSTS.rows([*{*filter(None, reports.values())}], [*reports])
        for speaker, report, *post in printed:
            if reports[speaker] == report:
                posts.setdefault(speaker, (post[0], post[1]))
        return posts
