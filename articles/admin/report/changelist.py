"""Columns and filters of the list of reports."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.base import count_subquery
from articles.editorial import workflow
from articles.models import (
    Appearance,
    Credit,
    Photo,
    Provenance,
    Report,
    SearchEntry,
    Speaker,
    Statement,
    Tag,
)
from articles.models.fields import YEAR_UNKNOWN, of_known_year
from articles.search.grams import fold
from articles.search.query import Term
from newsroom.html import escaped, joined

MOST_FOUND = 1_000  # reports that a search of the list finds
MAX_TAGS = 20  # in the filter; others are found by searching the list of tags
LATEST = 100  # reports whose tags the filter offers, those changed last

Status = Report.Status
SCHEDULED, COPY = "scheduled", "copy"
LABELS = dict(Status.choices)
#: Columns of a report that the list prints, or that its state follows from.
COLUMNS = (
    *("title", "section", "copy_of", "status", "is_major_case", "live_from"),
    *("created_at", "updated_at", "shown_at"),
)


def with_columns(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Reports with what the list prints and no more."""
    return (
        reports.select_related("section", "copy_of")
        .prefetch_related(Prefetch("credits", Credit.objects.only("report", "name"), to_attr="named"))
        .only(*COLUMNS, "section__name", "copy_of__created_at")
        .annotate(
            speakers_number=count_subquery(Statement.objects, "appearance__report", "appearance"),
            statements_number=count_subquery(Statement.objects, "appearance__report"),
        )
    )


def holding(reports: QuerySet[Report], text: str, *, pk: int) -> QuerySet[Report]:
    """Those of the reports in which a text stands, or a speaker known by it; and the one of this key.

    Of a word that stands in more than MOST_FOUND, the newest: the list says that there are more.
    """
    term = Term(fold(text).replace("\n", " "))
    entries = SearchEntry.objects.filter(grams__matches=term.grams)
    if len(term.grams) > 1:  # the grams could stand in different places
        entries = entries.filter(text__contains=term.text)
    known = Speaker.objects.filter(name__icontains=text.strip().replace("\0", "")).values("pk")
    named = Appearance.objects.filter(speaker__in=known)
    found = entries.order_by("-pk").values_list("pk", flat=True)[: MOST_FOUND + 1]
    meant = named.order_by("-report_id").values_list("report_id", flat=True).distinct()[: MOST_FOUND + 1]
    keys = sorted({*found, *meant, pk}, reverse=True)[: MOST_FOUND + 1]
    return reports.filter(pk__in={*keys, pk})


def is_scheduled(report: Report) -> bool:
    """Whether it waits for its time: to go live or, as a working copy, to replace its original."""
    if report.copy_of_id:
        return report.status == Status.READY and report.live_from is not None
    return report.status == Status.PUBLISHED and not report.is_public()


def badge(report: Report) -> str:
    """The state of a report as labels: a word with a colour."""
    state, word = report.status, str(LABELS[report.status])
    if is_scheduled(report):
        state, word = SCHEDULED, gettext("Scheduled")
    signs = [(state, word)]
    if report.copy_of_id:
        signs.append(("copy", gettext("Working copy")))
    if report.is_major_case:
        signs.append(("major", gettext("Major case")))
    spans = (f'<span class="state state-{state}">{escaped(word)}</span>' for state, word in signs)
    return joined([" ".join(spans)])


class StateFilter(admin.SimpleListFilter):
    """Filter by status. What is scheduled is apart; what is in the bin is listed only when chosen."""

    title = _("status")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        states = [*Status.choices]
        at = next(place for place, (state, _label) in enumerate(states) if state == Status.PUBLISHED)
        return [*states[:at], (SCHEDULED, _("Scheduled")), *states[at:], (COPY, _("Working copy"))]

    def queryset(self, request, queryset):
        if self.value() == SCHEDULED:
            return queryset.filter(
                Q(status=Status.PUBLISHED, live_from__gt=timezone.now()) | workflow.SCHEDULED_COPY
            )
        if self.value() == Status.READY:
            return queryset.filter(status=Status.READY).exclude(workflow.SCHEDULED_COPY)
        if self.value() == Status.PUBLISHED:
            return queryset.filter(status=Status.PUBLISHED).published()
        if self.value() == COPY:
            return queryset.exclude(copy_of=None).exclude(status=Status.BINNED)
        if self.value():
            return queryset.filter(status=self.value())
        return queryset.exclude(status=Status.BINNED)


class MineFilter(admin.SimpleListFilter):
    """Filter for what the person who looks can sign, publish or correct."""

    title = _("waits for me")
    parameter_name = "mine"

    def lookups(self, request, model_admin):
        return [("yes", _("Yes"))]

    def queryset(self, request, queryset):
        if self.value() != "yes":
            return queryset
        return queryset.filter(pk__in=workflow.waiting_for(request.user).order_by().values("pk"))


class TagFilter(admin.SimpleListFilter):
    title = _("tag")
    parameter_name = "tag"

    def lookups(self, request, model_admin):
        """The most frequent tags of the latest reports: to count those of all takes the longer the more."""
        latest = Report.objects.order_by("-updated_at", "-pk").values("pk")[:LATEST]
        used = Tag.objects.filter(taggings__content_object__in=latest).annotate(number=Count("taggings"))
        return list(used.order_by("-number", "name").values_list("slug", "name")[:MAX_TAGS])

    def queryset(self, request, queryset):
        return queryset.filter(taggings__tag__slug=self.value()) if self.value() else queryset


class AttentionFilter(admin.SimpleListFilter):
    """Filter by what somebody should look at before publication."""

    title = _("to look at")
    parameter_name = "look"

    def lookups(self, request, model_admin):
        return [
            ("year", _("Year unknown")),
            ("twin", _("Near-duplicate")),
            ("lost", _("A statement lost its words")),
            ("who", _("A person not identified")),
            ("section", _("No section")),
            ("picture", _("Picture missing")),
            ("clock", _("Scheduled, but a check now finds an error")),
        ]

    def queryset(self, request, queryset):
        if self.value() == "clock":
            return queryset.filter(pk__in=[one.report.pk for one in workflow.blocked_schedules()])
        condition = self.conditions().get(self.value() or "")
        return queryset.filter(condition) if condition else queryset

    @staticmethod
    def conditions() -> dict[str, Q | Exists]:
        """The condition of each choice that the database can decide."""
        mine = {"report": OuterRef("pk")}
        return {
            "year": ~of_known_year() | Q(event_end__startswith=YEAR_UNKNOWN),
            "lost": Q(search__lost_words=True),
            "twin": Exists(Provenance.objects.filter(**mine, similar_to__isnull=False)),
            "who": Exists(Appearance.objects.filter(**mine, speaker=None)),
            "section": Q(section=None),
            "picture": Exists(Photo.objects.filter(**mine, file="")),
        }
