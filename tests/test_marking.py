"""Marking: body and statements become blocks that say who said what."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.marking import alone, mark, voices_of
from articles.models import Appearance, Photo, Statement
from articles.models.body import from_paragraphs, plain_text
from tests.builders import make_report, make_speaker, make_statement

OPENING = "会议在丹东召开。"
HOST = "何彬主持会议，希望检察机关更进一步。"


def body(*texts):
    return from_paragraphs(list(texts))


def said(text, pk=1, name="孙刚", *, by=None, **values):
    """A statement that is nowhere stored."""
    appearance = Appearance(
        pk=by or pk, name=name, titles="检察长", printed_organisation="市检察院", **values
    )
    return Statement(pk=pk, appearance=appearance, text=text)


def html_of(blocks):
    return "".join(part.html for block in blocks for part in block.parts)


def words_of(blocks):
    """What is left of the blocks without labels and tags."""
    html = re.sub(r'<span class="voice".*?</span>', "", html_of(blocks))
    return re.sub(r"<[^>]+>", "", html)


def margins(blocks):
    return [[each.statement.pk for each in block.marks] for block in blocks]


def test_a_body_without_statements_is_one_block():
    blocks = mark(body(OPENING, HOST))
    assert margins(blocks) == [[]]
    assert html_of(blocks) == f"<p>{OPENING}</p><p>{HOST}</p>"


def test_no_body_has_no_blocks():
    assert mark("") == ()


def test_a_statement_of_a_whole_paragraph_stands_at_the_margin():
    assert margins(mark(body(OPENING, HOST, OPENING), [said(HOST)])) == [[], [1], []]


def test_a_statement_at_the_margin_has_no_label_in_the_text():
    assert html_of(mark(body(HOST), [said(HOST)])) == f"<p>{HOST}</p>"


def test_a_statement_over_paragraphs_is_one_block():
    blocks = mark(body(OPENING, HOST, "要继续努力。"), [said(f"{HOST}\n要继续努力。")])
    assert margins(blocks) == [[], [1]]


def test_two_statements_of_one_person_are_two_blocks():
    blocks = mark(body(HOST, "要继续努力。"), [said(HOST), said("要继续努力。", 2, by=1)])
    assert margins(blocks) == [[1], [2]]


def test_a_joint_statement_has_both_at_the_margin():
    assert margins(mark(body(HOST), [said(HOST), said(HOST, 2, "王伟")])) == [[1, 2]]


def test_the_full_stop_left_out_of_a_statement_leaves_the_paragraph_whole():
    assert margins(mark(body(HOST), [said(HOST[:-1])])) == [[1]]


def test_a_statement_inside_a_paragraph_is_labelled_and_underlined_in_place():
    html = html_of(mark(body(OPENING + HOST), [said(HOST)]))
    assert re.search(
        rf'{OPENING}<span class="voice" id="s1">孙刚.*</span><span class="said".*?>{HOST}</span>',
        html,
    )


def test_a_label_leads_to_the_speaker(db):
    speaker = make_speaker(slug="sun-gang")
    html = html_of(mark(body(OPENING + HOST), [said(HOST, speaker=speaker)]))
    assert '<a href="/speakers/sun-gang/">孙刚</a>' in html


def test_two_statements_in_a_paragraph_are_each_labelled():
    first, second = "王伟建议加大力度。", "姜明远提出扩大平台。"
    html = html_of(mark(body(OPENING + first + second), [said(first, 1), said(second, 2)]))
    assert [html.count(f'id="s{pk}"') for pk in (1, 2)] == [1, 1]


def test_a_quotation_inside_a_statement_at_the_margin_is_labelled_in_place():
    blocks = mark(
        body("孙刚说，葛海鹰批示“要办好”。"), [said("孙刚说，葛海鹰批示“要办好”。"), said("要办好", 2)]
    )
    assert margins(blocks) == [[1]]
    assert 'id="s2"' in html_of(blocks)


def test_a_statement_that_begins_in_a_paragraph_goes_on_at_the_margin():
    blocks = mark(body(f"{OPENING}王松强调：", "要提高站位。"), [said("王松强调：\n要提高站位。")])
    assert margins(blocks) == [[], [1]]
    assert [each.first for each in blocks[1].marks] == [False]


def test_a_statement_begins_in_one_place_only():
    text = f"王松强调：\n{HOST}\n到此结束。"
    blocks = mark(body(f"{OPENING}王松强调：", HOST, f"到此结束。{OPENING}"), [said(text)])
    assert html_of(blocks).count('id="s1"') == 1
    assert [statement.pk for block in blocks for statement in block.begin] == [1]


def test_a_statement_whose_words_are_gone_is_not_marked():
    blocks = mark(body(OPENING), [said(HOST)])
    assert (margins(blocks), html_of(blocks)) == ([[]], f"<p>{OPENING}</p>")


def test_an_empty_statement_is_not_marked():
    assert margins(mark(body(OPENING), [said("")])) == [[]]


def test_the_same_words_a_second_time_are_the_second_statement():
    blocks = mark(body("同意。", OPENING, "同意。"), [said("同意。", 1, by=7), said("同意。", 2, by=7)])
    assert margins(blocks) == [[1], [], [2]]


def test_a_statement_from_a_form_has_other_line_ends():
    assert margins(mark(body(HOST, OPENING), [said(f"{HOST}\r\n{OPENING}")])) == [[1]]


# --- Points


def test_points_in_paragraphs_of_their_own_become_a_list():
    text = "王松强调：\n一是要提高站位。\n二是要发挥作用。"
    html = html_of(mark(body(*text.split("\n")), [said(text)]))
    assert html == (
        '<p>王松强调：</p><ol class="points"><li><b class="marker">一是</b>要提高站位。</li>'
        '<li><b class="marker">二是</b>要发挥作用。</li></ol>'
    )


def test_points_inside_a_paragraph_are_taken_apart():
    text = "王松强调：一是要提高站位；二是要发挥作用。"
    html = html_of(mark(body(text), [said(text)]))
    assert html.count("<li>") == 2
    assert '<p class="lead">王松强调：</p>' in html


def test_what_follows_the_points_in_the_paragraph_is_no_point():
    text = "王松强调：一是要提高站位；二是要发挥作用。"
    html = html_of(mark(body(text + OPENING), [said(text)]))
    assert html.endswith(f'</ol><p class="on">{OPENING}</p>')


def test_an_opening_quotation_mark_stays_with_its_point():
    text = "王松说：\n“一是要提高站位。\n“二是要发挥作用。”"
    assert "<li>“<b" in html_of(mark(body(*text.split("\n")), [said(text)]))


def test_a_list_without_a_speaker_is_left_alone():
    assert "<ol" not in html_of(mark(body("一是要提高站位。", "二是要发挥作用。")))


def test_points_of_a_statement_by_itself_are_a_list():
    _lead, points = alone(said("王松强调：\n一是要提高站位。\n二是要发挥作用。"))
    assert points.html.count("<li>") == 2


# --- HTML


def test_the_tags_of_the_body_stay():
    html = "<p>会议<strong>指出</strong>，<em>要</em>努力。</p>"
    assert html_of(mark(html)) == html


def test_a_statement_that_begins_inside_a_tag_is_underlined_on_both_sides_of_its_end():
    html = html_of(mark("<p>会上<strong>孙刚说</strong>要努力。还有。</p>", [said("刚说要努力。")]))
    assert re.search(
        r'孙<span class="voice".*</span><span class="said".*>刚说</span></strong><span .*>要努力。',
        html,
    )


def test_a_point_that_begins_inside_a_tag_keeps_the_tag():
    text = "一是要提高站位；二是要发挥作用。"
    html = html_of(mark("<p>一是要提高<strong>站位；二是要</strong>发挥作用。</p>", [said(text)]))
    assert "<strong>站位；</strong></li><li><strong><b" in html


def test_white_space_before_the_first_word_moves_no_mark():
    html = html_of(mark(f"<p>  会上，{HOST}</p>", [said(HOST)]))
    assert f'<span class="said" data-statement="1">{HOST}</span>' in html


def test_headings_lists_and_quotations_stay():
    html = "<h2>背景</h2><ul><li><p>甲</p></li></ul><blockquote><p>乙</p></blockquote>"
    assert html_of(mark(html)) == html


def test_a_statement_in_a_quotation_block_stands_at_the_margin():
    assert margins(mark(f"<blockquote><p>{HOST}</p></blockquote>", [said(HOST)])) == [[1]]


def test_a_wide_table_scrolls_in_a_frame_that_the_keyboard_reaches():
    assert '<div class="scroll" role="group" tabindex="0"' in html_of(
        mark("<table><tbody><tr><td>1</td></tr></tbody></table>")
    )


def test_empty_paragraphs_are_left_out():
    assert html_of(mark(f"<p></p><p>{OPENING}</p><p> </p>")) == f"<p>{OPENING}</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script><p>字</p>",
        '<p onclick="alert(1)">字</p>',
        '<p><a href="javascript:alert(1)">字</a></p>',
        '<p style="color:red">字<img src=x onerror=alert(1)></p>',
    ],
)
def test_a_hostile_body_does_no_harm(html):
    assert not re.search(r"<script|onclick|javascript:|style=|onerror", html_of(mark(html)))


def test_a_hostile_text_stays_text():
    text = "<b>\"&'</b>说：<script>alert(1)</script>"
    html = html_of(mark(body(text + OPENING), [said(text)]))
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_a_hostile_name_stays_text():
    html = html_of(mark(body(OPENING + HOST), [said(HOST, name='<img src="x">')]))
    assert "<img" not in html


@pytest.mark.parametrize("name", ["𬭚", "𠮷野", "阿布力孜·吐尔洪"])
def test_a_name_outside_the_basic_plane_is_cut_by_code_point(name):
    html = html_of(mark(body(f"{OPENING}{name}表示支持。"), [said(f"{name}表示支持。", name=name)]))
    assert f'<span class="said" data-statement="1">{name}表示支持。</span>' in html


def test_no_word_is_lost_or_added():
    texts = [OPENING, f"{OPENING}王松强调：一是要提高站位；二是要发挥作用。{HOST}", HOST, "二、其他"]
    html = body(*texts)
    blocks = mark(
        html,
        [said("王松强调：一是要提高站位；二是要发挥作用。"), said(HOST, 2), said(f"{HOST}\n二、其他", 3)],
    )
    assert words_of(blocks) == plain_text(html).replace("\n", "")


@given(
    st.lists(st.text("孙刚说，。：；一二是要<&\u3000 𠮷“”", min_size=1, max_size=25), min_size=1, max_size=5),
    st.lists(st.tuples(st.integers(0, 120), st.integers(1, 120)), max_size=4),
)
def test_no_word_is_lost_or_added_whatever_is_marked(texts, cuts):
    html = body(*texts)
    plain = plain_text(html)
    statements = [said(plain[start : start + length], pk) for pk, (start, length) in enumerate(cuts, 1)]
    assert unescape(words_of(mark(html, statements))).split() == unescape(words_of(mark(html))).split()


# --- Photos


def pictures(blocks):
    return [[part.photo.caption if part.photo else "字" for part in block.parts] for block in blocks]


def test_a_photo_stands_before_its_paragraph():
    blocks = mark(body(OPENING, HOST), (), [Photo(caption="图", before=1)])
    assert pictures(blocks) == [["字", "图", "字"]]


def test_a_photo_inside_a_statement_does_not_break_it():
    blocks = mark(body(HOST, OPENING), [said(f"{HOST}\n{OPENING}")], [Photo(caption="图", before=1)])
    assert pictures(blocks) == [["字", "图", "字"]]


def test_a_photo_beyond_the_last_paragraph_stands_at_the_end():
    assert pictures(mark(body(OPENING), (), [Photo(caption="图", before=9)])) == [["字", "图"]]


# --- Voices


@pytest.mark.django_db
def test_voices_are_those_who_speak_with_the_number_of_their_points():
    text = "王松强调：一是要提高站位；二是要发挥作用。"
    report = make_report(paragraphs=[HOST, text])
    statements = [make_statement(report, HOST, name="何彬"), make_statement(report, text, name="王松")]
    voices = voices_of(mark(report.body, statements))
    assert [(voice.appearance.name, voice.points) for voice in voices] == [("何彬", 0), ("王松", 2)]


@pytest.mark.django_db
def test_a_voice_leads_to_the_first_of_a_person_s_statements():
    report = make_report(paragraphs=[HOST, OPENING])
    first, second = make_statement(report, HOST), make_statement(report, OPENING, order=1)
    assert [voice.statement for voice in voices_of(mark(report.body, [first, second]))] == [first]
