from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .entries import RegisterEntry
from .fields import LineField

#: First path segments of other public URLs; not allowed as the slug of a section.
RESERVED_SLUGS = frozenset(
    {
        *("admin", "api", "compare", "feed", "healthz", "media", "oembed", "on-this-day", "organisations"),
        *(
            "preview",
            "reports",
            "robots",
            "search",
            "sections",
            "sitemap",
            "sitemap-news",
            "sitemap-reports",
            "speakers",
            "statements",
            "static",
            "tags",
        ),
    }
)


def validate_section_slug(value: str) -> None:
    """Raise ValidationError for a reserved slug."""
    if value in RESERVED_SLUGS:
        raise ValidationError(_("“%(slug)s” is kept for another address."), params={"slug": value})


class Section(RegisterEntry):
    """栏目: a section of the site; a report belongs to one at most."""

    name = LineField(_("name"), max_length=50)
    slug = models.SlugField(
        _("address"),
        max_length=50,
        validators=[validate_section_slug],
        help_text=_("Stands in the addresses of its reports: letters, digits and hyphens."),
    )
    description = LineField(_("description"), max_length=200, blank=True)
    keywords = LineField(
        _("keywords"), max_length=200, blank=True, help_text=_("For search engines, separated by commas.")
    )
    kind = models.CharField(
        _("type of section"),
        max_length=50,
        blank=True,
        help_text=_("As the standard of government sites names it, such as 工作动态."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ("order", "name")
        constraints = [
            models.UniqueConstraint(fields=["name"], name="section_name_unique"),
            models.UniqueConstraint(fields=["slug"], name="section_slug_unique"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("articles:section", args=[self.slug])
