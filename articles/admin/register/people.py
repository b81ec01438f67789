"""Speakers, organisations, and the register of posts."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce, Concat
from django.utils.translation import gettext_lazy as _

from articles.admin.base import EMPTY, PartInline, YesNoFilter, count_subquery, some
from articles.admin.register.entries import EntryAdmin, SlugForm
from articles.admin.register.memberships import MembershipInline
from articles.admin.register.merging import MergeMixin
from articles.admin.register.splitting import SplitMixin
from articles.models import (
    Appearance,
    Listing,
    Organisation,
    OrganisationName,
    OtherName,
    Report,
    Speaker,
    Statement,
    slugs,
)
from articles.models.pinyin import reading
from articles.register import merging


class SpeakerForm(SlugForm):
    """Pinyin and address are made from the name where they are left empty."""

    class Meta:
        model = Speaker
        fields = ("name", "rank", "note", "pinyin", "slug")

    may_be_empty = ("pinyin", "slug")

    def clean(self):
        super().clean()
        values = self.cleaned_data
        if name := values.get("name"):
            values["pinyin"] = values.get("pinyin") or reading(name)
            values["slug"] = values.get("slug") or slugs.unique_slug(Speaker, values["pinyin"])
        return values


class OrganisationForm(SlugForm):
    """The address is made from the name where it is left empty."""

    class Meta:
        model = Organisation
        fields = ("name", "slug")

    def clean(self):
        super().clean()
        values = self.cleaned_data
        if name := values.get("name"):
            values["slug"] = values.get("slug") or slugs.unique_slug(Organisation, reading(name))
        return values


class SharesNameFilter(YesNoFilter):
    """Two entries of one name are two people, or one to be merged: somebody should look."""

    title = _("shares the name")
    parameter_name = "shares_name"

    def condition(self):
        return Exists(Speaker.objects.filter(name=OuterRef("name")).exclude(pk=OuterRef("pk")))


class SpeaksFilter(YesNoFilter):
    title = _("has statements")
    parameter_name = "speaks"

    def condition(self):
        return Exists(Statement.objects.filter(appearance__speaker=OuterRef("pk")))


def _last_printed() -> Coalesce:
    """What the newest report with a title of the outer speaker printed.

    Of one on the site, which the kept list finds at once, else of any: to sort the appearances of somebody
    who is in thousands of reports takes longer than all else in the list.
    """
    rows = Appearance.objects.filter(speaker=OuterRef("pk")).exclude(titles="")
    kept = {"report__listings__kind": Listing.Kind.SPEAKER, "report__listings__subject": OuterRef("pk")}
    listed = rows.filter(**kept).order_by("-report__listings__shown_at", "-report__listings__report_id", "pk")
    others = rows.order_by("-report__shown_at", "-report_id", "pk")
    printed = {"printed": Concat("printed_organisation", "titles")}
    return Coalesce(*(Subquery(found.values(**printed)[:1]) for found in (listed, others)))


class OtherNameInline(PartInline):
    model = OtherName


@admin.register(Speaker)
class SpeakerAdmin(SplitMixin, MergeMixin, EntryAdmin):
    form = SpeakerForm
    list_display = ("name", "pinyin", "rank", "printed_last", "appearances", "statements", "note")
    list_filter = (SpeaksFilter, SharesNameFilter, ("rank", admin.EmptyFieldListFilter))
    search_fields = ("name", "pinyin", "other_names__name", "slug")
    search_help_text = _("Name, other name, or pinyin")
    fieldsets = (
        (None, {"fields": ("name", "rank", "note")}),
        (_("Index and address"), {"fields": ("pinyin", "slug")}),
    )
    inlines = (MembershipInline, OtherNameInline)
    merge = staticmethod(merging.merge_speakers)

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .annotate(
                appearances_number=count_subquery(Appearance.objects, "speaker"),
                statements_number=count_subquery(Statement.objects, "appearance__speaker"),
                last_printed=_last_printed(),
            )
        )

    def view_on_site(self, speaker):
        seen = Appearance.objects.filter(speaker=speaker, report__in=Report.objects.published()).exists()
        return speaker.get_absolute_url() if seen else None

    def merge_facts(self, speaker):
        appearances = speaker.appearances.select_related("report").order_by("-report__shown_at")[:5]
        return [
            (_("note"), speaker.note or EMPTY),
            (_("pinyin"), speaker.pinyin),
            (_("other names"), _joined(speaker.other_names.all())),
            (_("posts"), _joined(speaker.memberships.select_related("organisation", "speaker"))),
            (_("appearances"), speaker.appearances.count()),
            (_("statements"), Statement.objects.filter(appearance__speaker=speaker).count()),
            (_("last printed as"), _joined(f"{row} · {row.report}" for row in appearances)),
        ]

    @admin.display(description=_("last printed as"))
    def printed_last(self, speaker):
        return speaker.last_printed or EMPTY

    @admin.display(description=_("appearances"), ordering="appearances_number")
    def appearances(self, speaker):
        return some(speaker.appearances_number)

    @admin.display(description=_("statements"), ordering="statements_number")
    def statements(self, speaker):
        return some(speaker.statements_number)


class ShortNameInline(PartInline):
    model = OrganisationName


@admin.register(Organisation)
class OrganisationAdmin(MergeMixin, EntryAdmin):
    form = OrganisationForm
    list_display = ("name", "short", "people", "appearances", "slug")
    search_fields = ("name", "short_names__name", "slug")
    search_help_text = _("Name, short name, or address")
    inlines = (ShortNameInline,)
    merge = staticmethod(merging.merge_organisations)

    def get_queryset(self, request):
        organisations = super().get_queryset(request).prefetch_related("short_names")
        return organisations.annotate(
            people_number=count_subquery(Appearance.objects, "organisation", "speaker"),
            appearances_number=count_subquery(Appearance.objects, "organisation"),
        )

    def view_on_site(self, organisation):
        seen = Appearance.objects.filter(organisation=organisation, report__in=Report.objects.published())
        return organisation.get_absolute_url() if seen.exists() else None

    def merge_facts(self, organisation):
        return [
            (_("short names"), _joined(organisation.short_names.all())),
            (_("posts"), _joined(organisation.memberships.select_related("organisation", "speaker")[:10])),
            (_("appearances"), organisation.appearances.count()),
        ]

    @admin.display(description=_("short names"))
    def short(self, organisation):
        return _joined(organisation.short_names.all())

    @admin.display(description=_("people"), ordering="people_number")
    def people(self, organisation):
        return some(organisation.people_number, organisation.appearances_number)

    @admin.display(description=_("appearances"), ordering="appearances_number")
    def appearances(self, organisation):
        return some(organisation.appearances_number)


def _joined(values) -> str:
    return "、".join(map(str, values)) or EMPTY
