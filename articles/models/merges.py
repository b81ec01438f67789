from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .people import Speaker


class Undoable(models.Model):
    """Abstract base of decisions about the register that can be undone."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken back by"),
    )
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    class Meta:
        abstract = True


class MergeRecord(Undoable):
    """Merge of two entries, with the rows that were moved; the slug of the merged one redirects."""

    class Kind(models.TextChoices):
        SPEAKER = "speaker", _("Speaker")
        ORGANISATION = "organisation", _("Organisation")
        TAG = "tag", _("Tag")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    kept_id = models.BigIntegerField(_("kept"))
    kept_name = models.CharField(_("name kept"), max_length=100)
    gone_name = models.CharField(_("name merged"), max_length=100)
    gone_slug = models.SlugField(_("former address"), max_length=120, allow_unicode=True)
    #: {"appearances": [ids], …}: the rows that were moved, needed to undo the merge.
    moved = models.JSONField(_("moved"), default=dict)

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ("-at", "-pk")

    def __str__(self):
        return f"{self.gone_name} → {self.kept_name}"


class Decision(Undoable):
    """Decision about who is meant by a printed name: an identification, or a split of a speaker."""

    class Kind(models.TextChoices):
        IDENTIFIED = "identified", _("Identified")
        NOBODY = "nobody", _("Not a person")
        SPLIT = "split", _("Split")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=50)
    report = models.ForeignKey(
        "articles.Report", models.SET_NULL, null=True, blank=True, verbose_name=_("report")
    )
    speaker = models.ForeignKey(
        Speaker, models.SET_NULL, null=True, blank=True, related_name="decisions", verbose_name=_("speaker")
    )
    origin = models.ForeignKey(
        Speaker, models.SET_NULL, null=True, blank=True, related_name="splits", verbose_name=_("split from")
    )
    #: {"appearances": [ids], "speaker_made": true, "organisation": id, "organisation_made": true,
    #: "removed": [complete rows]}: needed to undo the decision.
    changed = models.JSONField(_("changed"), default=dict)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ("-at", "-pk")

    def __str__(self):
        return f"{self.name}：{self.get_kind_display()}"


def followed(model: type[models.Model], pk: int | None) -> int | None:
    """Follow merges from the entry `pk` to the one that exists now; None if it was deleted."""
    merges = MergeRecord.objects.filter(kind=model._meta.model_name, undone_at=None)
    seen = set()
    while pk not in seen and not model._default_manager.filter(pk=pk).exists():
        seen.add(pk)
        pk = merges.filter(moved__gone__0__id=pk).values_list("kept_id", flat=True).first() or pk
    return None if pk in seen else pk
