from __future__ import annotations

import re

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import LineField
from .reports import Report


class Credit(models.Model):
    """署名: a role (供稿, 记者, 摄影 …) and a name, as printed."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="credits", verbose_name=_("report"))
    role = LineField(
        _("role"),
        max_length=20,
        validators=[RegexValidator(re.compile(r"\S"), _("A role has at least one character."))],
    )
    name = LineField(_("name"), max_length=100)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        ordering = ("order", "pk")
        constraints = [
            models.UniqueConstraint(fields=["report", "role", "name"], name="credit_once_a_report"),
        ]

    def __str__(self):
        return f"{self.role}：{self.name}"
