"""The cast and one report in every state, each with all that an address of the desk could ask for."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.contrib.auth.models import Group, User
from django.utils import timezone

from articles.editorial import audit, history, workflow
from articles.editorial.checks import findings_of
from articles.intake.proposal import proposals
from articles.models import (
    Autosave,
    BulkAct,
    Dismissal,
    ImportBatch,
    Membership,
    Provenance,
    Report,
    SlugRedirect,
    WordRule,
)
from articles.register import identifying, merging
from tests.builders import (
    make_appearance,
    make_organisation,
    make_photo,
    make_report,
    make_section,
    make_source,
    make_speaker,
    make_statement,
    make_superuser,
    make_tag,
    make_user,
    sign,
    signature,
)
from tests.intake.texts import make_text

#: Nobody may read this who may not see the report.
SECRET = "尚未公开的稿件"
BODY = ("孙刚表示，要加强协作。", "会议在市检察院召开,取得圆满成功。", "与会人员,参观了检察院。")
#: Who asks, in the order of the columns of the table: a letter, and the role.
CAST = {
    "a": "记者",  # the author of every report
    "r": "记者",  # another reporter
    "1": "初审",
    "2": "复审",
    "3": "终审",
    "c": "检察长",
    "m": "管理员",
    "s": "superuser",
    "-": "staff without a role",
    "x": "no member of staff",
    "o": "nobody logged in",
}


@dataclass
class World:
    """The data of the matrix: accounts by letter, reports by state, and other rows by model."""

    people: dict[str, User | None]
    reports: dict[str, Case]
    rows: dict[str, Any]
    media: Any = None


@dataclass
class Case:
    """A report in a state, and its related rows by name."""

    report: Report
    parts: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        return self.parts[name]


def build() -> World:
    """Create everything in the database."""
    people = {letter: _person(letter, role) for letter, role in CAST.items()}
    rows = _registers()
    signers = [make_user(f"signer-{role}", role=role) for role in ("初审", "复审", "终审")]
    return World(people, _reports(people["a"], signers, rows), rows)


def _person(letter: str, role: str) -> User | None:
    if letter == "o":
        return None
    if role == "superuser":
        return make_superuser("superuser")
    user = make_user(f"person-{ord(letter)}", role=role if letter.isalnum() and letter != "x" else None)
    if letter == "-":
        user.is_staff = True
        user.save()
    return user


def _registers() -> dict[str, Any]:
    """Create the rows that belong to no report: registers, word list, records."""
    speaker, organisation = make_speaker("王松"), make_organisation("武汉市人民检察院")
    case, gone = make_tag("检察建议"), make_tag("检察意见")
    return {
        "section": make_section(),
        "unused": make_section("空栏目"),
        "speaker": speaker,
        "other": make_speaker("王松"),
        "organisation": organisation,
        "body": make_organisation("武汉检察院"),
        "tag": case,
        "word": gone,
        "membership": Membership.objects.create(speaker=speaker, organisation=organisation, role="检察长"),
        "wordrule": WordRule.objects.create(wrong="甲方案", right="乙方案", legal_basis="词典"),
        "mergerecord": merging.merge_tags(make_tag("合并以后"), make_tag("合并以前")),
        "auditentry": audit.record(audit.Kind.ADD),
        "user": make_user(),
        "signer": make_user(),
        "group": Group.objects.first(),
        "slugredirect": SlugRedirect.objects.create(kind="tag", slug="公益", entry_id=case.pk),
    }


def _reports(author: User, signers: list[User], rows: dict[str, Any]) -> dict[str, Case]:
    first, second, final = signers
    states = {
        "draft": (),
        "returned": (partial(workflow.transition, action="return", by=first, reason="补写"),),
        "first_review": (),
        "second_review": (partial(sign, by=first),),
        "final_review": (partial(sign, by=first), partial(sign, by=second)),
        "chief_review": tuple(partial(sign, by=signer) for signer in (first, second, final)),
        "ready": tuple(partial(sign, by=signer) for signer in (first, second, final)),
    }
    publish = partial(workflow.transition, action="publish")
    later = partial(publish, live_from=timezone.now() + timezone.timedelta(days=3))
    withdraw = partial(workflow.transition, action="withdraw", reason="内容有误")
    for name, last in {
        "scheduled": (later,),
        "published": (publish,),
        "archived": (publish, partial(workflow.transition, action="archive")),
        "withdrawn": (publish, withdraw),
    }.items():
        states[name] = (*states["ready"], *last)
    states["binned"] = (partial(workflow.transition, action="bin", by=author),)
    found = {name: _report(name, transitions, author, rows) for name, transitions in states.items()}
    original = make_report("改前的标题", section=rows["section"])
    publish(original)
    workflow.transition(original, "revise", by=author)
    found["copy"] = _with_rows(Report.objects.get(copy_of=original), author, rows)
    return found


def _report(state: str, transitions: tuple, author: User, rows: dict[str, Any]) -> Case:
    """Create a report, submit it and make these transitions."""
    report = make_report(author=author, section=rows["section"], is_major_case=state == "chief_review")
    case = _with_rows(report, author, rows)
    if state not in {"draft", "binned"}:
        workflow.transition(report, "submit", by=author)
    for step in transitions:
        step(report)
    return case


def _with_rows(report: Report, author: User, rows: dict[str, Any]) -> Case:
    """Create the related rows of a report."""
    history.ensure_recorded(report)
    report.title, report.body = SECRET, "".join(f"<p>{text}</p>" for text in BODY)
    report.save()
    report.tags.add("公益诉讼")
    said = make_statement(report, "要加强协作。")
    made = {
        "appearance": said.appearance,
        "statement": said,
        "nobody": make_appearance(report, "会议", titles=""),
        "credit": report.credits.create(role="记者", name="刘璐"),
        "photo": make_photo(report, "secret.gif", caption="会场", alt="会场"),
    }
    decided = make_appearance(report, "穆书芹")
    made |= {"decided": decided, "decision": identifying.identify(decided, rows["other"])}
    report.refresh_from_db()
    history.record_revision(report, author)
    warnings = [finding for finding in findings_of(report) if finding.code == "half_width_marks"]
    workflow.dismiss(report, [warnings[0].key], by=author)
    made["dismissal"] = Dismissal.objects.get(report=report)
    made["finding"] = warnings[1].key
    last = report.revisions.first()
    made["latest"] = last.number
    made["typing"] = Autosave.objects.create(
        user=author, report=report, key=f"k{report.pk}", seen=last.number, snapshot=last.snapshot
    )
    made |= _sources(report, author)
    made["transition"] = report.transitions.create(action="import", to_status="draft", at=report.created_at)
    report.original.transitions.create(
        action="change",
        to_status="draft",
        at=report.created_at,
        version=report.version,
        findings=[
            {"key": "released", "code": "procuratorate_names", "words": "检查院", "reason": "原文如此"}
        ],
    )
    made["signoff"] = signature(report, by=rows["signer"], version="of former words")
    return Case(report, made)


def _sources(report: Report, author: User) -> dict[str, Any]:
    """Create its source, a changed version of the source, and a near-duplicate."""
    batch = ImportBatch.objects.create(label="batch", by=author)
    source = make_source(batch=batch, file_name=f"{SECRET}.txt")
    came = {"title": report.title, "body": report.paragraphs}
    provenance = Provenance.objects.create(
        source=source,
        report=report,
        lines=[[1], [2], [3]],
        draft=came,
        restored_punctuation={"body": [[4], [], []]},
        similar_to=make_report("相近的报道"),
    )
    again = make_source(make_text(SECRET + "续", body=report.paragraphs, published=""), replaces=source)
    change = next(each for each in proposals(again)[0].changes if each.kind == "title")
    return {
        "importbatch": batch,
        "bulkact": BulkAct.objects.create(action="publish", by=author),
        "pending": batch.pending.create(file_name=f"{SECRET}.txt", raw=b"1"),
        "sourcetext": source,
        "changed": again,
        "change": change.key,
        "provenance": provenance,
    }
