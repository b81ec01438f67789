"""Who speaks in a report."""

import pytest

from articles.statements import attribute, speakers_of
from tests.builders import make_report, make_statement
from tests.statements.marked import HOST, OPENING


@pytest.mark.django_db
def test_voices_are_those_who_speak_with_the_number_of_their_points():
    text = "王松强调：一是要提高站位；二是要发挥作用。"
    report = make_report(paragraphs=[HOST, text])
    statements = [make_statement(report, HOST, name="何彬"), make_statement(report, text, name="王松")]
    speakers = speakers_of(attribute(report.body, statements))
    assert [(speaker.appearance.name, speaker.points) for speaker in speakers] == [("何彬", 0), ("王松", 2)]


@pytest.mark.django_db
def test_a_speaker_links_to_the_first_of_a_person_s_statements():
    report = make_report(paragraphs=[HOST, OPENING])
    first, second = make_statement(report, HOST), make_statement(report, OPENING, order=1)
    assert [speaker.statement for speaker in speakers_of(attribute(report.body, [first, second]))] == [first]
