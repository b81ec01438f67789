from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RegisterEntry(models.Model):
    """Abstract base of register entries: created by an import from a printed name, or by an editor."""

    from_import = models.BooleanField(
        _("made by an import"), default=False, editable=False, help_text=_("Nobody entered it at the desk.")
    )

    # The columns that every entry has; each model defines them with its own labels.
    name: models.Field[str, str]
    slug: models.Field[str, str]

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        raise NotImplementedError
