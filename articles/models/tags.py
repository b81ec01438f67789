from collections.abc import Iterable

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from .redirects import SlugRedirect


class Tag(TagBase):
    """A word that reports are filed under. Its address keeps the Chinese characters."""

    description = models.CharField(_("description"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ("name",)

    def slugify(self, tag, i=None):
        """A tag of nothing but marks (“……”) needs an address as well: it is counted. An address that another
        tag stood at is not given away."""
        while True:
            slug = super().slugify(tag, i) or super().slugify("tag", i)
            if not SlugRedirect.objects.filter(kind=SlugRedirect.Kind.TAG, slug=slug).exists():
                return slug
            i = (i or 0) + 1

    def get_absolute_url(self):
        return reverse("articles:tag", args=[self.slug])


class TagName(models.Model):
    """A synonym: another word that is filed under a tag, when reading as when typing."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="other_names", verbose_name=_("tag"))
    name = models.CharField(_("synonym"), max_length=100)

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=["name"], name="synonym_means_one_tag")]

    def __str__(self):
        return self.name


def fold_synonyms(words: Iterable[str]) -> list[str]:
    """The words with the names of tags in place of their synonyms, each once. A word that is a tag stays."""
    words = list(words)
    tags = set(Tag.objects.filter(name__in=words).values_list("name", flat=True))
    synonyms = dict(TagName.objects.filter(name__in=words).values_list("name", "tag__name"))
    return list(dict.fromkeys(word if word in tags else synonyms.get(word, word) for word in words))


class TaggedReport(ItemBase):
    """A tag on a report."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="taggings", verbose_name=_("tag"))
    content_object = models.ForeignKey(
        "articles.Report", models.CASCADE, related_name="taggings", verbose_name=_("report")
    )

    class Meta:
        verbose_name = _("tag of a report")
        verbose_name_plural = _("tags of reports")
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="tag_once_a_report"),
        ]

    def __str__(self):
        return f"{self.tag} · {self.content_object}"
