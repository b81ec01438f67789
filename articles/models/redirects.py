from django.db import models
from django.utils.translation import gettext_lazy as _


class SlugRedirect(models.Model):
    """Former slug of an entry that was renamed or merged. It redirects to the entry permanently.

    An entry that has this slug now takes precedence.
    """

    class Kind(models.TextChoices):
        SECTION = "section", _("Section")
        SPEAKER = "speaker", _("Speaker")
        ORGANISATION = "organisation", _("Organisation")
        TAG = "tag", _("Tag")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    slug = models.SlugField(_("former address"), max_length=120, allow_unicode=True)
    entry_id = models.BigIntegerField(_("leads to"))
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        ordering = ("-at", "-pk")
        constraints = [
            # Also the index of the lookup by former slug.
            models.UniqueConstraint(fields=["kind", "slug"], name="slug_redirect_leads_to_one"),
        ]

    def __str__(self):
        return self.slug
