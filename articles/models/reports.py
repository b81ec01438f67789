from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Case, When
from django.db.models.functions import (
    Coalesce,
    Greatest,
    Right,
)
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField
from taggit.managers import TaggableManager

from . import body as bodies
from .addresses import of_report
from .fields import TIME_VALIDATORS, YEAR_UNKNOWN, LineField, PartialDateField
from .functions import MonthDay, YearMonth
from .sections import Section
from .snapshots import snapshot_of, version_of
from .tags import TaggedReport

SUMMARY_LENGTH = 120  # characters (code points) of the body that stand in for a missing summary
#: Date that a report shows. Spelt out because PostgreSQL computes no generated column from another one.
SHOWN_AT = Coalesce("published_at", "first_published_at")


class ReportQuerySet(models.QuerySet["Report"]):
    _public_at: datetime | None = None

    def published(self, at: datetime | None = None) -> ReportQuerySet:
        """Reports that the public may see at a moment, by default now. Every public query starts here.

        Visibility is computed from the stored time: a scheduled report goes live without a job.
        """
        moment = at or timezone.now()
        found = self.filter(on_site=1, live_from__lte=moment)
        found._public_at = moment
        return found

    @property
    def public_at(self) -> datetime:
        """The moment for which published() was asked, else now."""
        return self._public_at or timezone.now()

    def _clone(self) -> ReportQuerySet:
        clone: ReportQuerySet = super()._clone()  # type: ignore[misc]  # not in the types of Django
        clone._public_at = self._public_at
        return clone

    def newest_first(self) -> ReportQuerySet:
        return self.order_by("-shown_at", "-pk")


