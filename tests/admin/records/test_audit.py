"""The audit log: an entry for each act, login and download; no entry is changed or deleted."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.test import RequestFactory

from articles.editorial import audit
from articles.editorial.messages import in_words
from articles.models import AuditEntry, ImportBatch
from tests.admin.forms import posted
from tests.builders import (
    PASSWORD,
    make_appearance,
    make_report,
    make_source,
    make_speaker,
    make_tag,
    make_user,
)

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"
LIST = "/admin/articles/auditentry/"


@pytest.fixture
def keeper():
    """An administrator."""
    return make_user("keeper", role="管理员")


def kinds():
    return list(AuditEntry.objects.order_by("pk").values_list("kind", flat=True))


def acts():
    """The entries except logins."""
    return AuditEntry.objects.exclude(kind="login").order_by("pk")


def log_in(client, name, password, **extra):
    return client.post(LOGIN, {"username": name, "password": password, "next": "/admin/"}, **extra)


def test_entry_of_a_save_names_the_changed_fields_alone(desk):
    report = make_report()
    there = f"/admin/articles/report/{report.pk}/change/"
    desk.post(there, posted(desk.get(there), title="改过的标题"))
    assert in_words(acts().last()) == "已修改标题。"


class TestLogins:
    def test_login_and_logout_are_logged(self, client, reporter):
        log_in(client, "reporter", PASSWORD)
        client.post("/admin/logout/")
        assert kinds() == ["login", "logout"]

    def test_failed_login_is_logged_with_the_name_typed(self, client, reporter):
        log_in(client, "reporter", "wrong", REMOTE_ADDR="10.1.2.3")
        entry = AuditEntry.objects.get()
        assert (entry.kind, entry.by_name, entry.address) == ("login_failed", "reporter", "10.1.2.3")

    def test_failed_login_stores_no_password(self, client, reporter):
        log_in(client, "reporter", "what-was-typed")
        assert not any("what-was-typed" in str(value) for value in AuditEntry.objects.values_list().get())

    def test_too_many_failed_logins_lock_the_account(self, client, reporter, settings):
        settings.AXES_FAILURE_LIMIT = 2
        for _try in range(2):
            log_in(client, "reporter", "wrong")
        answer = log_in(client, "reporter", PASSWORD)
        assert (answer.status_code, "密码多次输入有误" in answer.text) == (429, True)
        assert "locked" in kinds()

    def test_lock_does_not_affect_another_account(self, client, reporter, settings):
        settings.AXES_FAILURE_LIMIT = 2
        for _try in range(2):
            log_in(client, "stranger", "wrong")
        assert log_in(client, "reporter", PASSWORD).status_code == 302


class TestActs:
    def test_adding_and_changing_a_report_are_logged(self, desk):
        desk.post("/admin/articles/report/add/", posted(desk.get("/admin/articles/report/add/"), title="新"))
        report = make_report()
        there = f"/admin/articles/report/{report.pk}/change/"
        desk.post(there, posted(desk.get(there), title="改过的"))
        assert [entry.kind for entry in acts()] == ["add", "change"]

    def test_deletion_is_logged(self, desk):
        tag = make_tag()
        desk.post(f"/admin/articles/tag/{tag.pk}/delete/", {"post": "yes"})
        entry = acts().get()
        assert (entry.kind, entry.object_name, entry.by_name) == ("delete", tag.name, "chief")

    def test_transition_is_logged(self, desk):
        report = make_report()
        desk.post(f"/admin/articles/report/{report.pk}/transition/bin/", {"reason": "重复"})
        assert [entry.kind for entry in acts()] == ["transition"]

    @pytest.mark.parametrize(
        ("act", "state", "kind"),
        [
            ("store", "read", "import"),
            ("cancel", "read", "import"),
            ("resume", "left_out", "import"),
            ("undo", "read", "undo"),
        ],
    )
    def test_act_on_a_batch_is_logged(self, act, state, kind, desk):
        batch = ImportBatch.objects.create()
        batch.pending.create(file_name="a.txt", raw="标题\n会议在市检察院召开。".encode(), state=state)
        desk.post(f"/admin/articles/importbatch/{batch.pk}/change/", {"act": act, "all": "1"})
        assert [(entry.kind, entry.object_id) for entry in acts()] == [(kind, str(batch.pk))]

    def test_identifying_is_logged(self, desk):
        waiting, speaker = make_appearance(make_report()), make_speaker()
        answer = {"appearance": waiting.pk, "answer": speaker.pk, "which": "leave"}
        desk.post("/admin/articles/appearance/identify/", answer)
        assert [entry.kind for entry in acts()] == ["identify"]

    def test_a_command_is_logged_without_a_name(self):
        call_command("rebuild_search", stdout=StringIO())
        entry = acts().get()
        assert (entry.kind, entry.by_name, entry.code) == ("command", "", "search_rebuilt")

    def test_download_of_a_source_is_logged(self, desk):
        desk.post(f"/admin/articles/sourcetext/{make_source().pk}/raw/")
        assert [entry.kind for entry in acts()] == ["export"]

    def test_change_of_groups_is_logged_with_their_names(self, desk, stranger):
        there = f"/admin/auth/user/{stranger.pk}/change/"
        page = desk.get(there)
        form = page.context["adminform"].form
        group = form.fields["groups"].queryset.get(name="终审")
        joined = form.initial["date_joined"]
        desk.post(
            there,
            {
                "username": "stranger",
                "groups": [group.pk],
                "date_joined_0": f"{joined:%Y-%m-%d}",
                "date_joined_1": f"{joined:%H:%M:%S}",
                "is_active": "on",
            },
        )
        assert "终审" in in_words(acts().get())

    def test_change_of_ones_own_password_is_logged(self, desk):
        new = "another-long-password"
        desk.post(
            "/admin/password_change/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
        )
        assert [entry.kind for entry in acts()] == ["password"]

    def test_change_of_another_password_is_logged(self, desk, stranger):
        new = "another-long-password"
        values = {"password1": new, "password2": new, "usable_password": "true"}
        desk.post(f"/admin/auth/user/{stranger.pk}/password/", values)
        assert ("password", "stranger") in AuditEntry.objects.values_list("kind", "object_name")


class TestKeeping:
    @pytest.mark.parametrize("change", [{"code": "x"}, {"kind": "login"}, {"by_name": "x"}])
    def test_database_refuses_to_change_an_entry(self, change, keeper):
        audit.record(audit.Kind.ADD, by=keeper)
        with pytest.raises(DatabaseError), transaction.atomic():
            AuditEntry.objects.update(**change)

    def test_database_refuses_to_delete_an_entry(self):
        audit.record(audit.Kind.ADD)
        with pytest.raises(DatabaseError), transaction.atomic():
            AuditEntry.objects.all().delete()

    def test_entry_keeps_the_name_of_a_deleted_account(self, keeper):
        audit.record(audit.Kind.ADD, by=keeper)
        keeper.delete()
        assert AuditEntry.objects.values_list("by", "by_name").get() == (None, "keeper")

    def test_behind_a_proxy_the_address_is_the_last_forwarded(self, settings):
        settings.BEHIND_PROXY = True
        request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR="6.6.6.6, 10.1.2.3", REMOTE_ADDR="127.0.0.1")
        assert audit.address_of(request) == "10.1.2.3"

    def test_without_a_proxy_the_forwarded_address_is_ignored(self, settings):
        settings.BEHIND_PROXY = False
        request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR="6.6.6.6", REMOTE_ADDR="10.1.2.3")
        assert audit.address_of(request) == "10.1.2.3"


class TestPage:
    def test_administrator_sees_the_entries(self, enter, keeper):
        audit.record(audit.Kind.ADD, by=keeper)
        assert enter(keeper).get(LIST).context["cl"].result_count == 2  # the login is one

    def test_list_and_export_are_403_for_others(self, enter, final_reviewer):
        client = enter(final_reviewer)
        answers = client.get(LIST), client.post(f"{LIST}export/")
        assert [answer.status_code for answer in answers] == [403, 403]

    def test_a_get_exports_nothing(self, enter, keeper):
        assert enter(keeper).get(f"{LIST}export/").status_code == 405
        assert not acts().exists()

    def test_export_has_the_filtered_entries(self, enter, keeper):
        audit.record(audit.Kind.ADD, by=keeper, code="一条")
        audit.record(audit.Kind.DELETE, by=keeper, code="另一条")
        lines = (
            enter(keeper).post(f"{LIST}export/?kind__exact=add").getvalue().decode("utf-8-sig").splitlines()
        )
        assert [line.rpartition(",")[2] for line in lines[1:]] == ["一条"]

    def test_list_is_filtered_by_object_type(self, enter, keeper):
        audit.record(audit.Kind.ADD, make_report(), by=keeper)
        audit.record(audit.Kind.ADD, make_tag(), by=keeper)
        page = enter(keeper).get(f"{LIST}?object_type=articles.report")
        assert page.context["cl"].result_count == 1

    def test_list_and_export_name_a_column_alike(self, enter, keeper):
        client = enter(keeper)
        heading = client.post(f"{LIST}export/").getvalue().decode("utf-8-sig").splitlines()[0].split(",")
        assert "操作人" in heading
        assert "操作人" in client.get(LIST).text

    def test_export_is_logged(self, enter, keeper):
        enter(keeper).post(f"{LIST}export/").getvalue()
        assert [entry.kind for entry in acts()] == ["export"]

    def test_export_escapes_formulas(self, enter, keeper):
        audit.record(audit.Kind.ADD, by=keeper, code="=1+1")
        assert ",'=1+1" in enter(keeper).post(f"{LIST}export/").getvalue().decode()
