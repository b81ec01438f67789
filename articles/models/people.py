from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .addresses import of_entry
from .entries import RegisterEntry
from .fields import LineField, PartialDateField, first_day, last_day


class Speaker(RegisterEntry):
    """人物: one person, under whatever names and posts reports print."""

    name = LineField(pgettext_lazy("of a person", "name"), max_length=50)
    pinyin = models.CharField(
        _("pinyin"), max_length=120, help_text=_("For sorting and the index of names: sun gang.")
    )
    slug = models.SlugField(_("address"), max_length=120, allow_unicode=True)
    rank = models.PositiveSmallIntegerField(
        _("rank"), null=True, blank=True, help_text=_("The office's own order; 1 comes first.")
    )
    note = models.CharField(
        _("note"), max_length=200, blank=True, help_text=_("Tells same names apart; never printed.")
    )

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = (F("rank").asc(nulls_last=True), "pinyin", "pk")
        constraints = [models.UniqueConstraint(fields=["slug"], name="speaker_slug_unique")]
        # Matching a printed name to known speakers, at every import.
        indexes = [models.Index(fields=["name"], name="speaker_by_name")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return of_entry("speaker", self.slug)


class OtherName(models.Model):
    """Another form in which a speaker's name is printed."""

    speaker = models.ForeignKey(
        Speaker, models.CASCADE, related_name="other_names", verbose_name=_("speaker")
    )
    name = LineField(pgettext_lazy("of a person", "name"), max_length=50)

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=["speaker", "name"], name="other_name_once_a_speaker")]
        indexes = [models.Index(fields=["name"], name="other_name_by_name")]  # as speaker_by_name

    def __str__(self):
        return self.name


class Organisation(RegisterEntry):
    """机关: an organisation that people represent."""

    name = LineField(_("name"), max_length=100)
    slug = models.SlugField(_("address"), max_length=120, allow_unicode=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=["name"], name="organisation_name_unique"),
            models.UniqueConstraint(fields=["slug"], name="organisation_slug_unique"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return of_entry("organisation", self.slug)


class OrganisationName(models.Model):
    """A short form of an organisation's name: 市检察院 for 丹东市人民检察院."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="short_names", verbose_name=_("organisation")
    )
    name = LineField(_("short name"), max_length=100)

    class Meta:
        verbose_name = _("short name")
        verbose_name_plural = _("short names")
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=["name"], name="short_name_means_one_organisation"),
        ]

    def __str__(self):
        return self.name


class Membership(models.Model):
    """任职: a post that a speaker held at an organisation. Its dates may be partial or unknown."""

    speaker = models.ForeignKey(
        Speaker, models.CASCADE, related_name="memberships", verbose_name=_("speaker")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name=_("organisation")
    )
    role = LineField(pgettext_lazy("of a person", "title"), max_length=50)
    start = PartialDateField(
        pgettext_lazy("of a post", "from"),
        blank=True,
        help_text=_("As far as it is known: 2019, 2019-08 or 2019-08-06."),
    )
    end = PartialDateField(
        pgettext_lazy("of a post", "to"), blank=True, help_text=_("Empty while the post is held.")
    )
    evidence = models.ForeignKey(
        "articles.Report",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("evidence"),
        help_text=_("A report that prints the post: it was held on its day."),
    )

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ("start", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["speaker", "organisation", "role", "start"], name="membership_entered_once"
            ),
            # Partial dates are compared as text: 2018 comes before 2018-03.
            models.CheckConstraint(
                name="membership_ends_after_start",
                condition=Q(end="") | Q(start="") | Q(end__gte=F("start")),
                violation_error_message=_("A post can't end before it begins."),
            ),
        ]

    def __str__(self):
        return f"{self.organisation}{self.role} {self.speaker}"

    def is_same(self, other: Membership) -> bool:
        """Whether both are the same post of the same person, regardless of the dates."""
        mine, theirs = ((p.speaker_id, p.organisation_id, p.role) for p in (self, other))
        return mine == theirs

    def overlaps(self, other: Membership) -> bool:
        """Whether both were certainly held at the same time; 2015–2018 and 2018–2020 may be consecutive."""
        return _begun(self) < _over(other) and _begun(other) < _over(self)

    def covers(self, first: str, last: str) -> bool:
        """Whether it may have been held between two partial dates; a date without a year excludes nothing."""
        begins, ends = (value if value[:1].isdigit() else "" for value in (self.start, self.end))
        begun = not begins or first_day(begins) <= last_day(last)
        return begun and (not ends or last_day(ends) >= first_day(first))


def _begun(membership: Membership) -> str:
    """Latest possible first day, as sortable text; an unknown one sorts before all days."""
    return last_day(membership.start) if membership.start[:1].isdigit() else ""


def _over(membership: Membership) -> str:
    """Earliest possible last day, as sortable text; without an end it sorts after all days."""
    return first_day(membership.end) if membership.end[:1].isdigit() else "9999"
