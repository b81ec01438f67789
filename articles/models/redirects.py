from django.db import models
from django.utils.translation import gettext_lazy as _


class SlugRedirect(models.Model):
    """An address at which an entry stood before it was renamed or merged: it leads there for ever.

    It counts only where no entry stands at it now.
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
            # Also the index by which an address is looked up where no entry has it.
            models.UniqueConstraint(fields=["kind", "slug"], name="slug_redirect_leads_to_one"),
        ]

    def __str__(self):
        return self.slug
