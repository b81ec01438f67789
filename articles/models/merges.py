from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class MergeRecord(models.Model):
    """Two entries became one: what was moved, and the old address, which leads to the one kept."""

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
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ("-at", "-pk")
        # A former address is looked up where no entry has it.
        indexes = [models.Index(fields=["kind", "gone_slug"], name="merge_former_address")]

    def __str__(self):
        return f"{self.gone_name} → {self.kept_name}"
