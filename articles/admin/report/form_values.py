"""The snapshot in what a report's form was sent with: for a save that has to be merged with another."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest

from articles.admin.base import parse_pk
from articles.admin.parts.statement_forms import VerbatimField
from articles.models import Appearance, Credit, Photo, Report
from articles.models.snapshots import Snapshot, columns, put_in_places, values_of

Row = dict[str, Any]
#: The parts that the form has rows of, by the prefix of their names in it.
PARTS: dict[str, type[Model]] = {"credits": Credit, "photos": Photo, "appearances": Appearance}
MAX_TOTAL_DIGITS = 4  # of the number of rows that a form says it has
#: Name of a field of a snapshot → its attribute on the report.
_ATTRIBUTES = {
    field.name: field.attname for field in Report._meta.concrete_fields if field.attname in columns(Report)
}


class SentSnapshot:
    """The snapshot that was sent; `snapshot` is None where the form has errors of its own.

    `base` is what the form was opened with. Uploaded files are stored at once, for the merge page to name
    them; a row that was deleted meanwhile is taken as it was sent.
    """

    def __init__(self, model_admin: Any, request: HttpRequest, report: Report, base: Snapshot) -> None:
        self.admin, self.request, self.base = model_admin, request, base
        self.report = Report.objects.get(pk=report.pk)
        self.is_valid = True
        self.formsets = {
            formset.get_default_prefix(): formset
            for inline in model_admin.get_inline_instances(request, report)
            if inline.has_change_permission(request, report)
            for formset in [inline.get_formset(request, report)]
        }
        snapshot = self._content()
        self.snapshot = snapshot if self.is_valid else None

    def _content(self) -> Snapshot:
        form_class = self.admin.get_form(self.request, self.report, change=True)
        form = form_class(self.request.POST, self.request.FILES, instance=self.report)
        self.is_valid = form.is_valid()
        cleaned, base = form.cleaned_data, self.base
        values, names = values_of(form.instance), _columns_in(form)
        cover = cleaned.get("cover")
        credits, photos = put_in_places(self._form_rows("credits")), self._form_rows("photos")
        return {
            "fields": base["fields"] | {name: value for name, value in values.items() if name in names},
            "cover": (cover.file.name if cover else "") if "cover" in cleaned else base["cover"],
            "tags": sorted(cleaned.get("tags", base["tags"])),
            "credits": credits,
            "photos": photos,
            "appearances": self._people(),
        }

    def _prefixes(self, part: str) -> list[str]:
        """The prefixes of the rows that were sent and are not to be deleted."""
        total = self.request.POST.get(f"{part}-TOTAL_FORMS", "")
        number = int(total) if total.isdecimal() and len(total) <= MAX_TOTAL_DIGITS else 0
        rows = (f"{part}-{place}" for place in range(number))
        return [row for row in rows if not self.request.POST.get(f"{row}-DELETE")]

    def _is_sent(self, part: str) -> bool:
        return part in self.formsets and f"{part}-TOTAL_FORMS" in self.request.POST

    def _form_rows(self, part: str) -> list[Row]:
        """The rows of a part; those of the base where the form has none."""
        if not self._is_sent(part):
            return deepcopy(self.base[part])
        return [row for prefix in self._prefixes(part) if (row := self._row(part, prefix))]

    def _row(self, part: str, prefix: str) -> Row | None:
        """The values of a row, None for an empty one."""
        model = PARTS[part]
        row_form = self.formsets[part].form
        form = row_form(
            self.request.POST, self.request.FILES, prefix=prefix, instance=model(report=self.report)
        )
        number = self.request.POST.get(f"{prefix}-id", "")
        if not (number or form.has_changed()):
            return None
        self.is_valid &= form.is_valid()
        row = values_of(form.instance)
        if part == "photos":
            row["file"] = self._file(form.cleaned_data.get("file"), number, int(prefix.rpartition("-")[2]))
        return row

    def _file(self, sent: Any, number: str, place: int) -> str:
        """The name of a photo's file: one sent now, none where it was cleared, else the one that it had."""
        if isinstance(sent, UploadedFile):
            name = Photo._meta.get_field("file").generate_filename(Photo(), sent.name or "")
            return default_storage.save(name, sent) if self.is_valid else ""
        if sent is False or not number:
            return ""
        stored = Photo.objects.filter(pk=parse_pk(number), report=self.report).first()
        before = self.base["photos"][place]["file"] if place < len(self.base["photos"]) else ""
        return (stored.file.name or "") if stored else before

    def _people(self) -> list[Row]:
        """Appearances with their statements, which name a person by key or by the row that enters one."""
        if not (self._is_sent("appearances") and self._is_sent("statements")):
            return deepcopy(self.base["appearances"])
        people: list[Row] = []
        by_name: dict[str, Row] = {}
        for prefix in self._prefixes("appearances"):
            if row := self._row("appearances", prefix):
                people.append(row | {"statements": []})
                names = (prefix, self.request.POST.get(f"{prefix}-id") or prefix)
                by_name |= dict.fromkeys(names, people[-1])
        for place, prefix in enumerate(self._prefixes("statements")):
            text = VerbatimField(required=False).clean(self.request.POST.get(f"{prefix}-text", ""))
            speaker = by_name.get(self.request.POST.get(f"{prefix}-appearance", ""))
            self.is_valid &= speaker is not None or not text
            if speaker is not None and text:
                speaker["statements"].append({"text": text, "order": place})
        return put_in_places(people)


def _columns_in(form: ModelForm) -> set[str]:
    return {_ATTRIBUTES[name] for name in form.cleaned_data if name in _ATTRIBUTES}
