from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .people import Speaker


class Undoable(models.Model):
    """What somebody did about who is who, and whether it was taken back."""

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
    """Two entries became one: what was moved. The address of the one gone is a SlugRedirect of the other."""

    class Kind(models.TextChoices):
        SPEAKER = "speaker", _("Speaker")
        ORGANISATION = "organisation", _("Organisation")
        TAG = "tag", _("Tag")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    kept_id = models.BigIntegerField(_("kept"))
    kept_name = models.CharField(_("name kept"), max_length=100)
    gone_name = models.CharField(_("name merged"), max_length=100)
    gone_slug = models.SlugField(_("former address"), max_length=120, allow_unicode=True)
    #: {"appearances": [ids], …}: which rows were moved, so that a merge can be taken back.
    moved = models.JSONField(_("moved"), default=dict)

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ("-at", "-pk")

    def __str__(self):
        return f"{self.gone_name} → {self.kept_name}"


class Decision(Undoable):
    """Who is meant by printed names: what somebody answered, or which appearances went to someone else."""

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
    #: "removed": [rows whole]}: what is needed to take it back.
    changed = models.JSONField(_("changed"), default=dict)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ("-at", "-pk")

    def __str__(self):
        return f"{self.name}：{self.get_kind_display()}"


def followed(model: type[models.Model], pk: int | None) -> int | None:
    """The entry that `pk` is now, if it was merged; None where it is not there any more."""
    merges = MergeRecord.objects.filter(kind=model._meta.model_name, undone_at=None)
    seen = set()
    while pk not in seen and not model._default_manager.filter(pk=pk).exists():
        seen.add(pk)
        pk = merges.filter(moved__gone__0__id=pk).values_list("kept_id", flat=True).first() or pk
    return None if pk in seen else pk
