from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.admin.base import PartInline, link
from articles.admin.parts.base import PartAdmin
from articles.models import Credit


class CreditInline(PartInline):
    model = Credit
    fields = (("role", "name", "order"),)


@admin.register(Credit)
class CreditAdmin(PartAdmin):
    list_display = ("name", "role", "report_link")
    list_filter = ("role",)
    search_fields = ("name", "role", "report__title")
    search_help_text = _("Name, role, or title of the report")
    readonly_fields = ("report",)
    fields = ("report", "role", "name", "order")
    ordering = ("-report_id", "order")

    def get_queryset(self, request):
        return super().get_queryset(request).defer("report__body")

    @admin.display(description=_("report"), ordering="report")
    def report_link(self, credit):
        return link(credit.report, "articles_report_change", credit.report_id)
