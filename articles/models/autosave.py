from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .reports import Report


class Autosave(models.Model):
    """Draft of an open report form: typed, not saved, visible to its author alone."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("by"))
    report = models.ForeignKey(
        Report,
        models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("report"),
    )
    #: Identifies the open form: two forms of one person have two drafts.
    key = models.CharField(max_length=12)
    #: [[name, value]] of the form fields, without files.
    data = models.JSONField(default=list)
    #: Snapshot that was submitted over a conflicting change, with the names of its uploaded files.
    snapshot = models.JSONField(null=True)
    seen = models.PositiveIntegerField(default=0, help_text=_("The revision that was opened."))
    at = models.DateTimeField(_("at"), auto_now=True)
    #: Set when the form is saved; a later autosave of the same form is dropped.
    saved_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("unsaved typing")
        verbose_name_plural = _("unsaved typing")
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="autosave_once_a_form"),
        ]

    def __str__(self):
        return f"{self.report or self.key} · {self.user}"


class Presence(models.Model):
    """Account that has the form of a report open, or had it open a moment ago."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="+", verbose_name=_("report"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("by"))
    since = models.DateTimeField(_("since"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [
            models.UniqueConstraint(fields=["report", "user"], name="presence_once_a_report"),
        ]

    def __str__(self):
        return f"{self.user} · {self.report}"
