"""The rows of a snapshot with their texts as an editor reads them: credits, photos, people, statements."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.editorial.history.pairs import Row
from articles.models import Organisation, Section, Speaker
from articles.models.snapshots import Snapshot

COLON = "："


@dataclass(frozen=True)
class Names:
    """The names of entries that snapshots hold by id only."""

    known: dict[tuple[str, int], str]

    @classmethod
    def of(cls, *snapshots: Snapshot) -> Names:
        """The names of sections, speakers and organisations in some snapshots, in three queries."""
        people = [row for snapshot in snapshots for row in snapshot["appearances"]]
        wanted = {
            Section: {snapshot["fields"].get("section_id") for snapshot in snapshots},
            Speaker: {row["speaker_id"] for row in people},
            Organisation: {row["organisation_id"] for row in people},
        }
        return cls(
            {
                (str(model._meta.model_name), entry.pk): str(entry)
                for model, ids in wanted.items()
                for entry in model._default_manager.filter(pk__in=ids - {None})
            }
        )

    def get(self, kind: str, pk: int | None) -> str:
        """The name; the id where the entry was deleted."""
        return self.known.get((kind, pk), f"#{pk}") if pk else ""


def credits_of(snapshot: Snapshot, names: Names) -> list[Row]:
    """The credits, each with "says": the row as an editor reads it."""
    return [row | {"says": f"{row['role']}{COLON}{row['name']}"} for row in snapshot["credits"]]


def photos_of(snapshot: Snapshot, names: Names) -> list[Row]:
    """As credits_of()."""
    return [
        row | {"says": f"{row['caption']}〔{row['alt']}〕{_('place')} {row['before']}"}
        for row in snapshot["photos"]
    ]


def people_of(snapshot: Snapshot, names: Names) -> list[Row]:
    """As credits_of(): names as printed, and the speaker that is meant."""
    return [
        row | {"says": f"{row['printed_organisation']}{row['titles']}{row['name']}{_meant(row, names)}"}
        for row in snapshot["appearances"]
    ]


def statements_of(snapshot: Snapshot, names: Names) -> list[Row]:
    """As credits_of(), in the order of the report."""
    said = [
        statement | {"name": row["name"], "says": f"{row['name']}{COLON}{statement['text']}"}
        for row in snapshot["appearances"]
        for statement in row["statements"]
    ]
    return sorted(said, key=lambda statement: statement["order"])


def _meant(row: Row, names: Names) -> str:
    meant = (names.get("speaker", row["speaker_id"]), names.get("organisation", row["organisation_id"]))
    return f" → {' · '.join(filter(None, meant))}" if any(meant) else ""
