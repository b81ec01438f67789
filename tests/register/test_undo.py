"""A merge taken back: what was there is there again, and what happened since is left alone."""

import pytest

from articles import search
from articles.models import (
    Membership,
    MergeRecord,
    Organisation,
    OtherName,
    Report,
    SlugRedirect,
    Speaker,
    Tag,
    TagName,
)
from articles.models.tags import fold_synonyms
from articles.register.merging import (
    CannotUndo,
    merge_organisations,
    merge_speakers,
    merge_tags,
    undo,
    undo_merge,
)
from tests.builders import (
    make_appearance,
    make_organisation,
    make_published,
    make_report,
    make_speaker,
    make_tag,
)

pytestmark = pytest.mark.django_db

KINDS = {
    "speaker": (make_speaker, merge_speakers, Speaker),
    "organisation": (make_organisation, merge_organisations, Organisation),
    "tag": (make_tag, merge_tags, Tag),
}


def values(row):
    return type(row).objects.values().get(pk=row.pk)


@pytest.mark.parametrize("kind", KINDS)
class TestAny:
    def test_the_entry_is_there_again_as_it_was(self, kind):
        make, merge, _model = KINDS[kind]
        kept, gone = make("甲"), make("乙")
        before = values(gone)
        assert values(undo_merge(merge(kept, gone))) == before

    def test_the_record_says_who_took_it_back(self, kind, chief):
        make, merge, _model = KINDS[kind]
        record = merge(make("甲"), make("乙"))
        undo_merge(record, by=chief)
        record.refresh_from_db()
        assert (record.undone_by, record.undone_at is None) == (chief, False)

    def test_it_is_taken_back_once(self, kind):
        make, merge, _model = KINDS[kind]
        record = merge(make("甲"), make("乙"))
        undo_merge(record)
        with pytest.raises(CannotUndo):
            undo_merge(record)

    def test_its_address_does_not_lead_away_any_more(self, kind):
        make, merge, _model = KINDS[kind]
        undo_merge(merge(make("甲"), make("乙")))
        assert not SlugRedirect.objects.exists()

    def test_an_address_that_is_taken_now_goes_on_leading_there(self, kind):
        make, merge, model = KINDS[kind]
        kept, gone = make("甲"), make("乙")
        record, slug = merge(kept, gone), gone.slug
        other = make("丙")
        model.objects.filter(pk=other.pk).update(slug=slug)
        assert undo_merge(record).slug == f"{slug}-2"

    def test_the_former_addresses_are_its_own_again(self, kind):
        make, merge, _model = KINDS[kind]
        kept, gone = make("甲"), make("乙")
        SlugRedirect.objects.create(kind=kind, slug="a", entry_id=gone.pk)
        again = undo_merge(merge(kept, gone))
        assert list(SlugRedirect.objects.values_list("slug", "entry_id")) == [("a", again.pk)]

    def test_a_merge_into_one_who_is_gone_stays(self, kind):
        make, merge, _model = KINDS[kind]
        kept = make("甲")
        record = merge(kept, make("乙"))
        kept.delete()
        with pytest.raises(CannotUndo):
            undo_merge(record)

    @pytest.mark.parametrize("order", [(0, 1), (1, 0)])
    def test_two_in_a_row_are_taken_back_in_any_order(self, kind, order):
        make, merge, model = KINDS[kind]
        first, second, third = make("甲"), make("乙"), make("丙")
        records = [merge(second, third), merge(first, second)]
        for number in order:
            undo_merge(records[number])
        assert set(model.objects.values_list("pk", flat=True)) == {first.pk, second.pk, third.pk}


