"""The register of posts: who held which, where and when."""

from __future__ import annotations

from itertools import combinations

from django import forms
from django.contrib import admin
from django.db.models import Q
from django.forms.models import BaseInlineFormSet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from articles.admin.base import EMPTY, PartInline, YesNoFilter
from articles.admin.register.entries import EntryAdmin
from articles.models import Appearance, Membership, Speaker
from articles.register.merging import overlapping

SEPARATOR = "、"  # between the titles of one person, as printed


def held(post: Membership) -> str:
    """Whether a post is held now: a word and a colour, never a colour alone."""
    today = timezone.localdate().isoformat()
    state, word = ("published", _("Held now")) if post.covers(today, today) else ("draft", _("Not now"))
    return format_html('<span class="state state-{}">{}</span>', state, word)


def refusal(post: Membership) -> forms.ValidationError:
    text = _("%(post)s is entered already for a part of this time. Give the earlier entry an end first.")
    return forms.ValidationError(text, code="overlaps", params={"post": post})


def one_at_a_time(speaker: Speaker | None) -> None:
    """Until the entry is stored nobody else enters one of this person: what is looked at here stays so.

    The database does not refuse what overlaps by itself: bringing two speakers together may show that both
    were entered with the same post, which a person then has to settle.
    """
    if speaker and speaker.pk:
        Speaker.objects.select_for_update().filter(pk=speaker.pk).first()


class MembershipForm(forms.ModelForm):
    """An entry that stands alone: nobody holds the same post twice at one time."""

    class Meta:
        model = Membership
        fields = ("speaker", "organisation", "role", "start", "end", "evidence")

    def clean(self):
        values = super().clean()
        one_at_a_time(values.get("speaker"))
        post = Membership(**{name: values[name] for name in values if name != "evidence"})
        others = Membership.objects.filter(role=post.role).exclude(pk=self.instance.pk)
        for other in others.filter(speaker=post.speaker_id, organisation=post.organisation_id):
            if post.overlaps(other):
                raise refusal(other)
        return values


class MembershipFormSet(BaseInlineFormSet):
    """All entries of one person, judged as they are sent."""

    def clean(self):
        super().clean()
        one_at_a_time(self.instance)
        memberships = [
            form.instance
            for form in self.forms
            if form not in self.deleted_forms and form.is_valid() and (form.instance.pk or form.has_changed())
        ]
        for one, other in combinations(memberships, 2):
            if one.is_same(other) and one.overlaps(other):
                raise refusal(other)


class MembershipInline(PartInline):
    model = Membership
    formset = MembershipFormSet
    fields = (("organisation", "role"), ("start", "end", "held"), "evidence")
    readonly_fields = ("held",)
    autocomplete_fields = ("organisation", "evidence")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("speaker", "organisation", "evidence")

    @admin.display(description=_("held now"))
    def held(self, post):
        return held(post) if post.pk else EMPTY


class HeldNowFilter(YesNoFilter):
    title = _("held now")
    parameter_name = "now"

    def condition(self):
        today = timezone.localdate().isoformat()
        return (Q(end="") | Q(end__gte=today)) & Q(start__lte=today)


class OverlapsFilter(YesNoFilter):
    title = _("held twice at one time")
    parameter_name = "overlaps"

    def condition(self):
        return Q(pk__in=overlapping())


@admin.register(Membership)
class MembershipAdmin(EntryAdmin):
    form = MembershipForm
    list_display = ("role", "speaker", "organisation", "start", "end", "held")
    list_filter = (HeldNowFilter, OverlapsFilter)
    list_select_related = ("speaker", "organisation")
    autocomplete_fields = ("speaker", "organisation", "evidence")
    search_fields = ("role", "speaker__name", "organisation__name", "organisation__short_names__name")
    search_help_text = _("Title, speaker, or organisation")
    fields = (("speaker", "organisation"), ("role", "start", "end"), "evidence")

    @admin.display(description=_("held now"))
    def held(self, post):
        return held(post)


def proposals(appearance: Appearance) -> str:
    """A link for each title as printed that the register doesn't have for the days of the report: it opens
    the entry filled in. `appearance.speaker.memberships` should be fetched already."""
    if not (appearance.speaker_id and appearance.organisation_id and appearance.titles):
        return EMPTY
    links = [(_address(appearance, title), title) for title in _missing(appearance)]
    if not links:
        return _("On the register")
    return format_html_join(" ", '<a href="{}">{}</a>', links)


def _missing(appearance: Appearance) -> list[str]:
    memberships = [
        p for p in appearance.speaker.memberships.all() if p.organisation_id == appearance.organisation_id
    ]
    days = appearance.report.days
    known = {post.role for post in memberships if days is None or post.covers(*days)}
    return [title for title in appearance.titles.split(SEPARATOR) if title and title not in known]


def _address(appearance: Appearance, title: str) -> str:
    entry = {
        "speaker": appearance.speaker_id,
        "organisation": appearance.organisation_id,
        "role": title,
        "evidence": appearance.report_id,
    }
    return f"{reverse('admin:articles_membership_add')}?{urlencode(entry)}"
