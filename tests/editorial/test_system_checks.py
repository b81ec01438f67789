"""`manage.py check --deploy --database default` names what a database or the settings lack."""

import pytest
from django.contrib.auth.models import Group
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import connection

from articles.models import triggers

pytestmark = [pytest.mark.django_db, pytest.mark.on_both_databases]


def messages():
    """The messages of our own checks, as the command would print them."""
    found = run_checks(include_deployment_checks=True, databases=["default"])
    return [f"{each.id} {each.msg}" for each in found if each.id.startswith("articles.")]


def test_nothing_is_said_of_a_database_that_was_migrated():
    assert messages() == []


@pytest.mark.parametrize("name", [each.name for each in triggers.objects(connection.vendor)])
def test_a_missing_trigger_is_named(name):
    dropped = next(each for each in triggers.objects(connection.vendor) if each.name == name)
    with connection.cursor() as cursor:
        cursor.execute(dropped.drop)
    assert len(messages()) == 1
    assert messages()[0].startswith("articles.W003")
    assert name in messages()[0]


def test_what_is_missing_is_made_by_the_next_migration():
    for each in triggers.objects(connection.vendor):
        with connection.cursor() as cursor:
            cursor.execute(each.drop)
    call_command("migrate", verbosity=0, skip_checks=False)
    assert messages() == []


def test_a_permission_that_a_role_lacks_is_named():
    final = Group.objects.get(name="终审")
    final.permissions.remove(final.permissions.get(codename="publish_report"))
    assert messages() == ["articles.W002 The role 终审 lacks in the database 'default': publish_report."]


def test_a_role_that_is_missing_is_named():
    Group.objects.get(name="检察长").delete()
    assert len(messages()) == 1
    assert "检察长" in messages()[0]
    assert "sign_chief" in messages()[0]


def test_a_missing_site_url_is_named(settings):
    settings.SITE_URL = ""
    assert messages() == ["articles.W001 SITE_URL is not set."]


def test_a_database_that_was_not_migrated_is_no_fault(monkeypatch):
    monkeypatch.setattr(type(connection.introspection), "table_names", lambda self, *args, **how: [])
    assert messages() == []
