from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import AsPrinted
from .reports import Report


class Revision(models.Model):
    """Snapshot of a report after a change. Append-only; the highest number is the current one."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="revisions", verbose_name=_("report"))
    number = models.PositiveIntegerField(_("revision"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("by")
    )
    by_name = models.CharField(_("by"), max_length=150, blank=True)
    #: Message code; editorial/messages.py translates it with its values.
    code = models.CharField(_("note"), max_length=40, blank=True)
    values = models.JSONField(_("values"), encoder=AsPrinted, default=dict, blank=True)
    name = models.CharField(
        _("name"), max_length=100, blank=True, help_text=_("A version worth finding again: “As discussed”.")
    )
    #: See models.snapshots.snapshot_of().
    snapshot = models.JSONField(_("snapshot"), encoder=AsPrinted)
    version = models.CharField(_("version"), max_length=64)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ("report", "-number")
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="revision_number_once_a_report"),
        ]

    def __str__(self):
        return f"{self.report} #{self.number}"