class Report(models.Model):
    """报道: one report. Its statements are verbatim parts of its body."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        FIRST_REVIEW = "first_review", _("Awaiting first review")
        SECOND_REVIEW = "second_review", _("Awaiting second review")
        FINAL_REVIEW = "final_review", _("Awaiting final review")
        CHIEF_REVIEW = "chief_review", _("Awaiting the chief procurator")
        READY = "ready", _("Ready to publish")
        PUBLISHED = "published", _("Published")
        RETURNED = "returned", _("Returned")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        ARCHIVED = "archived", _("Archived")
        BINNED = "binned", _("In the bin")

    #: States in which a report is public from `live_from` on. One that was archived without having been live
    #: has no `live_from`.
    ON_SITE = (Status.PUBLISHED, Status.ARCHIVED)

    title = LineField(_("title"), max_length=200)
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, related_name="reports", verbose_name=_("section")
    )
    body = ProseEditorField(_("body"), extensions=bodies.BODY_EXTENSIONS, sanitize=True, blank=True)
    summary = LineField(
        _("summary"), max_length=300, blank=True, help_text=_("Left empty, the body's first words stand in.")
    )
    event_start = PartialDateField(
        _("event date"), blank=True, help_text=_("2019-07-17; without a year --07-17, to be completed.")
    )
    event_end = PartialDateField(_("end of the event"), blank=True)
    occasion = models.CharField(
        _("occasion"),
        max_length=20,
        blank=True,
        help_text=_("At what kind of event it was said: a meeting, an inspection, a hearing …"),
    )
    published_at = models.DateTimeField(
        _("published at source"),
        null=True,
        blank=True,
        help_text=_("As the source printed it."),
        validators=TIME_VALIDATORS,
    )
    source = LineField(_("source"), max_length=100, blank=True)
    source_url = models.URLField(_("source address"), max_length=500, blank=True)
    responsible_editor = LineField(_("responsible editor"), max_length=50, blank=True)
    cover = models.ForeignKey(
        "articles.Photo", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("cover")
    )
    tags = TaggableManager(through=TaggedReport, blank=True, verbose_name=_("tags"))
    is_repost = models.BooleanField(
        _("repost"), default=False, help_text=_("Taken over from elsewhere; it says from where and by whom.")
    )
    original_title = LineField(_("original title"), max_length=200, blank=True)
    original_author = LineField(_("original author"), max_length=100, blank=True)
    is_major_case = models.BooleanField(
        _("major case"), default=False, help_text=_("The chief procurator signs too before it is published.")
    )

    # Set by articles.editorial.workflow alone.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="reports",
        verbose_name=_("author"),
        help_text=_("Who wrote it or brought it in at the desk; without one, who submits it first."),
    )
    copy_of = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="copies",
        verbose_name=_("working copy of"),
    )
    status = models.CharField(
        _("status"), max_length=20, choices=Status, default=Status.DRAFT, editable=False
    )
    status_before = models.CharField(
        _("status before"), max_length=20, choices=Status, blank=True, editable=False
    )
    status_since = models.DateTimeField(_("status since"), null=True, blank=True, editable=False)
    wanted_at = models.DateTimeField(_("wanted at"), null=True, blank=True, editable=False)
    withdrawal_notice = LineField(_("notice of withdrawal"), max_length=300, blank=True, editable=False)
    live_from = models.DateTimeField(_("live from"), null=True, blank=True, editable=False)
    first_published_at = models.DateTimeField(_("first published"), null=True, blank=True, editable=False)

    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    #: Time of the last change of words that readers see.
    modified_at = models.DateTimeField(_("words changed"), default=timezone.now, editable=False)
    shown_at = models.GeneratedField(
        expression=SHOWN_AT,
        output_field=models.DateTimeField(_("date"), null=True),
        db_persist=True,
        verbose_name=_("date"),
    )
    # 201908 and 806 by the days of China: for the archive, /on-this-day/ and charts.
    shown_month = models.GeneratedField(
        expression=YearMonth(SHOWN_AT),
        output_field=models.IntegerField(null=True),
        db_persist=True,
    )
    shown_month_day = models.GeneratedField(
        expression=MonthDay(SHOWN_AT),
        output_field=models.SmallIntegerField(null=True),
        db_persist=True,
    )
    # "-08-06" of "2019-08-06" and "--08-06".
    event_month_day = models.GeneratedField(
        expression=Right("event_start", 6), output_field=models.CharField(max_length=6), db_persist=True
    )
    # The later of both: a scheduled report changes for readers when it goes live.
    public_modified_at = models.GeneratedField(
        expression=Greatest("modified_at", Coalesce("live_from", "modified_at")),
        output_field=models.DateTimeField(_("modified"), null=True),
        db_persist=True,
        verbose_name=_("modified"),
    )
    # An integer: SQLite uses no index for a bare boolean column.
    on_site = models.GeneratedField(
        expression=Case(When(status__in=ON_SITE, then=1), default=0),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ("-shown_at", "-pk")
        get_latest_by = "shown_at"
        permissions = [
            ("submit_report", "Can submit"),
            ("edit_any_report", "Can edit what others wrote"),
            ("sign_first", "Can sign the first review"),
            ("sign_second", "Can sign the second review"),
            ("sign_final", "Can sign the final review"),
            ("sign_chief", "Can sign as chief procurator"),
            ("publish_report", "Can publish"),
            ("withdraw_report", "Can withdraw"),
            ("bin_report", "Can put into the bin"),
            ("erase_report", "Can delete for good what is in the bin"),
        ]
        indexes = [
            # Home, archive, feeds, sitemap: published, newest first.
            models.Index(fields=["on_site", "-shown_at", "-id"], name="report_public_list"),
            # A section's page and feed.
            models.Index(fields=["section", "on_site", "-shown_at", "-id"], name="report_section_list"),
            # The count of published reports, for pagination.
            models.Index(fields=["on_site", "live_from"], name="report_live_count"),
            # The months of the archive and the years of charts: an index-only scan.
            models.Index(fields=["on_site", "shown_month", "live_from"], name="report_public_month"),
            # /on-this-day/, by the date shown and by the day of the event.
            models.Index(fields=["on_site", "shown_month_day", "-shown_at"], name="report_public_day"),
            models.Index(fields=["on_site", "event_month_day"], name="report_public_event_day"),
            # updated_since of the API, and the site map.
            models.Index(fields=["on_site", "-public_modified_at", "-id"], name="report_public_modified"),
            # The changelist, last change first.
            models.Index(fields=["-updated_at", "-id"], name="report_desk_list"),
            # The changelist by date, and the years above it.
            models.Index(fields=["-shown_at", "-id"], name="report_desk_dates"),
            # Reports that wait in a state, by waiting time.
            models.Index(fields=["status", "status_since"], name="report_by_status"),
        ]
        constraints = [
            models.CheckConstraint(
                name="report_published_has_time",
                condition=~models.Q(status="published")
                | models.Q(live_from__isnull=False, first_published_at__isnull=False),
                violation_error_message=_("A published report needs the time from which it is live."),
            ),
            models.CheckConstraint(
                name="report_event_end_has_start",
                condition=models.Q(event_end="") | ~models.Q(event_start=""),
                violation_error_message=_("An end of the event needs a beginning."),
            ),
            models.UniqueConstraint(
                name="report_one_working_copy",
                fields=["copy_of"],
                condition=~models.Q(status="binned"),
                violation_error_message=_("There is a working copy of this report already."),
            ),
            models.CheckConstraint(
                name="report_copy_never_on_site",
                condition=models.Q(copy_of=None) | ~models.Q(status__in=["published", "archived"]),
                violation_error_message=_("A working copy is never on the site itself."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """Permanent URL of section, date and id, without the title; "" before first publication."""
        if self.first_published_at is None:
            return ""
        day = timezone.localtime(self.first_published_at)
        section = self.section.slug if self.section else "reports"
        return of_report(section, f"{day:%Y%m%d}", self.pk)

    @property
    def number(self) -> str:
        """稿件编号: year of creation and id. Permanent; a working copy has that of its original."""
        first = self.original
        return f"{timezone.localtime(first.created_at):%Y}-{first.pk:06d}"

    @property
    def version(self) -> str:
        """SHA-256 (hex) of what readers read; see snapshots.version_of()."""
        return version_of(snapshot_of(self))

    @property
    def paragraphs(self) -> list[str]:
        """Plain text of the body, one string per paragraph."""
        return bodies.paragraphs(self.body)

    @property
    def lead(self) -> str:
        """The summary, else the first words of the body."""
        text = self.summary or "".join(self.paragraphs[:2])
        return text if len(text) <= SUMMARY_LENGTH else f"{text[: SUMMARY_LENGTH - 1]}…"

    @property
    def event_year_unknown(self) -> bool:
        """Whether the event date has no year; an editor is asked to add it."""
        return any(day.startswith(YEAR_UNKNOWN) for day in (self.event_start, self.event_end))

    @property
    def days(self) -> tuple[str, str] | None:
        """First and last day as partial dates: of the event, else of publication at the source."""
        if self.event_start and not self.event_year_unknown:
            return self.event_start, self.event_end or self.event_start
        if self.published_at is None:
            return None
        day = f"{timezone.localtime(self.published_at):%Y-%m-%d}"
        return day, day

    def is_public(self, at: datetime | None = None) -> bool:
        """Whether published() contains this report, without a query."""
        if self.status not in self.ON_SITE or self.live_from is None:
            return False
        return self.live_from <= (at or timezone.now())

    @property
    def original(self) -> Report:
        """The original of a working copy, which holds its record and signatures; else the report itself."""
        return self.copy_of or self
