"""Word list of the checks, and dismissed findings."""

from __future__ import annotations

import re

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .reports import Report


class WordRule(models.Model):
    """Entry of the word list: a wrong word, its replacement, and the rule behind it."""

    class Level(models.TextChoices):
        ERROR = "error", _("Error")
        WARNING = "warning", _("Warning")
        HINT = "hint", _("Hint")

    wrong = models.CharField(
        _("wrong"),
        max_length=50,
        validators=[RegexValidator(re.compile(r"\S"), _("A word has at least one character."))],
    )
    right = models.CharField(
        _("right"), max_length=50, blank=True, help_text=_("Left empty, the word is to be avoided.")
    )
    except_in = models.CharField(
        _("except in"),
        max_length=200,
        blank=True,
        help_text=_("Longer words in which it is right, with spaces between."),
    )
    level = models.CharField(_("level"), max_length=10, choices=Level, default=Level.WARNING)
    legal_basis = models.CharField(_("ground"), max_length=200, help_text=_("The rule that it rests on."))
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("word")
        verbose_name_plural = _("word list")
        ordering = ("wrong",)
        constraints = [
            models.UniqueConstraint(fields=["wrong"], name="word_rule_once_a_word"),
            models.CheckConstraint(
                name="word_rule_changes_something",
                condition=~Q(wrong=F("right")),
                violation_error_message=_("The right word is the wrong one."),
            ),
        ]

    def __str__(self):
        return f"{self.wrong} → {self.right}" if self.right else self.wrong


class Dismissal(models.Model):
    """Finding (warning or hint) that an editor dismissed for one version of a report."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="dismissals", verbose_name=_("report"))
    version = models.CharField(_("version"), max_length=64)
    key = models.CharField(_("key"), max_length=16)
    code = models.CharField(_("check"), max_length=50)
    words = models.CharField(_("words"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("by")
    )
    by_name = models.CharField(
        pgettext_lazy("of a person", "name"),
        max_length=150,
        blank=True,
        help_text=_("Kept when the account is gone."),
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("dismissed finding")
        verbose_name_plural = _("dismissed findings")
        ordering = ("at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["report", "version", "key"], name="dismissed_once_a_version"),
        ]

    def __str__(self):
        return self.words or self.code
