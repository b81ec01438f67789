"""Speakers, organisations, tags and sections: their forms, and making one of two."""

import pytest

from articles.models import MergeRecord, Organisation, Speaker, Tag
from tests.admin.forms import nothing_written, posted
from tests.builders import (
    make_appearance,
    make_organisation,
    make_published,
    make_report,
    make_speaker,
    make_tag,
)

pytestmark = pytest.mark.django_db

MAKERS = {"speaker": make_speaker, "organisation": make_organisation, "tag": make_tag}


def add(client, model, **values):
    there = f"/admin/articles/{model}/add/"
    return client.post(there, posted(client.get(there), **values))


def merge(client, model, one, other, **values):
    there = f"/admin/articles/{model}/merge/?one={one.pk}&other={other.pk}"
    return client.post(there, values, follow=True)


class TestForms:
    def test_pinyin_and_address_of_a_speaker_are_made_of_the_name(self, desk):
        add(desk, "speaker", name="曾晓慧")
        assert Speaker.objects.values_list("pinyin", "slug").get() == ("zeng xiao hui", "zeng-xiao-hui")

    def test_what_an_editor_typed_for_them_stays(self, desk):
        add(desk, "speaker", name="单田芳", pinyin="shan tian fang", slug="shan")
        assert Speaker.objects.values_list("pinyin", "slug").get() == ("shan tian fang", "shan")

    def test_two_speakers_of_one_name_have_two_addresses(self, desk):
        for _twice in range(2):
            add(desk, "speaker", name="王伟")
        assert sorted(Speaker.objects.values_list("slug", flat=True)) == ["wang-wei", "wang-wei-2"]

    def test_the_address_of_an_organisation_is_made_of_the_name(self, desk):
        add(desk, "organisation", name="检察院")
        assert Organisation.objects.get().slug == "jian-cha-yuan"

    def test_the_address_of_a_tag_keeps_its_characters(self, desk):
        add(desk, "tag", name="公益诉讼")
        assert Tag.objects.get().slug == "公益诉讼"


class TestLists:
    def test_those_who_share_a_name_are_found(self, desk):
        twins = {make_speaker("王伟"), make_speaker("王伟")}
        make_speaker("孙刚")
        page = desk.get("/admin/articles/speaker/", {"shares_name": "yes"})
        assert set(page.context["cl"].result_list) == twins

    def test_a_speaker_is_found_by_another_name(self, desk):
        speaker = make_speaker("宋玉")
        speaker.other_names.create(name="宋 玉")
        page = desk.get("/admin/articles/speaker/", {"q": "宋 玉"})
        assert list(page.context["cl"].result_list) == [speaker]

    def test_a_public_page_is_offered_where_there_is_one(self, desk):
        seen, unseen = make_speaker(), make_speaker()
        make_appearance(make_published(), speaker=seen)
        make_appearance(make_report(), speaker=unseen)
        pages = [
            desk.get(f"/admin/articles/speaker/{row.pk}/change/").context["absolute_url"]
            for row in (seen, unseen)
        ]
        assert pages == [seen.get_absolute_url(), None]


class TestSuggestions:
    def test_the_most_used_come_first(self, desk):
        make_report(tags=["公益"])
        for _twice in range(2):
            make_report(tags=["公益诉讼"])
        found = desk.get("/admin/articles/tag/suggestions/", {"term": "公益"}).json()["results"]
        assert [row["text"] for row in found] == ["公益诉讼", "公益"]

    def test_tags_and_new_words_are_saved_together(self, desk):
        make_tag("两 个词")
        there = "/admin/articles/report/add/"
        values = posted(desk.get(there), title="甲", tags=["两 个词", "听证、公开 生态"])
        desk.post(there, values)
        assert set(Tag.objects.values_list("name", flat=True)) == {"两 个词", "听证", "公开", "生态"}


@pytest.mark.parametrize("model", MAKERS)
class TestMerging:
    def test_two_that_are_chosen_are_shown_beside_each_other(self, model, desk):
        rows = [MAKERS[model]("甲"), MAKERS[model]("乙")]
        chosen = {"action": "merge_two", "_selected_action": [row.pk for row in rows]}
        page = desk.post(f"/admin/articles/{model}/", chosen, follow=True)
        assert list(page.context["entries"]) == rows

    @pytest.mark.parametrize("number", [1, 3])
    def test_more_or_fewer_than_two_are_refused(self, number, model, desk):
        rows = [MAKERS[model](name) for name in "甲乙丙"[:number]]
        chosen = {"action": "merge_two", "_selected_action": [row.pk for row in rows]}
        page = desk.post(f"/admin/articles/{model}/", chosen, follow=True)
        assert [message.level_tag for message in page.context["messages"]] == ["error"]

    def test_the_one_chosen_stays_and_the_record_is_kept(self, model, desk, chief):
        one, other = MAKERS[model]("甲"), MAKERS[model]("乙")
        merge(desk, model, one, other, keep=other.pk)
        record = MergeRecord.objects.get()
        assert (record.kind, record.kept_id, record.gone_name, record.by) == (model, other.pk, "甲", chief)

    def test_message_links_the_undo(self, model, desk):
        one, other = MAKERS[model]("甲"), MAKERS[model]("乙")
        page = merge(desk, model, one, other, keep=other.pk)
        assert f"/mergerecord/{MergeRecord.objects.get().pk}/undo/" in page.content.decode()

    def test_merge_without_a_choice_is_refused(self, model, desk):
        merge(desk, model, MAKERS[model]("甲"), MAKERS[model]("乙"))
        assert not MergeRecord.objects.exists()

    def test_merge_into_a_third_entry_is_refused(self, model, desk):
        third = MAKERS[model]("丙")
        merge(desk, model, MAKERS[model]("甲"), MAKERS[model]("乙"), keep=third.pk)
        assert not MergeRecord.objects.exists()

    def test_reporter_is_refused_to_merge(self, model, enter, reporter):
        one, other = MAKERS[model]("甲"), MAKERS[model]("乙")
        client = enter(reporter)
        with nothing_written():
            assert merge(client, model, one, other, keep=one.pk).status_code == 403

    def test_merge_page_without_two_entries_redirects_with_an_error(self, model, desk):
        page = desk.get(f"/admin/articles/{model}/merge/?one=x&other=99999999999999999999", follow=True)
        assert [message.level_tag for message in page.context["messages"]] == ["error"]
