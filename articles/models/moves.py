from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .reports import Report


class Move(models.Model):
    """One line of a report's editorial record: who did what, when and why. Only ever added to."""

    class Action(models.TextChoices):
        IMPORT = "import", _("Import")
        PUBLISH = "publish", _("Publish")
        WITHDRAW = "withdraw", _("Withdraw")
        REOPEN = "reopen", _("Reopen")

    report = models.ForeignKey(Report, models.CASCADE, related_name="moves", verbose_name=_("report"))
    action = models.CharField(_("action"), max_length=20, choices=Action)
    from_status = models.CharField(_("from"), max_length=20, choices=Report.Status, blank=True)
    to_status = models.CharField(_("to"), max_length=20, choices=Report.Status)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("by")
    )
    by_name = models.CharField(
        _("name"), max_length=150, blank=True, help_text=_("Kept when the account is gone.")
    )
    at = models.DateTimeField(_("at"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    version = models.CharField(_("version"), max_length=64, help_text=_("SHA-256 of title and body."))

    class Meta:
        verbose_name = _("move")
        verbose_name_plural = _("moves")
        ordering = ("at", "pk")
        # The record of one report, in order.
        indexes = [models.Index(fields=["report", "at"], name="move_record")]

    def __str__(self):
        return f"{self.get_action_display()} · {self.report}"
