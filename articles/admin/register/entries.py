"""The ModelAdmin of an entry of the register: each save and deletion is one act of articles.register."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from articles.admin.base import DeskAdmin, user_of
from articles.editorial.locking import retried
from articles.models import slugs
from articles.register.entries import delete_entries, entry_form, follow_change


class EntryAdmin(DeskAdmin):
    """Lock an entry before its form is read; store, redirect, index and audit in one transaction."""

    @retried
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        show = super().changeform_view
        if request.method != "POST":
            return show(request, object_id, form_url, extra_context)
        action = "change" if object_id else "add"
        with entry_form(self.model, object_id, user_of(request), action):
            return show(request, object_id, form_url, extra_context)

    @retried
    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if request.method != "POST":
            return super().delete_view(request, object_id, extra_context)
        with entry_form(self.model, object_id, user_of(request), "delete"):
            return super().delete_view(request, object_id, extra_context)

    @retried
    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list; an action on several entries, or a column edited in it, is done as a whole or not."""
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        with entry_form(self.model, None, user_of(request), "view"):
            return super().changelist_view(request, extra_context)

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: Sequence[Any], change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        if change:
            follow_change(form.instance, form.initial)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Model], search_term: str
    ) -> tuple[QuerySet[Model], bool]:
        """As Django's, of a term that PostgreSQL takes."""
        return super().get_search_results(request, queryset, search_term.replace("\0", ""))

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        delete_entries([obj], user_of(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Model]) -> None:
        delete_entries(queryset, user_of(request))


class SlugForm(forms.ModelForm):
    """The form of an entry with a slug. Each form makes what may be empty of the name."""

    may_be_empty: tuple[str, ...] = ("slug",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.may_be_empty:
            if name in self.fields:
                field = self.fields[name]
                field.required = False
                field.help_text = field.help_text or _("Left empty, it is made of the name.")

    def clean_slug(self) -> str:
        """The slug, unless it redirects to another entry."""
        slug = self.cleaned_data["slug"]
        if slug and slugs.is_redirect_of_other(self.instance, slug):
            raise forms.ValidationError(
                _("Another entry stood at this address, and it still leads there. Choose another."),
                code="former_slug",
            )
        return slug
