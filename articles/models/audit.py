from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import AsPrinted


class AuditEntry(models.Model):
    """审计日志: one action, done or attempted: who, when, from where, on what. Append-only."""

    class Kind(models.TextChoices):
        LOGIN = "login", _("Login")
        LOGIN_FAILED = "login_failed", _("Login failed")
        LOCKED = "locked", _("Login locked")
        LOGOUT = "logout", _("Logout")
        PASSWORD = "password", _("Password changed")
        ADD = "add", _("Added")
        CHANGE = "change", _("Edited")
        DELETE = "delete", _("Deleted")
        TRANSITION = "transition", _("Moved")
        IDENTIFY = "identify", _("Said who is meant")
        MERGE = "merge", _("Merged or split")
        CHECK = "check", _("Finding judged")
        RESTORE = "restore", _("Revision restored or named")
        IMPORT = "import", _("Text brought in")
        UNDO = "undo", _("Taken back")
        EXPORT = "export", _("Exported")
        COMMAND = "command", _("Command")

    at = models.DateTimeField(_("at"), auto_now_add=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    by_name = models.CharField(_("by"), max_length=150, blank=True)
    address = models.GenericIPAddressField(_("network address"), null=True, blank=True)
    object_type = models.CharField(_("object type"), max_length=100, blank=True)
    object_id = models.CharField(_("object number"), max_length=64, blank=True)
    object_name = models.CharField(_("object"), max_length=200, blank=True)
    #: Message code; editorial/messages.py translates it with its values.
    code = models.CharField(_("what"), max_length=40, blank=True)
    values = models.JSONField(_("values"), encoder=AsPrinted, default=dict, blank=True)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit log")
        ordering = ("-at", "-pk")
        indexes = [
            models.Index(fields=["-at", "-id"], name="audit_list"),
            # What was done to one object.
            models.Index(fields=["object_type", "object_id"], name="audit_of_object"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.object_name}".strip()
