"""The queue of undecided appearances, answered with one click."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.base import DeskAdmin, parse_pk, user_of
from articles.editorial.permissions import may_change, may_file
from articles.models import Appearance, Decision, Organisation, Speaker
from articles.register import identifying

PER_PAGE = 10
NAME_LENGTH = Organisation._meta.get_field("name").max_length


class AnswerForm(forms.Form):
    """Who is meant by an appearance and, where it has none, which organisation."""

    NEW, NOBODY, OTHER = "new", "nobody", "other"

    answer = forms.CharField()
    speaker = forms.ModelChoiceField(
        Speaker.objects.all(),
        label=gettext_lazy("Somebody on the register"),
        required=False,
        widget=AutocompleteSelect(Appearance._meta.get_field("speaker"), admin.site),
    )
    which = forms.ChoiceField(
        label=gettext_lazy("Organisation"),
        choices=[
            ("leave", gettext_lazy("Leave open")),
            ("existing", gettext_lazy("Existing")),
            ("new", gettext_lazy("New")),
        ],
        initial="leave",
        required=False,
        widget=forms.RadioSelect,
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(),
        label=gettext_lazy("Existing organisation"),
        required=False,
        widget=AutocompleteSelect(Appearance._meta.get_field("organisation"), admin.site),
    )
    organisation_name = forms.CharField(
        label=gettext_lazy("Name of the new organisation"), max_length=NAME_LENGTH, required=False
    )

    def __init__(self, appearance: Appearance, data: Any = None) -> None:
        initial = {"organisation_name": appearance.printed_organisation}
        super().__init__(data, auto_id=f"a{appearance.pk}-%s", initial=initial)

    def clean_answer(self) -> Speaker | str:
        """The chosen candidate, or NEW, NOBODY or OTHER."""
        answer = self.cleaned_data["answer"]
        if answer in {self.NEW, self.NOBODY, self.OTHER}:
            return answer
        speaker = Speaker.objects.filter(pk=parse_pk(answer)).first()
        if speaker is None:
            raise forms.ValidationError(_("The one you chose is not there any more."))
        return speaker

    def clean(self) -> dict[str, Any]:
        super().clean()
        values = self.cleaned_data
        if values.get("answer") == self.OTHER:
            values["answer"] = values.get("speaker")
            if not values["answer"]:
                raise forms.ValidationError(_("Say who it is."))
        which = values.get("which")
        if which == "existing" and not values.get("organisation"):
            raise forms.ValidationError(_("Choose the organisation."))
        if which == "new" and not values.get("organisation_name"):
            raise forms.ValidationError(_("Name the organisation."))
        key = {"existing": "organisation", "new": "organisation_name"}.get(which or "")
        values["chosen"] = values[key] if key else None
        return values


class IdentifyingMixin(DeskAdmin):
    """Add the page of the queue to the admin of appearances."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.identify_view)
        return [path("identify/", view, name="articles_appearance_identify"), *super().get_urls()]

    def identify_view(self, request: HttpRequest) -> HttpResponse:
        """Show undecided appearances with their evidence; on POST take one answer and come back."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return self._take_answer(request)
        page = Paginator(identifying.undecided(), PER_PAGE).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("To be identified"),
            "opts": self.opts,
            "page": page,
            "rows": list(_card_rows(request, page.object_list)),
            "done": _last_decision(request),
            "may_add": request.user.has_perm("articles.add_speaker"),
            "may_add_organisation": request.user.has_perm("articles.add_organisation"),
            "may_delete": self.has_delete_permission(request),
            "media": self.media + AnswerForm(Appearance()).media,
        }
        return TemplateResponse(request, "admin/articles/appearance/identify.html", context)

    def _take_answer(self, request: HttpRequest) -> HttpResponse:
        appearance = self.get_object(request, request.POST.get("appearance", ""))
        if appearance is None:
            return self._refuse_answer(request, _("Somebody has decided this meanwhile."))
        if not self.has_change_permission(request, appearance):
            raise PermissionDenied
        form = AnswerForm(appearance, request.POST)
        if not form.is_valid():
            errors = [str(error) for errors in form.errors.values() for error in errors]
            return self._refuse_answer(request, " ".join(errors), appearance.pk)
        try:
            decision = self._decide(request, appearance, form.cleaned_data)
        except identifying.CannotDecide as error:
            return self._refuse_answer(request, str(error), appearance.pk)
        return redirect(_queue(request, request.POST.get("next", ""), done=decision.pk))

    def _decide(self, request: HttpRequest, appearance: Appearance, values: dict[str, Any]) -> Decision:
        answer = values["answer"]
        if answer == AnswerForm.NOBODY:
            return identifying.dismiss(appearance, by=user_of(request))
        speaker = None if answer == AnswerForm.NEW else answer
        return identifying.identify(appearance, speaker, organisation=values["chosen"], by=user_of(request))

    def _refuse_answer(self, request: HttpRequest, error: str, stay: object = "") -> HttpResponse:
        self.message_user(request, error, messages.ERROR)
        return redirect(_queue(request, stay))


def _card_rows(request: HttpRequest, appearances: Iterable[Appearance]) -> Iterator[dict[str, Any]]:
    """Each card with its form, whether this person may answer it, and the key of the next one."""
    cards = identifying.cards(appearances)
    following = [*(card.appearance.pk for card in cards[1:]), ""]
    for card, next_key in zip(cards, following, strict=False):
        appearance = card.appearance
        editable = may_file(request.user, appearance.report)
        removable = may_change(request.user, appearance.report)  # who is printed is part of the words
        row = {"card": card, "form": AnswerForm(appearance), "editable": editable, "next": next_key}
        yield row | {"removable": removable}


def _queue(request: HttpRequest, focused: object, **query: object) -> str:
    """The URL of the queue page that was answered, with the next card focused."""
    number = request.GET.get("p", "")
    query = {**({"p": number} if number.isdecimal() else {}), **query}
    fragment = f"#a{focused}" if str(focused).isdecimal() else ""
    return f"{reverse('admin:articles_appearance_identify')}?{urlencode(query)}{fragment}"


def _last_decision(request: HttpRequest) -> Decision | None:
    """The decision that this person made just now, unless it was undone."""
    number = parse_pk(request.GET.get("done"))
    mine = Decision.objects.filter(by=user_of(request), undone_at=None).select_related("speaker", "report")
    return mine.defer("report__body").filter(pk=number).first() if number else None
