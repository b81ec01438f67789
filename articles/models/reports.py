from __future__ import annotations

import re
from datetime import datetime

from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField
from taggit.managers import TaggableManager

from . import body as bodies
from .content import content_of, version_of
from .fields import PartialDateField
from .sections import Section
from .tags import TaggedReport

SUMMARY_LENGTH = 120  # characters (code points) of the body that stand in for a missing summary


class ReportQuerySet(models.QuerySet):
    def published(self, at: datetime | None = None) -> ReportQuerySet:
        """What the public may see at a moment (now by default): the one rule of visibility.

        Every public query starts here. It is computed from the stored time, so that a scheduled
        report goes live without anything having to run.
        """
        return self.filter(status=Report.Status.PUBLISHED, live_from__lte=at or timezone.now())

    def newest_first(self) -> ReportQuerySet:
        return self.order_by("-shown_at", "-pk")


class Report(models.Model):
    """报道: one report. Its body is the truth: statements are verbatim pieces of it."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    title = models.CharField(_("title"), max_length=200)
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, related_name="reports", verbose_name=_("section")
    )
    body = ProseEditorField(_("body"), extensions=bodies.BODY_EXTENSIONS, sanitize=True, blank=True)
    summary = models.CharField(
        _("summary"), max_length=300, blank=True, help_text=_("Left empty, the body's first words stand in.")
    )
    event_start = PartialDateField(
        _("event date"), blank=True, help_text=_("2019-07-17; without a year --07-17, to be completed.")
    )
    event_end = PartialDateField(_("end of the event"), blank=True)
    published_at = models.DateTimeField(
        _("published at source"), null=True, blank=True, help_text=_("As the source printed it.")
    )
    source = models.CharField(_("source"), max_length=100, blank=True)
    source_url = models.URLField(_("source address"), max_length=500, blank=True)
    responsible_editor = models.CharField(_("responsible editor"), max_length=50, blank=True)
    cover = models.ForeignKey(
        "articles.Photo", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("cover")
    )
    tags = TaggableManager(through=TaggedReport, blank=True, verbose_name=_("tags"))

    # Set by workflow.py alone.
    status = models.CharField(
        _("status"), max_length=20, choices=Status, default=Status.DRAFT, editable=False
    )
    live_from = models.DateTimeField(_("live from"), null=True, blank=True, editable=False)
    first_published_at = models.DateTimeField(_("first published"), null=True, blank=True, editable=False)

    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    shown_at = models.GeneratedField(
        expression=Coalesce("published_at", "first_published_at"),
        output_field=models.DateTimeField(_("date"), null=True),
        db_persist=True,
        verbose_name=_("date"),
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ("-shown_at", "-pk")
        get_latest_by = "shown_at"
        permissions = [("publish_report", "Can publish"), ("withdraw_report", "Can withdraw")]
        indexes = [
            # Home, archive, feeds, sitemap: published, newest first.
            models.Index(fields=["status", "-shown_at", "-id"], name="report_public_list"),
            # A section's page and feed.
            models.Index(fields=["section", "status", "-shown_at", "-id"], name="report_section_list"),
            # How many are live, on every numbered list.
            models.Index(fields=["status", "live_from"], name="report_live_count"),
            # The desk's list, which opens with what was touched last.
            models.Index(fields=["-updated_at", "-id"], name="report_desk_list"),
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
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """The permanent address: section, date and id, never the title; "" before first publication."""
        if self.first_published_at is None:
            return ""
        day = timezone.localtime(self.first_published_at)
        section = self.section.slug if self.section else "reports"
        return reverse("articles:report", args=[section, f"{day:%Y%m}", f"{day:%Y%m%d}", self.pk])

    @property
    def number(self) -> str:
        """稿件编号: the year it was received and its place in the register; never changes."""
        return f"{timezone.localtime(self.created_at):%Y}-{self.pk:06d}"

    @property
    def version(self) -> str:
        """SHA-256 (hex) of what readers read: two reports of one version say the same."""
        return version_of(content_of(self))

    @property
    def paragraphs(self) -> list[str]:
        """The plain text of the body, a string a paragraph."""
        return bodies.paragraphs(self.body)

    @property
    def lead(self) -> str:
        """The summary, or the first words of the body."""
        text = self.summary or "".join(self.paragraphs[:2])
        return text if len(text) <= SUMMARY_LENGTH else f"{text[: SUMMARY_LENGTH - 1]}…"

    @property
    def event_year_unknown(self) -> bool:
        """Whether the source printed a day without a year: an editor is asked for it."""
        return self.event_start.startswith("--") or self.event_end.startswith("--")

    @property
    def days(self) -> tuple[str, str] | None:
        """First and last day of what it tells, as partial dates: of the event, else of its publication."""
        if self.event_start and not self.event_year_unknown:
            return self.event_start, self.event_end or self.event_start
        if self.published_at is None:
            return None
        day = f"{timezone.localtime(self.published_at):%Y-%m-%d}"
        return day, day

    def is_public(self, at: datetime | None = None) -> bool:
        """Whether published() holds this report, for one that is already in hand."""
        return self.status == self.Status.PUBLISHED and self.live_from <= (at or timezone.now())


class Credit(models.Model):
    """A by-line: a role (供稿, 记者, 摄影 …) and a name, as printed."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="credits", verbose_name=_("report"))
    role = models.CharField(
        _("role"),
        max_length=20,
        validators=[RegexValidator(re.compile(r"\S"), _("A role has at least one character."))],
    )
    name = models.CharField(_("name"), max_length=100)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        ordering = ("order", "pk")
        constraints = [
            models.UniqueConstraint(fields=["report", "role", "name"], name="credit_once_a_report"),
        ]

    def __str__(self):
        return f"{self.role}：{self.name}"
