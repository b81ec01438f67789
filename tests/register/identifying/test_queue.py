"""Those who wait for an answer, and what there is to go by."""

from datetime import UTC, datetime

import pytest

from articles.models import Membership
from articles.register.identifying import cards, undecided
from articles.register.identifying.queue import AROUND, LAST, Excerpt, excerpt
from tests.builders import make_appearance, make_organisation, make_report, make_speaker, make_statement


def in_year(year, **values):
    return make_report(published_at=datetime(year, 5, 6, tzinfo=UTC), **values)


@pytest.mark.django_db
class TestWaiting:
    def test_only_those_wait_whose_speaker_is_open(self):
        waits = make_appearance(make_report())
        make_appearance(make_report(), speaker=make_speaker())
        assert list(undecided()) == [waits]

    def test_the_oldest_report_comes_first(self):
        rows = [make_appearance(in_year(year)) for year in (2020, 2018, 2019)]
        assert list(undecided()) == [rows[1], rows[2], rows[0]]

    def test_those_of_one_day_come_as_they_were_entered(self):
        rows = [make_appearance(in_year(2019)) for _ in range(3)]
        assert list(undecided()) == rows

    def test_whether_they_speak_is_said(self):
        report = make_report(paragraphs=["孙刚表示，要加强协作。"])
        make_appearance(report, "王松")
        make_statement(report, "要加强协作。")
        assert {row.name: row.speaks for row in undecided()} == {"王松": False, "孙刚": True}


@pytest.mark.django_db
class TestCandidates:
    def candidates(self):
        [card] = cards(undecided())
        return card.candidates

    def test_those_of_the_name_or_another_name_are_candidates(self):
        make_appearance(make_report(), "宋 玉")
        same, other = make_speaker("宋玉"), make_speaker("宋小玉")
        other.other_names.create(name="宋 玉")
        make_speaker("王松")
        assert {candidate.speaker for candidate in self.candidates()} == {same, other}

    def test_each_card_has_its_own(self):
        for name in ("孙刚", "王松"):
            make_speaker(name)
            make_appearance(make_report(), name)
        found = {
            card.appearance.name: [candidate.speaker.name for candidate in card.candidates]
            for card in cards(undecided())
        }
        assert found == {"孙刚": ["孙刚"], "王松": ["王松"]}

    def test_posts_say_whether_they_fit_the_days_of_the_report(self):
        make_appearance(in_year(2019))
        speaker, body = make_speaker(), make_organisation()
        for title, start, end in (("检察长", "2016", "2021"), ("副检察长", "2010", "2015")):
            Membership.objects.create(speaker=speaker, organisation=body, role=title, start=start, end=end)
        [candidate] = self.candidates()
        assert {each.role: fits for each, fits in candidate.memberships} == {
            "检察长": True,
            "副检察长": False,
        }

    def test_who_fits_comes_first(self):
        make_appearance(in_year(2019))
        body, (first, second) = make_organisation(), (make_speaker(), make_speaker())
        Membership.objects.create(speaker=first, organisation=body, role="检察长", end="2015")
        Membership.objects.create(speaker=second, organisation=body, role="检察长", start="2016")
        assert [candidate.speaker for candidate in self.candidates()] == [second, first]

    def test_nobody_fits_a_report_without_a_date(self):
        make_appearance(make_report())
        Membership.objects.create(speaker=make_speaker(), organisation=make_organisation(), role="检察长")
        assert [candidate.fits for candidate in self.candidates()] == [False]

    def test_the_last_appearances_are_shown_newest_first(self):
        make_appearance(make_report())
        speaker = make_speaker()
        rows = [make_appearance(in_year(year), speaker=speaker) for year in range(2015, 2020)]
        [candidate] = self.candidates()
        assert list(candidate.last) == rows[::-1][:LAST]

    @pytest.mark.parametrize("number", [1, 6])
    def test_the_evidence_takes_four_queries_however_many_wait(self, number, django_assert_num_queries):
        for _ in range(number):
            speaker = make_speaker()
            Membership.objects.create(
                speaker=speaker, organisation=make_organisation(f"机关{speaker.pk}"), role="院长"
            )
            make_appearance(make_report(), speaker=speaker)
            make_appearance(make_report())
        rows = list(undecided())
        with django_assert_num_queries(4):  # speakers, other names, posts, last appearances
            cards(rows)

    def test_nobody_waits_without_a_query(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert cards([]) == []


class TestExcerpt:
    def test_the_name_stands_between_what_is_around_it(self):
        assert excerpt("孙刚", ["会议召开。", "会上，孙刚表示同意。"]) == Excerpt(
            "会上，", "孙刚", "表示同意。"
        )

    def test_a_long_paragraph_is_cut_on_both_sides(self):
        found = excerpt("孙刚", ["前" * 100 + "孙刚" + "后" * 100])
        assert found == Excerpt("…" + "前" * AROUND, "孙刚", "后" * AROUND + "…")

    @pytest.mark.parametrize(("name", "printed"), [("宋玉", "宋 玉"), ("宋 玉", "宋玉"), ("𠮷野", "𠮷　野")])
    def test_a_name_is_found_however_it_is_spaced(self, name, printed):
        assert excerpt(name, [f"{printed}表示"]) == Excerpt("", printed, "表示")

    def test_a_name_that_an_edit_took_out_has_none(self):
        assert excerpt("孙刚", ["会议召开。"]) is None
