from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .reports import Report


class SignOff(models.Model):
    """签发: signature of one person for one stage of one version of a report. Append-only.

    It is valid as long as the report has that version.
    """

    class Stage(models.TextChoices):
        FIRST = "first", _("First review")
        SECOND = "second", _("Second review")
        FINAL = "final", _("Final review")
        CHIEF = "chief", _("Chief procurator")

    report = models.ForeignKey(Report, models.CASCADE, related_name="sign_offs", verbose_name=_("report"))
    stage = models.CharField(_("stage"), max_length=10, choices=Stage)
    version = models.CharField(_("version"), max_length=64, help_text=_("SHA-256 of what readers read."))
    # The account of a signer can be closed, not deleted.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="sign_offs", verbose_name=_("by")
    )
    by_name = models.CharField(pgettext_lazy("of a person", "name"), max_length=150)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("author"),
        help_text=_("Of what was signed."),
    )
    at = models.DateTimeField(_("at"))
    reviewed = models.BooleanField(_("Reviewed"))
    proofread = models.BooleanField(_("Proofread"))
    politics = models.BooleanField(_("Politics"))
    law = models.BooleanField(_("Law"))
    policy = models.BooleanField(_("Policy"))
    secrecy = models.BooleanField(_("Secrecy"))
    wording = models.BooleanField(_("Wording"))
    opinion = models.CharField(_("opinion"), max_length=300, blank=True)

    #: 审 and 校.
    TICKS = ("reviewed", "proofread")
    #: 政治关 法律关 政策关 保密关 文字关.
    GATES = ("politics", "law", "policy", "secrecy", "wording")

    class Meta:
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        ordering = ("at", "pk")
        constraints = [
            models.UniqueConstraint(
                name="sign_off_one_stage_a_person",
                fields=["report", "version", "by"],
                violation_error_message=_("You have signed another stage of this version."),
            ),
            models.UniqueConstraint(
                name="sign_off_once_a_stage",
                fields=["report", "version", "stage"],
                violation_error_message=_("This stage is signed already."),
            ),
            models.CheckConstraint(
                name="sign_off_not_by_author",
                condition=models.Q(author=None) | ~models.Q(by=models.F("author")),
                violation_error_message=_("Nobody signs their own report."),
            ),
            models.CheckConstraint(
                name="sign_off_complete",
                condition=models.Q(
                    **dict.fromkeys(
                        ("reviewed", "proofread", "politics", "law", "policy", "secrecy", "wording"), True
                    )
                ),
                violation_error_message=_("A signature needs both ticks and all five gates."),
            ),
        ]
        indexes = [models.Index(fields=["-at", "-id"], name="sign_off_list")]

    def __str__(self):
        return f"{self.get_stage_display()} · {self.by_name}"
