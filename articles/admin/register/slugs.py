"""An entry that is given another address by hand keeps the former one as well."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.models import slugs


class AddressForm(forms.ModelForm):
    """The form of an entry with an address. What may be empty is made of the name by each form itself."""

    may_be_empty: tuple[str, ...] = ("slug",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.may_be_empty:
            if name in self.fields:
                field = self.fields[name]
                field.required = False
                field.help_text = field.help_text or _("Left empty, it is made of the name.")

    def clean_slug(self):
        """The address, if it does not lead to somebody else from former times."""
        slug = self.cleaned_data["slug"]
        if slug and slugs.is_redirect_of_other(self.instance, slug):
            raise forms.ValidationError(
                _("Another entry stood at this address, and it still leads there. Choose another."),
                code="former_address",
            )
        return slug


class AddressMixin:
    """For the admin of an entry with an address."""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and "slug" in form.changed_data:
            slugs.add_redirect(obj, form.initial["slug"])
