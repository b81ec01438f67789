from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from taggit.models import ItemBase, TagBase

from .addresses import of_entry
from .entries import RegisterEntry
from .fields import LineField
from .slugs import unique_slug

TRIES = 3  # attempts to save a new tag with a unique slug


class Tag(RegisterEntry, TagBase):
    """标签: a word that reports are filed under. Its slug keeps Chinese characters."""

    name = LineField(pgettext_lazy("A tag name", "name"), max_length=100, unique=True)
    description = LineField(_("description"), max_length=200, blank=True)

    objects: ClassVar[models.Manager[Tag]] = models.Manager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ("name",)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give a new tag an unused slug; a name without letters (“……”) gives tag-1, tag-2 …

        Try again with another slug where a tag with the same one was saved meanwhile.
        """
        if not self._state.adding or self.slug:
            models.Model.save(self, *args, **kwargs)
            return
        for tries_left in reversed(range(TRIES)):
            self.slug = unique_slug(Tag, self.name)
            try:
                with transaction.atomic():
                    models.Model.save(self, *args, **kwargs)
                return
            except IntegrityError:
                if not tries_left or Tag.objects.filter(name=self.name).exists():
                    raise

    def get_absolute_url(self):
        return of_entry("tag", self.slug)


class TagName(models.Model):
    """Synonym of a tag. Imports and editors that use it file the report under the tag."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="other_names", verbose_name=_("tag"))
    name = LineField(_("synonym"), max_length=100)

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=["name"], name="synonym_means_one_tag")]

    def __str__(self):
        return self.name


def fold_synonyms(words: Iterable[str]) -> list[str]:
    """Replace synonyms by the names of their tags, without duplicates. A word that is a tag itself stays."""
    words = list(words)
    tags = set(Tag.objects.filter(name__in=words).values_list("name", flat=True))
    synonyms = dict(TagName.objects.filter(name__in=words).values_list("name", "tag__name"))
    return list(dict.fromkeys(word if word in tags else synonyms.get(word, word) for word in words))


class TaggedReport(ItemBase, models.Model):
    """A tag on a report."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="taggings", verbose_name=_("tag"))
    content_object = models.ForeignKey(
        "articles.Report", models.CASCADE, related_name="taggings", verbose_name=_("report")
    )

    objects: ClassVar[models.Manager[TaggedReport]] = models.Manager()

    class Meta:
        verbose_name = _("tag of a report")
        verbose_name_plural = _("tags of reports")
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="tag_once_a_report"),
        ]

    def __str__(self):
        return f"{self.tag} · {self.content_object}"
