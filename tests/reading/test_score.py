"""The scorer: what it counts and what it ignores."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from .labels import EXAMPLES, GOLD, Report, pairs
from .score import Scores, main

BOTH = [*pairs(GOLD), *pairs(EXAMPLES)]


def make_label(**changes: object) -> Report:
    label: Report = {
        "title": "听证会",
        "section": None,
        "published_at": "2024-03-15T18:30",
        "event_dates": [],
        "source": None,
        "credits": [],
        "body": ["濮阳检察长表示,疙瘩能解。"],
        "people": [{"name": "濮阳青", "titles": ["检察长"], "organisation": "县检察院", "speaks": True}],
        "statements": [{"speaker": "濮阳青", "text": "濮阳检察长表示,疙瘩能解。", "points": 0}],
        "tags": ["听证"],
    }
    return label | changes


def scores_of(label: Report, found: Report) -> dict[str, float]:
    scores = Scores()
    scores.add_file([label], [found])
    return scores.percents()


def test_a_perfect_reading_scores_100() -> None:
    scores = Scores()
    for pair in BOTH:
        scores.add_file(pair.reports, pair.reports)
    assert set(scores.percents().values()) == {100.0}


def test_the_label_is_not_changed_by_scoring() -> None:
    label = make_label()
    before = copy.deepcopy(label)
    scores_of(label, make_label())
    assert label == before


def test_width_does_not_count() -> None:
    found = make_label(body=["濮阳检察长表示，疙瘩能解。"])
    assert scores_of(make_label(), found)["body"] == 100


def test_seconds_do_not_count() -> None:
    assert scores_of(make_label(), make_label(published_at="2024-03-15T18:30:59"))["published_at"] == 100


def test_a_title_may_keep_its_organisation() -> None:
    people = [{"name": "濮阳青", "titles": ["县检察院检察长"], "organisation": None, "speaks": True}]
    assert scores_of(make_label(), make_label(people=people))["titles"] == 100


def test_a_wrong_speaker_counts_against_precision_and_recall() -> None:
    other = [{"speaker": "拓万里", "text": "濮阳检察长表示,疙瘩能解。", "points": 0}]
    assert scores_of(make_label(), make_label(statements=other))["statements"] == 0


def test_half_a_statement_counts_half_in_recall() -> None:
    half = [{"speaker": "濮阳青", "text": "濮阳检察长表示", "points": 0}]
    scores = Scores()
    scores.add_file([make_label()], [make_label(statements=half)])
    assert (scores.overlaps["statements"].hit, scores.overlaps["statements"].gold) == (7, 13)


@pytest.mark.parametrize("found", [[], [{"speaker": "濮阳青", "text": "濮阳检察长表示", "points": 0}]])
def test_an_optional_statement_may_be_read_or_not(found: list[Report]) -> None:
    either = [{"speaker": "濮阳青", "text": "濮阳检察长表示,疙瘩能解。", "points": 0, "optional": True}]
    percents = scores_of(make_label(statements=either), make_label(statements=found))
    assert (percents["speakers"], percents["statements"]) == (100, 100)


def test_points_count_only_where_they_are_labelled() -> None:
    found = [{"speaker": "濮阳青", "text": "濮阳检察长表示,疙瘩能解。", "points": 3}]
    assert scores_of(make_label(), make_label(statements=found))["points"] == 100


def test_a_report_too_many_counts_against_its_people() -> None:
    scores = Scores()
    scores.add_file([make_label()], [make_label(), make_label()])
    assert (scores.overlaps["people"].gold, scores.overlaps["people"].read) == (1, 2)


def test_a_missed_report_counts_as_missed() -> None:
    scores = Scores()
    scores.add_file([make_label()], [])
    assert scores.percents()["people"] == 0


def test_a_missed_floor_is_exit_status_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(EXAMPLES), "--min", "mean=101"]) == 1


def test_a_floor_for_no_measure_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([str(EXAMPLES), "--min", "beauty=1"])
    assert stopped.value.code == 2


def test_a_folder_without_labels_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([str(tmp_path)])
    assert stopped.value.code == 2
