"""Every public address in every state through the front: what it sends is what Django would send now."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.editorial import workflow
from articles.models import Photo, Report, Section, Speaker
from tests.builders import edit, make_report
from tests.public.pages.visitor import HOST, ask
from tests.public.test_addresses import ADDRESSES, address_of, make_complete

pytestmark = [pytest.mark.on_both_databases, pytest.mark.no_cover]


def publish(report):
    workflow.transition(report, "publish")


def withdraw(report):
    workflow.transition(report, "withdraw", reason="误", notice="已撤回")


#: Acts in turn, each on the state that the one before left.
STEPS = {
    "published": publish,
    "renamed": lambda report: edit(report, title="公开的消息"),
    "section renamed": lambda report: Section.objects.update(name="新的栏目"),
    "speaker renamed": lambda report: Speaker.objects.update(name="欧阳清"),
    "caption changed": lambda report: Photo.objects.update(caption="背面图"),
    "withdrawn": withdraw,
    "reopened": lambda report: workflow.transition(report, "reopen"),
    "published again": publish,
    "archived": lambda report: workflow.transition(report, "archive"),
    "scheduled": lambda report: Report.objects.update(live_from=timezone.now() + timedelta(days=1)),
    "erased": lambda report: Report.objects.get(pk=report.pk).delete(),
}


#: Those that stand for all.
FEW = ("published", "renamed", "withdrawn")
#: An empty feed is as new as the moment in which it is asked for.
NOW = re.compile("<(updated|lastBuildDate)>[^<]*")


def shown(application, addresses):
    """What an application answers at each address: status, text, where it leads."""
    answers = {name: ask(application, address) for name, address in addresses.items()}
    return {
        name: (answer.status, NOW.sub("", answer.text, count=1), answer.headers.get("Location"))
        for name, answer in answers.items()
    }


def test_no_state_is_shown_stale(visitor, settings, exhaustive):
    settings.ALLOWED_HOSTS = [HOST]
    report = make_complete(make_report)
    addresses = {name: address_of(name, report) for name in ADDRESSES if name != "preview"}
    assert shown(visitor.front, addresses) == shown(visitor.django, addresses)
    for step, act in STEPS.items() if exhaustive else [(step, STEPS[step]) for step in FEW]:
        act(report)
        report = Report.objects.filter(pk=report.pk).first() or report
        addresses |= {"report": report.get_absolute_url() or addresses["report"]}
        fresh = shown(visitor.django, addresses)
        for served in (shown(visitor.front, addresses), shown(visitor.front, addresses)):
            assert {name for name in fresh if served[name] != fresh[name]} == set(), step


def test_hits_are_answered_without_django(visitor):
    report = make_complete(make_report)
    publish(report)
    kept = ADDRESSES.keys() - {"preview", "healthz", "media", "api:popolo"}
    kept -= {"speaker_statements", "organisation_statements"}
    assert {name for name in kept if not visitor.is_kept(address_of(name, report))} == set()
