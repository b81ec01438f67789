"""Memberships: who held which post, where and when."""

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
from articles.register.entries import lock_entries
from articles.register.merging import overlapping

SEPARATOR = "、"  # between the titles of one person, as printed


def held(membership: Membership) -> str:
    """Whether a membership is held now: as a word and a colour, never a colour alone."""
    today = timezone.localdate().isoformat()
    state, word = ("published", _("Held now")) if membership.covers(today, today) else ("draft", _("Not now"))
    return format_html('<span class="state state-{}">{}</span>', state, word)


def refusal(membership: Membership) -> forms.ValidationError:
    text = _("%(post)s is entered already for a part of this time. Give the earlier entry an end first.")
    return forms.ValidationError(text, code="overlaps", params={"post": membership})


def lock_speaker(speaker: Speaker | None) -> None:
    """Lock the speaker until the membership is stored: nobody else enters one that overlaps it meanwhile.

    The database does not refuse overlaps by itself: merging two speakers may show that both were entered with
    the same membership, which a person then has to settle.
    """
    if speaker and speaker.pk:
        lock_entries(speaker)


class MembershipForm(forms.ModelForm):
    """The form of one membership: nobody holds the same one twice at one time."""

    class Meta:
        model = Membership
        fields = ("speaker", "organisation", "role", "start", "end", "evidence")

    def clean(self):
        super().clean()
        values = self.cleaned_data
        lock_speaker(values.get("speaker"))
        membership = Membership(**{name: values[name] for name in values if name != "evidence"})
        others = Membership.objects.filter(role=membership.role).exclude(pk=self.instance.pk)
        for other in others.filter(speaker=membership.speaker_id, organisation=membership.organisation_id):
            if membership.overlaps(other):
                raise refusal(other)
        return values


class MembershipFormSet(BaseInlineFormSet):
    """All memberships of one speaker, compared as they are sent."""

    def clean(self):
        super().clean()
        lock_speaker(self.instance)
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
    def held(self, membership):
        return held(membership) if membership.pk else EMPTY


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
    def held(self, membership):
        return held(membership)


def proposals(appearance: Appearance) -> str:
    """Links to add each printed title that the register lacks on the days of the report.

    `appearance.speaker.memberships` should be prefetched.
    """
    speaker = appearance.speaker if appearance.organisation_id and appearance.titles else None
    if speaker is None:
        return EMPTY
    links = [(_address(appearance, title), title) for title in _missing(appearance, speaker)]
    if not links:
        return str(_("On the register"))
    return format_html_join(" ", '<a href="{}">{}</a>', links)


def _missing(appearance: Appearance, speaker: Speaker) -> list[str]:
    organisation = appearance.organisation_id
    memberships = [each for each in speaker.memberships.all() if each.organisation_id == organisation]
    days = appearance.report.days
    known = {each.role for each in memberships if days is None or each.covers(*days)}
    return [title for title in appearance.titles.split(SEPARATOR) if title and title not in known]


def _address(appearance: Appearance, title: str) -> str:
    entry = {
        "speaker": appearance.speaker_id or "",
        "organisation": appearance.organisation_id or "",
        "role": title,
        "evidence": appearance.report_id,
    }
    return f"{reverse('admin:articles_membership_add')}?{urlencode(entry)}"
