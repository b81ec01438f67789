"""Split a speaker: give appearances to the person whom they really name."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.base import DeskAdmin, user_of
from articles.models import Appearance, Speaker
from articles.register import identifying

MAX_SHOWN = 500  # appearances on the page; a range of dates narrows them


class RangeForm(forms.Form):
    """The range of report dates for which appearances are shown."""

    start = forms.DateField(
        label=gettext_lazy("From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    end = forms.DateField(
        label=gettext_lazy("To"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def narrow(self, rows: QuerySet[Appearance]) -> QuerySet[Appearance]:
        """The appearances in the range."""
        values = self.cleaned_data if self.is_valid() else {}
        if values.get("start"):
            rows = rows.filter(report__shown_at__date__gte=values["start"])
        if values.get("end"):
            rows = rows.filter(report__shown_at__date__lte=values["end"])
        return rows


class SplitForm(forms.Form):
    """The appearances to give away, and to whom: a speaker on the register, or a new one."""

    appearances = forms.ModelMultipleChoiceField(
        Appearance.objects.none(),
        error_messages={"required": gettext_lazy("Choose at least one appearance.")},
    )
    whom = forms.ChoiceField(
        label=gettext_lazy("Give them to"),
        choices=[
            ("new", gettext_lazy("A new person")),
            ("existing", gettext_lazy("Somebody on the register")),
        ],
        initial="new",
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=gettext_lazy("Name of the new person"),
        max_length=Speaker._meta.get_field("name").max_length,
        required=False,
    )
    speaker = forms.ModelChoiceField(
        Speaker.objects.all(),
        label=gettext_lazy("Speaker"),
        required=False,
        widget=AutocompleteSelect(Appearance._meta.get_field("speaker"), admin.site),
    )

    def __init__(self, origin: Speaker, data: Any = None) -> None:
        super().__init__(data, initial={"name": origin.name})
        cast(
            forms.ModelMultipleChoiceField, self.fields["appearances"]
        ).queryset = origin.appearances.order_by()
        if data is not None:
            cast(forms.ModelChoiceField, self.fields["speaker"]).queryset = Speaker.objects.exclude(
                pk=origin.pk
            )

    def clean(self) -> dict[str, Any]:
        super().clean()
        values = self.cleaned_data
        key = {"new": "name", "existing": "speaker"}.get(values.get("whom", ""))
        if key and not values.get(key) and key not in self.errors:
            self.add_error(key, _("Say who it is."))
        values["target"] = values.get(key) if key else None
        return values


class SplitMixin(DeskAdmin):
    """Add a page that splits a speaker. It takes the permission to change speakers."""

    change_form_template = "admin/articles/speaker/change_form.html"

    def get_urls(self):
        view = self.admin_site.admin_view(self.split_view)
        return [path("<path:object_id>/split/", view, name="articles_speaker_split"), *super().get_urls()]

    def split_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the appearances (?start=…&end=… narrow them); on POST move those chosen."""
        speaker = self.get_object(request, object_id)
        if speaker is None:
            raise Http404
        if not self.has_change_permission(request, speaker):
            raise PermissionDenied
        form = SplitForm(speaker, request.POST if request.method == "POST" else None)
        if form.is_valid():
            return self._split(request, speaker, form.cleaned_data)
        return TemplateResponse(
            request, "admin/articles/speaker/split.html", self._split_context(request, speaker, form)
        )

    def _split(self, request: HttpRequest, speaker: Speaker, values: dict[str, Any]) -> HttpResponse:
        try:
            decision = identifying.split(
                speaker, values["appearances"], values["target"], by=user_of(request)
            )
        except identifying.CannotDecide as error:
            self.message_user(request, str(error), messages.ERROR)
            return redirect("admin:articles_speaker_split", speaker.pk)
        number = len(decision.changed["appearances"])
        note = _("Given to %(speaker)s: %(number)d") % {"speaker": decision.speaker, "number": number}
        self.message_user(request, note, messages.SUCCESS)
        return redirect("admin:articles_decision_change", decision.pk)

    def _split_context(self, request: HttpRequest, speaker: Speaker, form: SplitForm) -> dict[str, Any]:
        shown = RangeForm(request.GET)
        rows = speaker.appearances.select_related("report").defer("report__body")
        rows = shown.narrow(rows).order_by("report__shown_at", "report_id", "pk")
        return {
            **self.admin_site.each_context(request),
            "title": _("Split"),
            "opts": self.opts,
            "speaker": speaker,
            "range": shown,
            "rows": rows[:MAX_SHOWN],
            "number": rows.count(),
            "form": form,
            "chosen": set(map(str, form["appearances"].value() or ())) if form.is_bound else None,
            "media": self.media + form.media,
        }
