"""What people decide about who is meant, and taking it back."""

import pytest

from articles import search
from articles.models import Appearance, Decision, Organisation, Report, Speaker
from articles.register.identifying import CannotDecide, answers, dismiss, identify, split, undo_decision
from articles.register.merging import CannotUndo, merge_speakers
from tests.builders import (
    make_appearance,
    make_organisation,
    make_published,
    make_report,
    make_speaker,
    make_statement,
)

pytestmark = pytest.mark.django_db


def make_open(name="孙刚", **values):
    """An appearance that waits for an answer."""
    return make_appearance(make_report(), name, **values)


def stored(appearance):
    return Appearance.objects.get(pk=appearance.pk)


class TestIdentifying:
    def test_an_appearance_is_linked_to_the_one_chosen(self):
        appearance, speaker = make_open(), make_speaker()
        identify(appearance, speaker)
        assert stored(appearance).speaker == speaker

    def test_a_new_person_has_the_printed_name_and_an_address_of_their_own(self):
        make_speaker("孙刚", slug="sun-gang")
        decision = identify(make_open("孙刚"), None)
        assert (decision.speaker.name, decision.speaker.slug) == ("孙刚", "sun-gang-2")

    def test_the_decision_is_recorded(self, chief):
        appearance, speaker = make_open(), make_speaker()
        identify(appearance, speaker, by=chief)
        record = Decision.objects.get()
        assert (record.kind, record.name, record.report, record.speaker, record.by) == (
            *("identified", "孙刚", appearance.report, speaker, chief),
        )

    def test_an_organisation_is_added_where_it_is_open(self):
        appearance, organisation = make_open(), make_organisation()
        identify(appearance, make_speaker(), organisation=organisation)
        assert stored(appearance).organisation == organisation

    def test_a_new_organisation_is_entered(self):
        appearance = make_open()
        identify(appearance, make_speaker(), organisation="丹东市人民检察院")
        assert stored(appearance).organisation == Organisation.objects.get(name="丹东市人民检察院")

    def test_the_name_of_one_that_is_known_makes_no_second(self):
        organisation, appearance = make_organisation("丹东市人民检察院"), make_open()
        identify(appearance, make_speaker(), organisation="丹东市人民检察院")
        assert stored(appearance).organisation == organisation

    def test_an_organisation_that_was_told_before_stays(self):
        organisation = make_organisation()
        appearance = make_open(organisation="市检察院")
        Appearance.objects.filter(pk=appearance.pk).update(organisation=organisation)
        identify(appearance, make_speaker(), organisation="别的机关")
        assert stored(appearance).organisation == organisation

    def test_the_printed_words_are_not_touched(self):
        appearance = make_open("孙 刚", titles="检察长")
        identify(appearance, make_speaker("孙刚"))
        assert str(stored(appearance)) == "丹东市人民检察院检察长孙 刚"

    def test_who_was_decided_meanwhile_stays_so(self):
        appearance, first = make_open(), make_speaker()
        identify(appearance, first)
        with pytest.raises(CannotDecide):
            identify(appearance, make_speaker())
        assert stored(appearance).speaker == first

    def test_the_search_knows_the_name_on_the_register(self):
        report, speaker = make_published(), make_speaker("欧阳明")
        identify(make_appearance(report, "欧阳"), speaker)
        assert list(search.search("欧阳明", Report.objects.published()).page) == [report]

    def test_a_form_that_is_open_meanwhile_is_out_of_date(self):
        appearance = make_open()
        identify(appearance, make_speaker())
        assert stored(appearance).report.updated_at > appearance.report.updated_at


class TestDismissing:
    def test_who_is_not_a_person_is_removed(self):
        dismiss(make_open("高主任务"))
        assert not Appearance.objects.exists()

    def test_one_with_statements_is_not(self):
        report = make_report(paragraphs=["孙刚表示，要加强协作。"])
        statement = make_statement(report, "要加强协作。")
        with pytest.raises(CannotDecide, match="孙刚"):
            dismiss(statement.appearance)
        assert Appearance.objects.exists()


class TestSplitting:
    def test_the_appearances_chosen_go_and_the_others_stay(self):
        origin, other = make_speaker(), make_speaker()
        rows = [make_appearance(make_report(), speaker=origin) for _ in range(3)]
        split(origin, Appearance.objects.filter(pk__in=[rows[0].pk, rows[2].pk]), other)
        assert [stored(row).speaker for row in rows] == [other, origin, other]

    def test_a_new_person_is_entered(self):
        origin = make_speaker("孙刚")
        appearance = make_appearance(make_report(), speaker=origin)
        split(origin, origin.appearances.all(), "孙钢")
        assert stored(appearance).speaker.name == "孙钢"

    def test_those_of_somebody_else_are_left_alone(self):
        origin, other, third = make_speaker(), make_speaker(), make_speaker()
        make_appearance(make_report(), speaker=origin)
        theirs = make_appearance(make_report(), speaker=third)
        split(origin, Appearance.objects.all(), other)
        assert stored(theirs).speaker == third

    def test_nothing_is_no_split(self):
        with pytest.raises(CannotDecide):
            split(make_speaker(), Appearance.objects.none(), make_speaker())

    def test_nobody_is_split_from_themselves(self):
        origin = make_speaker()
        make_appearance(make_report(), speaker=origin)
        with pytest.raises(CannotDecide):
            split(origin, origin.appearances.all(), origin)

    def test_a_split_leaves_no_new_person_where_it_fails(self):
        with pytest.raises(CannotDecide):
            split(make_speaker(), Appearance.objects.none(), "孙钢")
        assert Speaker.objects.count() == 1


