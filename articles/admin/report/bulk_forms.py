"""What the bulk actions of the list of reports ask before they act."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.admin.register.tags import TagsField
from articles.admin.report.form import occasion_field
from articles.admin.review.transition_forms import NOTICE_LENGTH, REASON_LENGTH
from articles.models import Section


class PlainForm(forms.Form):
    """A confirmation."""


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text=_("Stands in the editorial record of each report."),
    )


class WithdrawForm(ReasonForm):
    notice = forms.CharField(
        label=_("Public notice"),
        required=False,
        max_length=NOTICE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text=_("Shown at the address of each report. Left empty, the pages are not found."),
    )


class TagsForm(forms.Form):
    tags = TagsField(label=_("Tags"), help_text=_("Pick or type; a comma, 、 or a space ends a tag."))


class SectionForm(forms.Form):
    section = forms.ModelChoiceField(Section.objects.all(), label=_("Section"))


class OccasionForm(forms.Form):
    occasion = occasion_field()
