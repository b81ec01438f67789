from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .fields import AsPrinted
from .reports import Report


class Transition(models.Model):
    """Entry of the editorial record of a report: who did what, when and why. Append-only."""

    class Action(models.TextChoices):
        IMPORT = "import", _("Import")
        SUBMIT = "submit", _("Submit")
        RECALL = "recall", _("Take back from review")
        SIGN = "sign", _("Sign")
        RETURN = "return", _("Return")
        CHANGE = "change", _("Changed under review")
        PUBLISH = "publish", _("Publish")
        HOLD = "hold", _("Unschedule")
        WITHDRAW = "withdraw", _("Withdraw")
        ARCHIVE = "archive", pgettext_lazy("move", "Archive")
        REOPEN = "reopen", _("Reopen")
        BIN = "bin", _("Put into the bin")
        RESTORE = "restore", _("Restore")
        REVISE = "revise", _("Revise")
        UNRELEASE = "unrelease", _("Take back a release")

    report = models.ForeignKey(Report, models.CASCADE, related_name="transitions", verbose_name=_("report"))
    action = models.CharField(_("action"), max_length=20, choices=Action)
    from_status = models.CharField(
        pgettext_lazy("state", "from"), max_length=20, choices=Report.Status, blank=True
    )
    to_status = models.CharField(pgettext_lazy("state", "to"), max_length=20, choices=Report.Status)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("by")
    )
    by_name = models.CharField(
        pgettext_lazy("of a person", "name"),
        max_length=150,
        blank=True,
        help_text=_("Kept when the account is gone."),
    )
    by_role = models.CharField(_("role"), max_length=150, blank=True, help_text=_("At that time."))
    at = models.DateTimeField(_("at"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    #: Message code; editorial/messages.py translates it with its values.
    code = models.CharField(_("note"), max_length=40, blank=True)
    values = models.JSONField(_("values"), encoder=AsPrinted, default=dict, blank=True)
    version = models.CharField(
        _("version"), max_length=64, blank=True, help_text=_("SHA-256 of what readers read.")
    )
    #: Findings that were released, or whose release was revoked: [{"key", "code", "words", "reason"}].
    findings = models.JSONField(_("findings let through"), default=list, blank=True)
    of_copy = models.BooleanField(
        _("working copy"), default=False, help_text=_("The working copy of the report was moved, not itself.")
    )

    class Meta:
        verbose_name = _("transition")
        verbose_name_plural = _("transitions")
        ordering = ("at", "pk")
        indexes = [
            # The record of one report, by time.
            models.Index(fields=["report", "at"], name="transition_record"),
            # The list of the desk and its years.
            models.Index(fields=["-at", "-id"], name="transition_list"),
        ]

    def __str__(self):
        return f"{self.get_action_display()} · {self.report}"
