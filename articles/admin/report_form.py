"""The form of a report. A save never overwrites what someone else saved meanwhile."""

from __future__ import annotations

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.tags import TagsField
from articles.models import Report


def with_https(field: models.Field, **options):
    """The form field of a model's field; an address typed without its scheme is taken for https."""
    if isinstance(field, models.URLField):
        options["assume_scheme"] = "https"
    return field.formfield(**options)


class ReportForm(forms.ModelForm):
    tags = TagsField(
        required=False,
        label=gettext_lazy("Tags"),
        help_text=gettext_lazy("Pick or type; a comma, 、 or a space ends a tag."),
    )
    #: The state that was opened: when the report had been changed last.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Report
        fields = (
            *("title", "section", "body", "summary", "event_start", "event_end", "published_at"),
            *("source", "source_url", "responsible_editor", "cover", "tags"),
            *("is_major_case", "is_repost", "original_title", "original_author"),
        )
        formfield_callback = with_https

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = self.instance.updated_at.isoformat()
        if "cover" in self.fields:
            photos = self.instance.photos.exclude(file="") if self.instance.pk else None
            cover = self.fields["cover"]
            cover.queryset = photos if photos is not None else cover.queryset.none()

    def clean(self):
        """Refuse to save over a change that wasn't seen. The row stays locked until this save is done."""
        values = super().clean()
        if self.instance.pk:
            stored = Report.objects.select_for_update().only("updated_at").get(pk=self.instance.pk)
            if values.get("seen") != stored.updated_at.isoformat():
                raise forms.ValidationError(_changed_meanwhile(stored), code="changed_meanwhile")
        return values


def _changed_meanwhile(stored: Report) -> str:
    kind = ContentType.objects.get_for_model(Report)
    entries = LogEntry.objects.filter(content_type=kind, object_id=str(stored.pk)).select_related("user")
    last = entries.order_by("-action_time", "-pk").first()
    name = (last.user.get_full_name() or last.user.get_username()) if last else _("someone else")
    return _(
        "This report was changed by %(name)s after you opened it, so nothing was saved. What you typed is "
        "still here: open the report in a second window, and bring the two together there."
    ) % {"name": name}
