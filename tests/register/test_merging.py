"""Two entries become one, and what is kept so that it can be taken back."""

import pytest

from articles import search
from articles.models import (
    Appearance,
    Membership,
    OrganisationName,
    OtherName,
    Report,
    SlugRedirect,
    Speaker,
    Tag,
)
from articles.models.tags import fold_synonyms
from articles.register.merging import (
    CannotMerge,
    merge_organisations,
    merge_speakers,
    merge_tags,
    overlapping,
    overlaps_between,
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


def make_posts(*dates, of):
    """The same post for as many times, of each of these in turn."""
    speaker, organisation = make_speaker(), make_organisation()
    for entry, (start, end) in zip(of, dates, strict=True):
        who = {"speaker": speaker, "organisation": organisation} | {entry._meta.model_name: entry}
        Membership.objects.create(role="检察长", start=start, end=end, **who)


class TestOverlaps:
    @pytest.mark.parametrize(
        ("make", "merge"), [(make_speaker, merge_speakers), (make_organisation, merge_organisations)]
    )
    def test_what_would_be_held_twice_at_one_time_is_told_before_and_found_after(self, make, merge):
        kept, gone = make("甲"), make("乙")
        make_posts(("2015", "2018"), ("2016", ""), of=(kept, gone))
        [(one, other)] = overlaps_between(kept, gone)
        assert overlapping() == set()
        merge(kept, gone)
        assert overlapping() == {one.pk, other.pk}

    def test_posts_that_follow_each_other_are_no_matter(self):
        kept, gone = make_speaker(), make_speaker()
        make_posts(("2015", "2018"), ("2018", ""), of=(kept, gone))
        assert overlaps_between(kept, gone) == []

    def test_another_title_is_no_matter(self):
        kept, gone = make_speaker(), make_speaker()
        make_posts(("2015", ""), ("2016", ""), of=(kept, gone))
        Membership.objects.filter(speaker=gone).update(role="党组书记")
        assert overlaps_between(kept, gone) == []

    def test_tags_have_no_posts(self):
        assert overlaps_between(make_tag("甲"), make_tag("乙")) == []


class TestSpeakers:
    def test_appearances_go_to_the_one_kept(self):
        kept, gone = make_speaker(), make_speaker()
        appearance = make_appearance(make_report(), speaker=gone)
        merge_speakers(kept, gone)
        appearance.refresh_from_db()
        assert appearance.speaker == kept

    def test_the_printed_words_are_not_touched(self):
        kept, gone = make_speaker("王松"), make_speaker("王 松")
        appearance = make_appearance(make_report(), "王 松", titles="副主任", speaker=gone)
        merge_speakers(kept, gone)
        appearance.refresh_from_db()
        assert str(appearance) == "丹东市人民检察院副主任王 松"

    def test_the_other_entry_is_gone(self):
        kept, gone = make_speaker(), make_speaker()
        merge_speakers(kept, gone)
        assert list(Speaker.objects.all()) == [kept]

    def test_another_name_is_remembered(self):
        kept, gone = make_speaker("宋玉"), make_speaker("宋 玉")
        merge_speakers(kept, gone)
        assert [row.name for row in kept.other_names.all()] == ["宋 玉"]

    def test_the_same_name_is_not_another_name(self):
        kept = make_speaker("宋玉")
        merge_speakers(kept, make_speaker("宋玉"))
        assert not kept.other_names.exists()

    def test_posts_and_other_names_are_taken_over_once(self):
        kept, gone, body = make_speaker(), make_speaker(), make_organisation()
        for speaker in (kept, gone):
            Membership.objects.create(speaker=speaker, organisation=body, role="检察长", start="2019")
            OtherName.objects.create(speaker=speaker, name="老孙")
        Membership.objects.create(speaker=gone, organisation=body, role="副检察长", start="2015")
        merge_speakers(kept, gone)
        assert [membership.role for membership in kept.memberships.all()] == ["副检察长", "检察长"]

    def test_the_record_names_both_and_the_former_address(self, chief):
        kept, gone = make_speaker("孙刚"), make_speaker("孙 刚", slug="sun-gang-2")
        record = merge_speakers(kept, gone, by=chief)
        assert (record.kept_id, record.kept_name, record.gone_name, record.gone_slug, record.by) == (
            *(kept.pk, "孙刚", "孙 刚", "sun-gang-2"),
            chief,
        )

    def test_the_record_keeps_the_ids_of_the_rows_moved(self):
        kept, gone = make_speaker(), make_speaker()
        make_appearance(make_report(), speaker=kept)
        appearance = make_appearance(make_report(), speaker=gone)
        assert merge_speakers(kept, gone).moved["appearances"] == [appearance.pk]

    def test_the_record_keeps_whole_what_had_to_go(self):
        kept, gone, body = make_speaker(), make_speaker(rank=3), make_organisation()
        for speaker in (kept, gone):
            Membership.objects.create(speaker=speaker, organisation=body, role="检察长", start="2019")
        moved = merge_speakers(kept, gone).moved
        assert (moved["gone"][0]["rank"], moved["memberships_dropped"][0]["role"]) == (3, "检察长")

    def test_earlier_addresses_lead_to_the_one_kept_now(self):
        first, second, third = make_speaker(), make_speaker(slug="b"), make_speaker(slug="a")
        merge_speakers(second, third)
        merge_speakers(first, second)
        assert set(SlugRedirect.objects.values_list("slug", "entry_id")) == {
            ("a", first.pk),
            ("b", first.pk),
        }

    def test_the_search_knows_the_new_name(self):
        kept, gone = make_speaker("欧阳明"), make_speaker("欧阳 明")
        report = make_published()
        make_appearance(report, "欧阳 明", speaker=gone)
        merge_speakers(kept, gone)
        assert list(search.search("欧阳明", Report.objects.published()).page) == [report]

    def test_one_is_not_merged_with_itself(self):
        speaker = make_speaker()
        with pytest.raises(CannotMerge):
            merge_speakers(speaker, speaker)

    def test_one_that_is_gone_is_not_merged(self):
        kept, gone = make_speaker(), make_speaker()
        Speaker.objects.filter(pk=gone.pk).delete()
        with pytest.raises(CannotMerge):
            merge_speakers(kept, gone)


class TestOrganisations:
    def test_appearances_posts_and_short_names_go_to_the_one_kept(self):
        kept, gone, speaker = make_organisation(), make_organisation("丹东市检察院"), make_speaker()
        Appearance.objects.create(report=make_report(), name="孙刚", organisation=gone)
        Membership.objects.create(speaker=speaker, organisation=gone, role="检察长")
        OrganisationName.objects.create(organisation=gone, name="丹东市检")
        merge_organisations(kept, gone)
        counts = [kept.appearances.count(), kept.memberships.count(), kept.short_names.count()]
        assert counts == [1, 1, 2]

    def test_its_name_becomes_a_short_name(self):
        kept = make_organisation()
        merge_organisations(kept, make_organisation("丹东市检察院"))
        assert [row.name for row in kept.short_names.all()] == ["丹东市检察院"]

    def test_a_post_that_both_have_is_kept_once(self):
        kept, gone, speaker = make_organisation(), make_organisation("丹东市检察院"), make_speaker()
        for body in (kept, gone):
            Membership.objects.create(speaker=speaker, organisation=body, role="检察长", start="2019")
        merge_organisations(kept, gone)
        assert kept.memberships.count() == 1


class TestTags:
    def test_reports_are_filed_under_the_one_kept_once(self):
        kept, gone = make_tag("公益诉讼"), make_tag("公益诉讼检察")
        both, one = make_report(tags=["公益诉讼", "公益诉讼检察"]), make_report(tags=["公益诉讼检察"])
        merge_tags(kept, gone)
        assert sorted(kept.taggings.values_list("content_object", flat=True)) == [both.pk, one.pk]

    def test_its_name_becomes_a_synonym(self):
        kept = make_tag("公益诉讼")
        merge_tags(kept, make_tag("公益诉讼检察"))
        assert fold_synonyms(["公益诉讼检察"]) == ["公益诉讼"]

    def test_its_synonyms_go_along(self):
        kept, gone = make_tag("公益诉讼"), make_tag("公益诉讼检察")
        gone.other_names.create(name="益诉")
        merge_tags(kept, gone)
        assert fold_synonyms(["益诉"]) == ["公益诉讼"]

    def test_the_other_tag_is_gone_and_its_address_kept(self):
        kept, gone = make_tag("公益诉讼"), make_tag("公益诉讼检察")
        record = merge_tags(kept, gone)
        assert (record.gone_slug, list(Tag.objects.all())) == ("公益诉讼检察", [kept])
