"""What the script of the report's form asks: how statements stand, and what the reader would find."""

import pytest

from articles.models import Appearance, Statement
from tests.admin.forms import nothing_written
from tests.builders import make_speaker

pytestmark = pytest.mark.django_db
STANDING, READING = "/admin/articles/report/statements/", "/admin/articles/report/reread/"
BODY = "<p>丹东市人民检察院检察长孙刚强调：要加强协作。</p><p>一是强基。</p><p>二是固本。</p>"


def ask(client, address, **sent):
    return client.post(address, {"body": BODY} | sent, content_type="application/json")


def standing(client, text):
    [answer] = ask(client, STANDING, texts=[text]).json()["statements"]
    return answer


def test_words_of_the_body_are_found_over_paragraphs_and_their_points_counted(desk):
    assert standing(desk, "一是强基。\n二是固本。") == {"found": True, "near": "", "points": 2}


def test_of_words_that_are_gone_the_nearest_text_is_told(desk):
    assert standing(desk, "要加强合作。") == {"found": False, "near": "要加强协作。", "points": 0}


def test_differences_are_shown_with_what_the_script_needs(desk):
    page = ask(desk, READING, people=[], statements=[]).text
    assert ('data-name="孙刚"' in page, 'data-change="new"' in page) == (True, True)


def test_what_stands_there_already_is_not_proposed(desk):
    people = [{"row": "a", "name": "孙刚", "organisation": "丹东市人民检察院", "titles": "检察长"}]
    heard = "丹东市人民检察院检察长孙刚强调：要加强协作。\n一是强基。\n二是固本。"
    page = ask(desk, READING, people=people, statements=[{"row": "1", "speaker": "孙刚", "text": heard}]).text
    assert "data-accept" not in page


def test_nothing_is_stored(desk):
    make_speaker()
    ask(desk, READING, people=[], statements=[])
    assert (Appearance.objects.exists(), Statement.objects.exists()) == (False, False)


def test_what_is_shown_is_escaped(desk):
    statements = [{"row": "1", "speaker": "<b>", "text": "<script>"}]
    assert "<script>" not in ask(desk, READING, people=[], statements=statements).text


@pytest.mark.parametrize("address", [STANDING, READING])
class TestAddresses:
    def test_reporter_is_answered(self, address, enter, reporter):
        assert ask(enter(reporter), address).status_code == 200

    def test_403_without_permission(self, address, enter, stranger):
        stranger.is_staff = True
        stranger.save()
        assert ask(enter(stranger), address).status_code == 403

    def test_get_is_405(self, address, desk):
        assert desk.get(address).status_code == 405

    @pytest.mark.parametrize(
        "sent", [b"", b"[]", b"{}", b'{"body": 1}', b'{"body": "", "people": [1]}', b"\xff"]
    )
    def test_invalid_json_is_400(self, address, sent, desk):
        with nothing_written():
            assert desk.post(address, sent, content_type="application/json").status_code == 400
