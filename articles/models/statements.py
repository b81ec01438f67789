from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import LineField
from .people import Organisation, Speaker


class Appearance(models.Model):
    """One person in one report, with name, titles and organisation as printed.

    The printed values are never rewritten. `speaker` and `organisation` are the identified register entries,
    empty until they are decided.
    """

    report = models.ForeignKey(
        "articles.Report", models.CASCADE, related_name="appearances", verbose_name=_("report")
    )
    name = LineField(_("name as printed"), max_length=50)
    titles = LineField(
        _("titles as printed"), max_length=200, blank=True, help_text=_("Several are separated by 、")
    )
    printed_organisation = LineField(_("organisation as printed"), max_length=100, blank=True)
    speaker = models.ForeignKey(
        Speaker,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="appearances",
        verbose_name=_("speaker"),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="appearances",
        verbose_name=_("organisation"),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("appearance")
        verbose_name_plural = _("appearances")
        ordering = ("order", "pk")
        constraints = [
            # People with the same name in one report differ by their organisations.
            models.UniqueConstraint(
                fields=["report", "name", "printed_organisation"], name="appearance_once_a_report"
            ),
        ]
        # The queue of undecided appearances.
        indexes = [
            models.Index(fields=["name"], condition=models.Q(speaker=None), name="appearance_undecided")
        ]

    def __str__(self):
        return f"{self.post}{self.name}"

    @property
    def post(self) -> str:
        """Organisation and titles as printed."""
        return f"{self.printed_organisation}{self.titles}"


class Statement(models.Model):
    """发言: words attributed to a person, a verbatim substring of the plain text of the body.

    Paragraphs are joined by newlines. Its position in the body and its points are computed.
    """

    appearance = models.ForeignKey(
        Appearance, models.CASCADE, related_name="statements", verbose_name=_("appearance")
    )
    text = models.TextField(_("text"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ("order", "pk")

    def __str__(self):
        return f"{self.appearance.name}：{self.text[:30]}"

    def get_absolute_url(self):
        """Anchor in the report. Not permanent: the section in the URL may be renamed."""
        return f"{self.appearance.report.get_absolute_url()}#s{self.pk}"
