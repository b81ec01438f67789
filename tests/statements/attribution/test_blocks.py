"""Body and statements become blocks that say who said what."""

import re

from articles.models import Photo
from articles.statements import attribute, statement_parts
from tests.builders import make_speaker
from tests.statements.marked import HOST, OPENING, body, html_of, margins, said


def test_a_body_without_statements_is_one_block():
    blocks = attribute(body(OPENING, HOST))
    assert margins(blocks) == [[]]
    assert html_of(blocks) == f"<p>{OPENING}</p><p>{HOST}</p>"


def test_no_body_has_no_blocks():
    assert attribute("") == ()


def test_a_statement_of_a_whole_paragraph_stands_at_the_margin():
    assert margins(attribute(body(OPENING, HOST, OPENING), [said(HOST)])) == [[], [1], []]


def test_a_statement_at_the_margin_has_no_label_in_the_text():
    assert html_of(attribute(body(HOST), [said(HOST)])) == f"<p>{HOST}</p>"


def test_a_statement_over_paragraphs_is_one_block():
    blocks = attribute(body(OPENING, HOST, "要继续努力。"), [said(f"{HOST}\n要继续努力。")])
    assert margins(blocks) == [[], [1]]


def test_two_statements_of_one_person_are_two_blocks():
    blocks = attribute(body(HOST, "要继续努力。"), [said(HOST), said("要继续努力。", 2, by=1)])
    assert margins(blocks) == [[1], [2]]


def test_a_joint_statement_has_both_at_the_margin():
    assert margins(attribute(body(HOST), [said(HOST), said(HOST, 2, "王伟")])) == [[1, 2]]


def test_the_full_stop_left_out_of_a_statement_leaves_the_paragraph_whole():
    assert margins(attribute(body(HOST), [said(HOST[:-1])])) == [[1]]


def test_a_statement_inside_a_paragraph_is_labelled_and_underlined_in_place():
    html = html_of(attribute(body(OPENING + HOST), [said(HOST)]))
    assert re.search(
        rf'{OPENING}<span class="speaker-label" id="s1">孙刚.*</span>'
        rf'<span class="statement".*?>{HOST}</span>',
        html,
    )


def test_a_label_leads_to_the_speaker(db):
    speaker = make_speaker(slug="sun-gang")
    html = html_of(attribute(body(OPENING + HOST), [said(HOST, speaker=speaker)]))
    assert '<a href="/speakers/sun-gang/">孙刚</a>' in html


def test_two_statements_in_a_paragraph_are_each_labelled():
    first, second = "王伟建议加大力度。", "姜明远提出扩大平台。"
    html = html_of(attribute(body(OPENING + first + second), [said(first, 1), said(second, 2)]))
    assert [html.count(f'id="s{pk}"') for pk in (1, 2)] == [1, 1]


def test_a_quotation_inside_a_statement_at_the_margin_is_labelled_in_place():
    blocks = attribute(
        body("孙刚说，葛海鹰批示“要办好”。"), [said("孙刚说，葛海鹰批示“要办好”。"), said("要办好", 2)]
    )
    assert margins(blocks) == [[1]]
    assert 'id="s2"' in html_of(blocks)


def test_a_statement_that_begins_in_a_paragraph_goes_on_at_the_margin():
    blocks = attribute(body(f"{OPENING}王松强调：", "要提高站位。"), [said("王松强调：\n要提高站位。")])
    assert margins(blocks) == [[], [1]]
    assert [each.first for each in blocks[1].spans] == [False]


def test_a_statement_begins_in_one_place_only():
    text = f"王松强调：\n{HOST}\n到此结束。"
    blocks = attribute(body(f"{OPENING}王松强调：", HOST, f"到此结束。{OPENING}"), [said(text)])
    assert html_of(blocks).count('id="s1"') == 1
    assert [statement.pk for block in blocks for statement in block.begin] == [1]


def test_a_statement_whose_words_are_gone_is_not_marked():
    blocks = attribute(body(OPENING), [said(HOST)])
    assert (margins(blocks), html_of(blocks)) == ([[]], f"<p>{OPENING}</p>")


def test_an_empty_statement_is_not_marked():
    assert margins(attribute(body(OPENING), [said("")])) == [[]]


def test_the_same_words_a_second_time_are_the_second_statement():
    blocks = attribute(body("同意。", OPENING, "同意。"), [said("同意。", 1, by=7), said("同意。", 2, by=7)])
    assert margins(blocks) == [[1], [], [2]]


def test_a_statement_from_a_form_has_other_line_ends():
    assert margins(attribute(body(HOST, OPENING), [said(f"{HOST}\r\n{OPENING}")])) == [[1]]


# --- Points


def test_points_in_paragraphs_of_their_own_become_a_list():
    text = "王松强调：\n一是要提高站位。\n二是要发挥作用。"
    html = html_of(attribute(body(*text.split("\n")), [said(text)]))
    assert html == (
        '<p>王松强调：</p><ol class="points"><li><b class="marker">一是</b>要提高站位。</li>'
        '<li><b class="marker">二是</b>要发挥作用。</li></ol>'
    )


def test_points_inside_a_paragraph_are_taken_apart():
    text = "王松强调：一是要提高站位；二是要发挥作用。"
    html = html_of(attribute(body(text), [said(text)]))
    assert html.count("<li>") == 2
    assert '<p class="lead">王松强调：</p>' in html


def test_what_follows_the_points_in_the_paragraph_is_no_point():
    text = "王松强调：一是要提高站位；二是要发挥作用。"
    html = html_of(attribute(body(text + OPENING), [said(text)]))
    assert html.endswith(f'</ol><p class="on">{OPENING}</p>')


def test_an_opening_quotation_mark_stays_with_its_point():
    text = "王松说：\n“一是要提高站位。\n“二是要发挥作用。”"
    assert "<li>“<b" in html_of(attribute(body(*text.split("\n")), [said(text)]))


def test_a_list_without_a_speaker_is_left_alone():
    assert "<ol" not in html_of(attribute(body("一是要提高站位。", "二是要发挥作用。")))


def test_points_of_a_statement_by_itself_are_a_list():
    _lead, points = statement_parts(said("王松强调：\n一是要提高站位。\n二是要发挥作用。"))
    assert points.html.count("<li>") == 2


# --- Photos


def pictures(blocks):
    return [[part.photo.caption if part.photo else "字" for part in block.parts] for block in blocks]


def test_a_photo_stands_before_its_paragraph():
    blocks = attribute(body(OPENING, HOST), (), [Photo(caption="图", before=1)])
    assert pictures(blocks) == [["字", "图", "字"]]


def test_a_photo_inside_a_statement_does_not_break_it():
    blocks = attribute(body(HOST, OPENING), [said(f"{HOST}\n{OPENING}")], [Photo(caption="图", before=1)])
    assert pictures(blocks) == [["字", "图", "字"]]


def test_a_photo_beyond_the_last_paragraph_stands_at_the_end():
    assert pictures(attribute(body(OPENING), (), [Photo(caption="图", before=9)])) == [["字", "图"]]