class TestSpeakers:
    def test_appearances_go_back(self):
        kept, gone = make_speaker(), make_speaker()
        mine, theirs = (make_appearance(make_report(), speaker=speaker) for speaker in (kept, gone))
        again = undo_merge(merge_speakers(kept, gone))
        assert (list(kept.appearances.all()), list(again.appearances.all())) == ([mine], [theirs])

    def test_an_appearance_that_was_given_to_somebody_else_since_stays_there(self):
        kept, gone, third = make_speaker(), make_speaker(), make_speaker()
        appearance = make_appearance(make_report(), speaker=gone)
        record = merge_speakers(kept, gone)
        third.appearances.add(appearance)
        undo_merge(record)
        assert list(third.appearances.all()) == [appearance]

    def test_posts_and_other_names_are_as_they_were(self):
        kept, gone, body = make_speaker("孙刚"), make_speaker("孙 刚"), make_organisation()
        for speaker in (kept, gone):
            Membership.objects.create(speaker=speaker, organisation=body, role="检察长", start="2019")
            OtherName.objects.create(speaker=speaker, name="老孙")
        Membership.objects.create(speaker=gone, organisation=body, role="副检察长", start="2015")
        before = set(Membership.objects.values_list()), set(OtherName.objects.values_list())
        undo_merge(merge_speakers(kept, gone))
        assert (set(Membership.objects.values_list()), set(OtherName.objects.values_list())) == before

    def test_a_post_at_an_organisation_that_was_merged_since_is_at_the_one_kept(self):
        kept, gone = make_speaker(), make_speaker()
        body, old = make_organisation(), make_organisation("丹东市检察院")
        for speaker in (kept, gone):
            Membership.objects.create(speaker=speaker, organisation=old, role="检察长")
        record = merge_speakers(kept, gone)
        merge_organisations(body, old)
        again = undo_merge(record)
        assert again.memberships.get().organisation == body

    def test_those_of_two_merges_in_a_row_go_back_to_whom_they_were_of(self):
        speakers = [make_speaker() for _ in range(3)]
        rows = [make_appearance(make_report(), speaker=speaker) for speaker in speakers]
        first, second, third = speakers
        records = [merge_speakers(second, third), merge_speakers(first, second)]
        for record in records:
            undo_merge(record)
        assert [row.speaker_id for row in map(fresh, rows)] == [speaker.pk for speaker in speakers]

    def test_the_search_knows_the_name_again(self):
        kept, gone = make_speaker("欧阳明"), make_speaker("上官云")
        report = make_published()
        make_appearance(report, "某人", speaker=gone)
        undo_merge(merge_speakers(kept, gone))
        assert list(search.search("上官云", Report.objects.published()).page) == [report]


def fresh(row):
    row.refresh_from_db()
    return row


class TestOrganisations:
    def test_the_short_name_is_not_there_any_more(self):
        kept = make_organisation()
        undo_merge(merge_organisations(kept, make_organisation("丹东市检察院")))
        assert not kept.short_names.exists()

    def test_an_entry_of_the_same_name_that_was_made_since_stands_against_it(self):
        record = merge_organisations(make_organisation(), make_organisation("丹东市检察院"))
        make_organisation("丹东市检察院")
        with pytest.raises(CannotUndo):
            undo_merge(record)

    def test_nothing_is_half_taken_back(self):
        kept = make_organisation()
        record = merge_organisations(kept, make_organisation("丹东市检察院"))
        make_organisation("丹东市检察院")
        with pytest.raises(CannotUndo):
            undo_merge(record)
        assert (kept.short_names.count(), MergeRecord.objects.get().undone_at) == (1, None)


class TestTags:
    def test_reports_are_filed_as_they_were(self):
        kept, gone = make_tag("公益诉讼"), make_tag("公益诉讼检察")
        both, one = make_report(tags=["公益诉讼", "公益诉讼检察"]), make_report(tags=["公益诉讼检察"])
        undo_merge(merge_tags(kept, gone))
        assert [set(report.tags.names()) for report in (both, one)] == [
            {"公益诉讼", "公益诉讼检察"},
            {"公益诉讼检察"},
        ]

    def test_its_synonyms_are_its_own_again(self):
        kept, gone = make_tag("公益诉讼"), make_tag("公益诉讼检察")
        gone.other_names.create(name="益诉")
        undo_merge(merge_tags(kept, gone))
        assert fold_synonyms(["益诉", "公益诉讼检察"]) == ["公益诉讼检察"]

    def test_the_tag_is_no_synonym_any_more(self):
        undo_merge(merge_tags(make_tag("公益诉讼"), make_tag("公益诉讼检察")))
        assert not TagName.objects.exists()


def test_reports_that_get_a_double_tag_back_are_locked_too(monkeypatch):
    locked = set()
    lock = undo.lock_keys
    kept, gone = make_tag("公益诉讼"), make_tag("公益")
    both = make_published(tags=["公益诉讼", "公益"])
    only = make_published(tags=["公益"])
    record = merge_tags(kept, gone)
    monkeypatch.setattr(undo, "lock_keys", lambda reports: locked.update(lock(reports)))
    undo_merge(record)
    assert locked == {both.pk, only.pk}
