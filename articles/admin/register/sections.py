from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.admin.base import count_subquery, some
from articles.admin.register.entries import EntryAdmin, SlugForm
from articles.models import Report, Section


class SectionForm(SlugForm):
    class Meta:
        model = Section
        fields = ("name", "slug", "description", "keywords", "kind", "order")

    may_be_empty = ()


@admin.register(Section)
class SectionAdmin(EntryAdmin):
    form = SectionForm
    list_display = ("name", "slug", "order", "reports", "latest")
    list_editable = ("order",)
    search_fields = ("name", "slug", "description")
    search_help_text = _("Name, address, or description")
    ordering = ("order", "name")

    def get_queryset(self, request):
        newest = Report.objects.filter(section=models.OuterRef("pk")).newest_first().values("shown_at")[:1]
        sections = super().get_queryset(request)
        return sections.annotate(
            number=count_subquery(Report.objects, "section"), newest=models.Subquery(newest)
        )

    def view_on_site(self, section):
        return section.get_absolute_url()

    @admin.display(description=_("reports"), ordering="number")
    def reports(self, section):
        return some(section.number)

    @admin.display(description=_("latest"), ordering="newest")
    def latest(self, section):
        return section.newest
