"""What a database holds, in terms that outlive its tables: compared before and after migrations."""

from typing import Any

from django.contrib.auth.models import User

from articles.models import (
    Membership,
    Organisation,
    Report,
    SlugRedirect,
    SourceText,
    Speaker,
    Statement,
    Tag,
)


def facts() -> dict[str, list[Any]]:
    """Lists that any later version of the models can tell, sorted, as JSON has them."""
    reports = Report.objects.order_by("pk")
    return {
        "reports": [[each.pk, each.title, each.status] for each in reports],
        "paragraphs": [[each.pk, each.paragraphs] for each in reports],
        "published": sorted(Report.objects.published().values_list("title", flat=True)),
        "tags of reports": [[each.pk, sorted(each.tags.names())] for each in reports],
        "transitions": [[each.pk, list(_values(each.transitions, "action"))] for each in reports],
        "statements": [
            [each.appearance.report_id, each.appearance.name, each.text]
            for each in Statement.objects.select_related("appearance").order_by("pk")
        ],
        "speakers": list(_values(Speaker.objects, "name")),
        "organisations": list(_values(Organisation.objects, "name")),
        "memberships": [
            [each.speaker.name, each.organisation.name]
            for each in Membership.objects.select_related("speaker", "organisation").order_by("pk")
        ],
        "tags": list(_values(Tag.objects, "name")),
        "redirects": list(_values(SlugRedirect.objects, "slug")),
        "sources": list(_values(SourceText.objects, "sha256")),
        "users": list(_values(User.objects, "username")),
    }


def _values(rows: Any, name: str) -> Any:
    return rows.order_by("pk").values_list(name, flat=True)
