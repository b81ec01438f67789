"""Sections with reports below them; a report with its body, statements and tags."""

from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page

RELATED = 5


class SectionPage(Page):
    """A section of the site."""


class ReportTag(TaggedItemBase):
    content_object = ParentalKey("ReportPage", related_name="tagged_items", on_delete=models.CASCADE)


class ReportPage(Page):
    """A report."""

    date = models.DateTimeField(db_index=True)
    source = models.CharField(max_length=200, blank=True)
    body = RichTextField()
    tags = ClusterTaggableManager(through=ReportTag)

    template = "report_page.html"

    def get_context(self, request, *args, **kwargs):
        related = ReportPage.objects.live().filter(tags__in=self.tags.all()).exclude(pk=self.pk)
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "section": self.get_parent(),
            "menu": self.get_site().root_page.get_children().live().in_menu(),
            "statements": self.statements.all(),
            "related": related.distinct().order_by("-date")[:RELATED],
        }


class Statement(Orderable):
    """What somebody says in a report."""

    report = ParentalKey(ReportPage, related_name="statements", on_delete=models.CASCADE)
    name = models.CharField(max_length=100)
    text = models.TextField()
