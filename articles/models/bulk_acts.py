from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class BulkAct(models.Model):
    """An act on more reports than a request takes, which a worker carries out.

    It is deleted some time after it ended; the audit log keeps who asked, and each change.
    """

    class Action(models.TextChoices):
        PUBLISH = "publish", _("Publish")
        WITHDRAW = "withdraw", _("Withdraw")
        ADD_TAGS = "add_tags", _("Add tags")
        REMOVE_TAGS = "remove_tags", _("Remove tags")
        SET_SECTION = "set_section", _("Move to a section")
        SET_OCCASION = "set_occasion", _("Set the occasion")
        ERASE = "erase", _("Delete for good")

    action = models.CharField(_("action"), max_length=20, choices=Action)
    #: What was asked: {"reason": …, "notice": …}, {"tags": […]}, {"section": its key}, {"occasion": …}.
    values = models.JSONField(_("values"), default=dict, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("by")
    )
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    is_stopped = models.BooleanField(_("stopped"), default=False)
    #: How far it is; counted with the act, in its transaction.
    total = models.PositiveIntegerField(_("number of reports"), default=0)
    done = models.PositiveIntegerField(_("reports done"), default=0)
    refused = models.PositiveIntegerField(_("reports refused"), default=0)

    class Meta:
        verbose_name = _("bulk act")
        verbose_name_plural = _("bulk acts")
        ordering = ("-started_at", "-pk")

    def __str__(self):
        return f"{self.get_action_display()} · {self.total}"


class BulkItem(models.Model):
    """A report that a bulk act was asked for. Its state changes in the transaction of the act on it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("To be done")
        DONE = "done", _("Done")
        REFUSED = "refused", _("Refused")

    act = models.ForeignKey(BulkAct, models.CASCADE, related_name="items", verbose_name=_("bulk act"))
    #: The key of the report; no foreign key, because the act may delete the report.
    report_key = models.BigIntegerField(_("report"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    #: Of a refused one: what the report is called, and why.
    name = models.TextField(_("report"), blank=True)
    why = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("report of a bulk act")
        verbose_name_plural = _("reports of a bulk act")
        ordering = ("pk",)
        # The next reports of an act, and those that were refused.
        indexes = [models.Index(fields=["act", "state", "id"], name="bulk_item_next")]

    def __str__(self):
        return self.name or str(self.report_key)