class TestTakingBack:
    def test_an_answer_taken_back_waits_again(self, chief):
        appearance = make_open()
        decision = undo_decision(identify(appearance, make_speaker()), by=chief)
        assert (stored(appearance).speaker, decision.undone_by) == (None, chief)

    def test_what_the_answer_entered_is_gone_again(self):
        undo_decision(identify(make_open(), None, organisation="新机关"))
        assert [Speaker.objects.count(), Organisation.objects.count()] == [0, 0]

    def test_a_new_person_who_was_seen_elsewhere_since_stays(self):
        decision = identify(make_open(), None)
        make_appearance(make_report(), speaker=decision.speaker)
        undo_decision(decision)
        assert Speaker.objects.count() == 1

    def test_somebody_who_was_there_before_stays(self):
        speaker, organisation = make_speaker(), make_organisation()
        undo_decision(identify(make_open(), speaker, organisation=organisation))
        assert (Speaker.objects.get(), Organisation.objects.get()) == (speaker, organisation)

    def test_what_was_given_to_somebody_else_since_stays_there(self):
        appearance, other = make_open(), make_speaker()
        decision = identify(appearance, make_speaker())
        Appearance.objects.update(speaker=other)
        with pytest.raises(CannotUndo):
            undo_decision(decision)
        assert stored(appearance).speaker == other

    def test_an_answer_is_followed_through_a_merge(self):
        appearance, kept, gone = make_open(), make_speaker(), make_speaker()
        decision = identify(appearance, gone)
        merge_speakers(kept, gone)
        undo_decision(decision)
        assert stored(appearance).speaker is None

    def test_who_was_removed_is_there_again_as_printed(self):
        appearance = make_open("高主任务", titles="主任")
        before = Appearance.objects.values().get()
        undo_decision(dismiss(appearance))
        assert Appearance.objects.values().get() == before

    def test_who_stands_in_the_report_again_is_not_brought_back_twice(self):
        appearance = make_open()
        decision = dismiss(appearance)
        make_appearance(appearance.report)
        with pytest.raises(CannotUndo):
            undo_decision(decision)

    def test_who_was_removed_from_a_report_that_is_gone_stays_away(self):
        appearance = make_open()
        decision = dismiss(appearance)
        appearance.report.delete()
        with pytest.raises(CannotUndo):
            undo_decision(decision)

    def test_a_split_goes_back_but_for_what_was_moved_on(self):
        origin, other, third = make_speaker(), make_speaker(), make_speaker()
        rows = [make_appearance(make_report(), speaker=origin) for _ in range(2)]
        decision = split(origin, origin.appearances.all(), other)
        third.appearances.add(rows[1])
        undo_decision(decision)
        assert [stored(row).speaker for row in rows] == [origin, third]

    def test_the_person_of_a_split_is_gone_again(self):
        origin = make_speaker()
        make_appearance(make_report(), speaker=origin)
        undo_decision(split(origin, origin.appearances.all(), "孙钢"))
        assert list(Speaker.objects.all()) == [origin]

    def test_a_split_from_one_who_is_gone_stays(self):
        origin, other = make_speaker(), make_speaker()
        make_appearance(make_report(), speaker=origin)
        decision = split(origin, origin.appearances.all(), other)
        origin.delete()
        with pytest.raises(CannotUndo):
            undo_decision(decision)

    def test_it_is_taken_back_once(self):
        decision = identify(make_open(), make_speaker())
        undo_decision(decision)
        with pytest.raises(CannotUndo):
            undo_decision(decision)


def test_a_split_leaves_alone_what_is_added_in_a_report_that_it_did_not_lock(monkeypatch):
    origin, late = make_speaker(), make_published()
    make_appearance(make_published(), speaker=origin)
    lock = answers.editing_each

    def add_first(reports, *args, **options):
        found = list(reports)
        make_appearance(late, speaker=origin)
        return lock(found, *args, **options)

    monkeypatch.setattr(answers, "editing_each", add_first)
    answers.split(origin, Appearance.objects.all(), "何彬")
    assert late.appearances.get().speaker == origin
