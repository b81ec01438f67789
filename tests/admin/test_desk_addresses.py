"""Every address of the desk, taken from the URLconf, against every role: a new page can't be forgotten."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from articles import audit, history
from articles.models import (
    Decision,
    Dismissal,
    FormerAddress,
    ImportBatch,
    MergeRecord,
    Post,
    Provenance,
    Tag,
    WordRule,
)
from articles.roles import ROLES
from tests.builders import (
    make_appearance,
    make_organisation,
    make_report,
    make_section,
    make_source,
    make_speaker,
    make_statement,
    make_superuser,
    make_user,
    signature,
)

pytestmark = pytest.mark.django_db

OURS = {model for model in admin.site._registry if model._meta.app_label == "articles"}
FIELDS = {"taggedreport"}  # written by the field for tags
INDEXES = {"shingle", "searchentry", "word"}  # what the machine finds reports by: nothing for people to read
#: Models whose rows stand on the page of another.
IN_PAGES_OF_OTHERS = {"pendingfile", "revision", "unsavedtyping", "presence"}
PAGES = {"changelist": "view", "add": "add", "change": "view", "delete": "delete", "history": "view"}
#: What Django asks of a page of its own beside those of models.
ANY_STAFF = {"index", "password_change", "password_change_done", "jsi18n", "login"}
NOT_OPENED = {
    "logout": "takes a POST only",
    "autocomplete": "answers for the field that is named; without one it refuses",
    "view_on_site": "leads away from the desk",
    "articles_report_statements": "answers the script of the form",
    "articles_report_reading": "answers the script of the form",
    "articles_report_typing": "answers the script of the form",
    "articles_report_discard": "takes a POST only",
    "articles_report_merge": "shows the typing of one person to that person",
    "app_list": "lists what the index lists",
    "articles_report_restore": "takes a POST only",
    "articles_report_name": "takes a POST only",
}
#: Pages of our own → the permission that opens them, and what follows the address.
OWN = {
    "articles_report_move": ("submit_report", ""),
    "articles_report_slip": ("view_report", ""),
    "articles_report_compare": ("view_report", "?from=1&to=2"),
    "articles_report_findings": ("view_report", ""),
    "articles_auditentry_export": ("view_auditentry", ""),
    "articles_speaker_merge": ("change_speaker", "?one={speaker}&other={other}"),
    "articles_organisation_merge": ("change_organisation", "?one={organisation}&other={body}"),
    "articles_tag_merge": ("change_tag", "?one={tag}&other={word}"),
    "articles_speaker_split": ("change_speaker", ""),
    "articles_appearance_identify": ("change_appearance", ""),
    "articles_mergerecord_undo": ("change_tag", ""),
    "articles_decision_undo": ("change_appearance", ""),
    "articles_tag_suggestions": ("view_tag", "?term=公益"),
    "articles_sourcetext_raw": ("view_sourcetext", ""),
    "articles_sourcetext_proposal": ("change_report", ""),
    "articles_importbatch_file": ("view_importbatch", ""),
    "articles_provenance_twin": ("change_report", ""),
    "articles_provenance_marks": ("change_report", ""),
    "articles_importbatch_failures": ("view_importbatch", ""),
}
WHO_IS_WHO = ("mergerecord", "formeraddress", "decision", "dismissal")
#: Permissions that the desk gives nobody: what is added in the report's form only, and what is a record.
NEVER = {
    *(f"{action}_{name}"
      for name in ("sourcetext", "provenance", "importbatch", "move", "signoff", "auditentry", *WHO_IS_WHO)
      for action in ("add", "delete")
      if (action, name) != ("add", "importbatch")),
    "delete_report",
    *(f"add_{name}" for name in ("credit", "photo", "appearance", "statement")),
}  # fmt: skip


@pytest.fixture
def rows():
    """One row of every model, and a second where two are merged."""
    section = make_section()
    report = make_report(section=section, tags=["公益诉讼"], paragraphs=["孙刚表示，要加强协作。"])
    with history.recording(report):
        report.tags.add("检察建议")
    speaker, body, source = make_speaker(), make_organisation(), make_source(raw="孙刚表示".encode())
    appearance = make_appearance(report, speaker=speaker)
    word = Tag.objects.get(name="检察建议")
    batch = ImportBatch.objects.create(label="seeds")
    return {
        "report": report,
        "section": section,
        "speaker": speaker,
        "organisation": body,
        "appearance": appearance,
        "sourcetext": source,
        "statement": make_statement(report, "要加强协作。"),
        "credit": report.credits.create(role="记者", name="刘璐"),
        "photo": report.photos.create(caption="会场"),
        "tag": report.tags.get(name="公益诉讼"),
        "post": Post.objects.create(speaker=speaker, organisation=body, title="检察长"),
        "importbatch": batch,
        "pending": batch.pending.create(file_name="a.txt", raw=b"1"),
        "provenance": Provenance.objects.create(source=source, report=report, lines=[[1]]),
        "move": report.moves.create(action="import", to_status="draft", at=report.created_at),
        "auditentry": audit.note(None, audit.Kind.ADD),
        "signoff": signature(report, by=make_user()),
        "mergerecord": MergeRecord.objects.create(
            kind="tag", kept_id=word.pk, kept_name="甲", gone_name="乙"
        ),
        "decision": Decision.objects.create(kind="identified", name="孙刚", report=report, speaker=speaker),
        "formeraddress": FormerAddress.objects.create(kind="tag", slug="公益", entry_id=word.pk),
        "other": make_speaker("王松"),
        "body": make_organisation("武汉市人民检察院"),
        "word": word,
        "wordrule": WordRule.objects.create(wrong="甲", right="乙", ground="词典"),
        "dismissal": Dismissal.objects.create(report=report, key="a" * 16, at=report.created_at),
    }


def names():
    """The names of all addresses of the desk."""
    found, waiting = set(), [admin.site.urls[0]]
    while waiting:
        for pattern in waiting.pop():
            if hasattr(pattern, "url_patterns"):
                waiting.append(pattern.url_patterns)
            elif pattern.name:
                found.add(pattern.name)
    return found


def standard_pages():
    return {f"articles_{model._meta.model_name}_{page}" for model in OURS for page in PAGES}


def address(name, rows):
    if name == "articles_report_move":
        return reverse(f"admin:{name}", args=[rows["report"].pk, "submit"])
    if name == "articles_importbatch_file":
        return reverse(f"admin:{name}", args=[rows["importbatch"].pk, rows["pending"].pk])
    _app, model, page = name.split("_")
    args = (
        []
        if page in {"changelist", "add", "export", "merge", "suggestions", "identify"}
        else [rows[model].pk]
    )
    query = OWN.get(name, ("", ""))[1].format(**{key: row.pk for key, row in rows.items()})
    return reverse(f"admin:{name}", args=args) + query


def permission(name):
    if name in OWN:
        return OWN[name][0]
    _app, model, page = name.split("_")
    return f"{PAGES[page]}_{model}"


def test_every_model_has_a_place_at_the_desk():
    models = set(apps.get_app_config("articles").get_models())
    inside = {inline.model for page in admin.site._registry.values() for inline in page.inlines}
    assert {
        model._meta.model_name for model in models - OURS - inside
    } == FIELDS | INDEXES | IN_PAGES_OF_OTHERS


def test_every_address_is_known_here():
    foreign = {name for name in names() if name.startswith(("auth_", "taggit_"))}
    assert names() - foreign == standard_pages() | OWN.keys() | ANY_STAFF | NOT_OPENED.keys()


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_what_it_may_and_nothing_else(role, rows, enter):
    client = enter(make_user(role=role))
    pages = sorted(standard_pages() | OWN.keys())
    opened = {name: client.get(address(name, rows)).status_code for name in pages}
    allowed = ROLES[role] - NEVER
    assert opened == {name: 200 if permission(name) in allowed else 403 for name in pages}


def test_a_superuser_opens_all_but_what_nobody_may_do(rows, enter):
    client = enter(make_superuser())
    pages = sorted(standard_pages() | OWN.keys())
    opened = {name: client.get(address(name, rows)).status_code for name in pages}
    assert opened == {name: 403 if permission(name) in NEVER else 200 for name in pages}


@pytest.mark.parametrize("who", ["nobody", "stranger"])
def test_who_is_no_member_of_staff_is_asked_to_log_in(who, rows, client, stranger):
    if who == "stranger":
        client.force_login(stranger)
    pages = sorted(standard_pages() | OWN.keys())
    answers = {client.get(address(name, rows)).headers.get("Location", "")[:13] for name in pages}
    assert answers == {"/admin/login/"}


def test_the_pages_of_the_desk_itself_open(desk):
    answers = {desk.get(reverse(f"admin:{name}")).status_code for name in ANY_STAFF}
    assert answers <= {200, 302}


def test_a_row_that_is_not_there_is_no_error(desk):
    pages = [name for name in sorted(standard_pages()) if not name.endswith(("changelist", "add"))]
    answers = {desk.get(reverse(f"admin:{name}", args=[4711])).status_code for name in pages}
    assert answers <= {302, 403, 404}
