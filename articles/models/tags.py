from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase


class Tag(TagBase):
    """A word that reports are filed under. Its address keeps the Chinese characters."""

    description = models.CharField(_("description"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ("name",)

    def slugify(self, tag, i=None):
        """A tag of nothing but marks (“……”) needs an address as well: it is counted."""
        return super().slugify(tag, i) or super().slugify("tag", i)

    def get_absolute_url(self):
        return reverse("articles:tag", args=[self.slug])


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
