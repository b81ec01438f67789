"""The queue of those whose identity is open, and its one-click answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
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

from articles.admin.base import number_in
from articles.editorial import audit, workflow
from articles.models import Appearance, Decision, Organisation, Speaker
from articles.register import identifying

PER_PAGE = 10
NAME_LENGTH = Organisation._meta.get_field("name").max_length


class AnswerForm(forms.Form):
    """One answer: who is meant and, where it is open, which organisation."""

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
        """The candidate that was chosen, or NEW, NOBODY or OTHER."""
        answer = self.cleaned_data["answer"]
        if answer in {self.NEW, self.NOBODY, self.OTHER}:
            return answer
        speaker = Speaker.objects.filter(pk=number_in(answer)).first()
        if speaker is None:
            raise forms.ValidationError(_("The one you chose is not there any more."))
        return speaker

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("answer") == self.OTHER:
            values["answer"] = values.get("speaker")
            if not values["answer"]:
                raise forms.ValidationError(_("Say who it is."))
        which = values.get("which")
        if which == "existing" and not values.get("organisation"):
            raise forms.ValidationError(_("Choose the organisation."))
        if which == "new" and not values.get("organisation_name"):
            raise forms.ValidationError(_("Name the organisation."))
        key = {"existing": "organisation", "new": "organisation_name"}.get(which)
        values["chosen"] = values[key] if key else None
        return values


class IdentifyingMixin:
    """The page of the queue, beside the list of all appearances."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.identify_view)
        return [path("identify/", view, name="articles_appearance_identify"), *super().get_urls()]

    def identify_view(self, request: HttpRequest) -> HttpResponse:
        """Show those who wait with their evidence; on POST take one answer and come back."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return self._take_answer(request)
        page = Paginator(identifying.waiting(), PER_PAGE).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("To be identified"),
            "opts": self.opts,
            "page": page,
            "rows": list(_rows(request, page.object_list)),
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
            errors = [error for errors in form.errors.values() for error in errors]
            return self._refuse_answer(request, " ".join(errors), appearance.pk)
        try:
            decision = self._decide(request, appearance, form.cleaned_data)
        except identifying.CannotDecide as error:
            return self._refuse_answer(request, str(error), appearance.pk)
        self.log_change(request, decision, str(decision), audit.Kind.IDENTIFY)
        return redirect(_queue(request, request.POST.get("next", ""), done=decision.pk))

    def _decide(self, request: HttpRequest, appearance: Appearance, values: dict[str, Any]) -> Decision:
        answer, organisation = values["answer"], values["chosen"]
        _require(request, answer, values["which"])
        if answer == AnswerForm.NOBODY:
            return self._dismiss(request, appearance)
        speaker = None if answer == AnswerForm.NEW else answer
        return identifying.identify(appearance, speaker, organisation=organisation, by=request.user)

    def _dismiss(self, request: HttpRequest, appearance: Appearance) -> Decision:
        """Who is printed is part of the words: it takes the right to change them."""
        if not workflow.may_change(request.user, appearance.report):
            raise PermissionDenied
        decision = identifying.dismiss(appearance, by=request.user)
        workflow.revalidate_signatures(appearance.report, request.user)
        return decision

    def _refuse_answer(self, request: HttpRequest, error: str, stay: object = "") -> HttpResponse:
        self.message_user(request, error, messages.ERROR)
        return redirect(_queue(request, stay))


def _rows(request: HttpRequest, appearances: Iterable[Appearance]) -> Iterator[dict[str, Any]]:
    """Each card with its form, whether this person may answer it, and the key of the one that follows."""
    cards = identifying.cards(appearances)
    following = [card.appearance.pk for card in cards[1:]]
    for card, next_key in zip_longest(cards, following, fillvalue=""):
        appearance = card.appearance
        editable = workflow.may_file(request.user, appearance.report)
        words = workflow.may_change(request.user, appearance.report)  # who is printed is part of them
        row = {"card": card, "form": AnswerForm(appearance), "editable": editable, "next": next_key}
        yield row | {"removable": words}


def _require(request: HttpRequest, answer: object, which: str) -> None:
    """Raise PermissionDenied where the answer would add or delete what this person may not."""
    needed = {AnswerForm.NOBODY: "delete_appearance", AnswerForm.NEW: "add_speaker"}.get(str(answer))
    if (
        which == "new"
        and answer != AnswerForm.NOBODY
        and not request.user.has_perm("articles.add_organisation")
    ):
        raise PermissionDenied
    if needed and not request.user.has_perm(f"articles.{needed}"):
        raise PermissionDenied


def _queue(request: HttpRequest, focused: object, **query: object) -> str:
    """The address of the page that was answered, with the next one focused."""
    number = request.GET.get("p", "")
    query = {**({"p": number} if number.isdecimal() else {}), **query}
    fragment = f"#a{focused}" if str(focused).isdecimal() else ""
    return f"{reverse('admin:articles_appearance_identify')}?{urlencode(query)}{fragment}"


def _last_decision(request: HttpRequest) -> Decision | None:
    """What this person answered just now, as long as it stands."""
    number = number_in(request.GET.get("done"))
    mine = Decision.objects.filter(by=request.user, undone_at=None).select_related("speaker", "report")
    return mine.defer("report__body").filter(pk=number).first() if number else None
