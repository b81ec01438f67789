"""The index of speakers: names, each with the number of their statements and the post printed last."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from django.db.models import OuterRef, Subquery

from articles.models import Appearance, Listing, Speaker
from articles.models.reports import ReportQuerySet
from articles.public import selectors
from articles.public.kept import Kind, all_standing, annotated, totals

Post = tuple[str, str]  # organisation and titles as printed


class SpeakerIndex:
    """Everyone who appears in the reports, by pinyin, for Paginator."""

    def __init__(self, reports: ReportQuerySet) -> None:
        self.reports = reports
        standing = Speaker.objects.filter(all_standing(reports, Kind.SPEAKER))
        self.speakers = standing.order_by("pinyin", "pk")

    @cached_property
    def letters(self) -> list[tuple[str, int]]:
        return selectors.letters_of(self.speakers)

    def count(self) -> int:
        return sum(number for _letter, number in self.letters)

    def __getitem__(self, part: slice) -> list[Speaker]:
        """Speakers with `statement_count`, `last_organisation` and `last_titles`."""
        rows = Listing.objects.filter(
            kind=Kind.SPEAKER, subject=OuterRef("pk"), live_from__lte=self.reports.public_at
        ).order_by("-shown_at", "-report_id")
        speakers = list(self.speakers.annotate(newest=Subquery(rows.values("report")[:1]))[part])
        said = totals(self.reports, Kind.SPEAKER, "statements", [speaker.pk for speaker in speakers])
        posts = self._last_posts(speakers)
        return [
            annotated(
                speaker,
                statement_count=said.get(speaker.pk, 0),
                **dict(
                    zip(("last_organisation", "last_titles"), posts.get(speaker.pk, ("", "")), strict=True)
                ),
            )
            for speaker in speakers
        ]

    def _last_posts(self, speakers: Sequence[Speaker]) -> dict[int, Post]:
        """Speaker → the post printed in their newest report, or in the newest that prints one."""
        newest = {speaker.pk: vars(speaker)["newest"] for speaker in speakers}
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
        rows = Appearance.objects.filter(
            report__in={*filter(None, reports.values())}, speaker__in=reports
        ).exclude(titles="")
        posts: dict[int, Post] = {}
        printed = rows.order_by("pk").values_list("speaker", "report", "printed_organisation", "titles")
        for speaker, report, *post in printed:
            if reports[speaker] == report:
                posts.setdefault(speaker, (post[0], post[1]))
        return posts
