"""Tags: the list of them, and the field in which an editor picks or types them."""

from __future__ import annotations

import json
import re
from typing import Any

import taggit.models
from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from articles.admin.base import EMPTY, PartInline, YesNoFilter, count_subquery, some
from articles.admin.register.entries import EntryAdmin, SlugForm
from articles.admin.register.merging import MergeMixin
from articles.models import Report, Tag, TaggedReport, TagName, slugs
from articles.models.tags import fold_synonyms
from articles.register import merging

#: Between tags, however they are typed. A tag is one word; a space ends it like a comma does.
SEPARATORS = ",，、;；\n\t \u3000"
SUGGESTIONS = 20


def split_tags(text: str) -> list[str]:
    """The tags in a typed text, each once, in the order typed."""
    return list(dict.fromkeys(word for word in re.split(f"[{SEPARATORS}]+", text) if word))


class TagSelect(AutocompleteSelectMultiple):
    """Picks among the tags and takes new words; its values are names, not ids."""

    url_name = "%s:articles_tag_suggestions"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(Report._meta.get_field("tags"), admin.site, attrs)

    def build_attrs(self, base_attrs, extra_attrs=None):
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return attrs | {"data-tags": "true", "data-token-separators": json.dumps(list(SEPARATORS))}

    def format_value(self, value):
        return [str(name) for name in value or []]

    def optgroups(self, name, value, attrs=None):
        options = [self.create_option(name, tag, tag, True, at) for at, tag in enumerate(value)]
        return [(None, options, 0)]


class TagsField(forms.Field):
    """A list of tag names, old or new; a synonym is taken for its tag."""

    widget = TagSelect

    def prepare_value(self, value):
        return [getattr(tag, "name", tag) for tag in value or []]

    def to_python(self, value) -> list[str]:
        """The names; what is a tag already stays whole, whatever stands in its name."""
        texts = [str(text).replace("\0", "") for text in value or []]
        known = {
            name
            for names in (Tag.objects, TagName.objects)
            for name in names.filter(name__in=texts).values_list("name", flat=True)
        }
        return fold_synonyms(
            word for text in texts for word in ([text] if text in known else split_tags(text))
        )

    def validate(self, value):
        super().validate(value)
        longest = Tag._meta.get_field("name").max_length
        if longest and any(len(word) > longest for word in value):
            raise forms.ValidationError(
                _("A tag has at most %(number)d characters."), params={"number": longest}
            )

    def has_changed(self, initial, data):
        return set(self.prepare_value(initial)) != set(self.to_python(data))


class UnusedFilter(YesNoFilter):
    title = _("unused")
    parameter_name = "unused"

    def condition(self):
        return ~Exists(TaggedReport.objects.filter(tag=OuterRef("pk")))


class TagForm(SlugForm):
    """The address is made from the name where it is left empty."""

    class Meta:
        model = Tag
        fields = ("name", "slug", "description")

    def clean(self):
        super().clean()
        values = self.cleaned_data
        if name := values.get("name"):
            values["slug"] = values.get("slug") or slugs.unique_slug(Tag, name)
        return values


class SynonymForm(forms.ModelForm):
    class Meta:
        model = TagName
        fields = ("name",)

    def clean_name(self):
        """The synonym, if it is no tag itself: what is filed under two words has to be merged."""
        name = self.cleaned_data["name"].strip()
        if Tag.objects.filter(name=name).exists():
            raise forms.ValidationError(_("“%s” is a tag. Merge the two.") % name, code="is_a_tag")
        return name


class SynonymInline(PartInline):
    model = TagName
    form = SynonymForm


admin.site.unregister(taggit.models.Tag)  # the library's own table, which nothing here is filed under


@admin.register(Tag)
class TagAdmin(MergeMixin, EntryAdmin):
    form = TagForm
    list_display = ("name", "slug", "reports", "description")
    list_filter = (UnusedFilter,)
    search_fields = ("name", "other_names__name", "slug", "description")
    search_help_text = _("Name, synonym, address, or description")
    ordering = ("name",)
    inlines = (SynonymInline,)
    merge = staticmethod(merging.merge_tags)

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(number=count_subquery(TaggedReport.objects, "tag"))

    def get_urls(self):
        view = self.admin_site.admin_view(self.suggestions)
        return [path("suggestions/", view, name="articles_tag_suggestions"), *super().get_urls()]

    def suggestions(self, request: HttpRequest) -> JsonResponse:
        """The most used tags with ?term=… in their name or a synonym, as the field's script expects them."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        term = request.GET.get("term", "").replace("\0", "").strip()
        synonyms = TagName.objects.filter(tag=OuterRef("pk"), name__icontains=term)
        tags = self.get_queryset(request).filter(Q(name__icontains=term) | Exists(synonyms))
        names = tags.order_by("-number", "name").values_list("name", flat=True)[:SUGGESTIONS]
        results = [{"id": name, "text": name} for name in names]
        return JsonResponse({"results": results, "pagination": {"more": False}})

    def view_on_site(self, tag):
        seen = Report.objects.published().filter(taggings__tag=tag).exists()
        return tag.get_absolute_url() if seen else None

    def merge_facts(self, tag):
        latest = (
            Report.objects.filter(taggings__tag=tag).order_by("-updated_at").values_list("title", flat=True)
        )
        return [
            (_("address"), tag.slug),
            (_("synonyms"), "、".join(map(str, tag.other_names.all())) or EMPTY),
            (_("description"), tag.description or EMPTY),
            (_("reports"), tag.taggings.count()),
            (_("latest"), "、".join(latest[:5]) or EMPTY),
        ]

    @admin.display(description=_("reports"), ordering="number")
    def reports(self, tag):
        return some(tag.number)
