"""Merging two changes of one snapshot: nothing that anybody typed is lost."""

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.editorial import history
from articles.editorial.history.merge import merge
from articles.models import Report
from articles.models.body import from_paragraphs, paragraphs
from tests.builders import make_appearance, make_photo, make_report, make_statement

pytestmark = pytest.mark.django_db

LINES = ("会议在市检察院召开。", "孙刚强调，要加强协作。", "穆书芹参加会议。", "会议随后结束。")


@pytest.fixture
def base():
    report = make_report("原题", paragraphs=LINES, tags=["公益诉讼", "听证"])
    report.credits.create(role="记者", name="刘璐")
    make_statement(report, "要加强协作。")
    make_appearance(report, "穆书芹", titles="副检察长", order=1)
    make_photo(report, caption="会场")
    return history.snapshot_of(report)


@pytest.fixture
def theirs(base):
    return deepcopy(base)


@pytest.fixture
def mine(base):
    return deepcopy(base)


def with_lines(snapshot, *lines):
    snapshot["fields"]["body"] = from_paragraphs(list(lines))


def lines_of(merged):
    return paragraphs(merged.snapshot["fields"]["body"])


def keys(merged):
    return [conflict.key for conflict in merged.conflicts]


class TestFields:
    def test_different_fields_do_not_collide(self, base, theirs, mine):
        theirs["fields"]["title"], mine["fields"]["source"] = "他题", "本报"
        merged = merge(base, theirs, mine)
        values = (merged.snapshot["fields"]["title"], merged.snapshot["fields"]["source"])
        assert (values, keys(merged)) == (("他题", "本报"), [])

    def test_the_same_change_does_not_collide(self, base, theirs, mine):
        theirs["fields"]["title"] = mine["fields"]["title"] = "新题"
        assert merge(base, theirs, mine).conflicts == []

    @pytest.mark.parametrize(("choice", "title"), [("theirs", "他题"), ("mine", "我题")])
    def test_chosen_side_of_a_conflict_is_saved(self, choice, title, base, theirs, mine):
        theirs["fields"]["title"], mine["fields"]["title"] = "他题", "我题"
        merged = merge(base, theirs, mine, {"title": choice})
        assert (merged.snapshot["fields"]["title"], merged.undecided) == (title, [])

    @pytest.mark.parametrize("choice", ["", "both", "nonsense"])
    def test_what_is_no_choice_leaves_it_undecided(self, choice, base, theirs, mine):
        theirs["fields"]["title"], mine["fields"]["title"] = "他题", "我题"
        assert len(merge(base, theirs, mine, {"title": choice}).undecided) == 1

    def test_begin_and_end_of_the_event_stay_together(self, base, theirs, mine):
        theirs["fields"] |= {"event_start": "2019-07-17", "event_end": "2019-07-19"}
        mine["fields"] |= {"event_start": "2019-07-18"}
        merged = merge(base, theirs, mine, {"event_start": "mine"})
        assert (merged.snapshot["fields"]["event_start"], merged.snapshot["fields"]["event_end"]) == (
            "2019-07-18",
            "",
        )

    def test_tags_of_both_are_kept_and_those_that_either_took_off_go(self, base, theirs, mine):
        theirs["tags"], mine["tags"] = ["公益诉讼", "听证", "湖泊"], ["公益诉讼", "检察建议"]
        assert set(merge(base, theirs, mine).snapshot["tags"]) == {"公益诉讼", "湖泊", "检察建议"}


class TestBody:
    def test_different_paragraphs_do_not_collide(self, base, theirs, mine):
        with_lines(theirs, "会议昨天在市检察院召开。", *LINES[1:])
        with_lines(mine, LINES[0], "孙刚强调，要加强协作配合。", *LINES[2:])
        merged = merge(base, theirs, mine)
        both = ["会议昨天在市检察院召开。", "孙刚强调，要加强协作配合。", *LINES[2:]]
        assert (lines_of(merged), keys(merged)) == (both, [])

    def test_new_paragraphs_of_both_are_kept(self, base, theirs, mine):
        with_lines(theirs, "导语一段。", *LINES)
        with_lines(mine, *LINES, "结尾一段。")
        assert lines_of(merge(base, theirs, mine)) == ["导语一段。", *LINES, "结尾一段。"]

    def test_a_paragraph_taken_out_stays_out(self, base, theirs, mine):
        with_lines(theirs, *LINES[:2], LINES[3])
        with_lines(mine, *LINES, "结尾一段。")
        assert lines_of(merge(base, theirs, mine)) == [*LINES[:2], LINES[3], "结尾一段。"]

    @pytest.mark.parametrize(
        ("choice", "said"),
        [
            ("theirs", ["孙刚强调，要深化协作。"]),
            ("mine", ["孙刚要求，要加强协作。"]),
            ("both", ["孙刚强调，要深化协作。", "孙刚要求，要加强协作。"]),
        ],
    )
    def test_one_paragraph_that_both_changed_is_chosen(self, choice, said, base, theirs, mine):
        with_lines(theirs, LINES[0], "孙刚强调，要深化协作。", *LINES[2:])
        with_lines(mine, LINES[0], "孙刚要求，要加强协作。", *LINES[2:])
        [key] = keys(merge(base, theirs, mine))
        assert lines_of(merge(base, theirs, mine, {key: choice})) == [LINES[0], *said, *LINES[2:]]

    def test_a_paragraph_that_one_took_out_and_the_other_changed_collides(self, base, theirs, mine):
        with_lines(theirs, *LINES[:1], *LINES[2:])
        with_lines(mine, LINES[0], "孙刚要求，要加强协作。", *LINES[2:])
        assert len(merge(base, theirs, mine).conflicts) == 1

    def test_formatting_is_a_change_too(self, base, theirs, mine):
        theirs["fields"]["body"] = theirs["fields"]["body"].replace("孙刚", "<strong>孙刚</strong>")
        with_lines(mine, LINES[0], "孙刚要求，要加强协作。", *LINES[2:])
        assert len(merge(base, theirs, mine).conflicts) == 1

    @given(
        st.lists(st.sampled_from("甲乙丙丁"), max_size=5),
        st.lists(st.sampled_from("甲乙丙丁戊己"), max_size=6),
        st.lists(st.sampled_from("甲乙丙丁庚辛"), max_size=6),
    )
    def test_no_new_paragraph_is_ever_lost(self, before, one, other):
        sides = [
            {
                "fields": {"event_start": "", "event_end": "", "body": from_paragraphs(side)},
                "tags": [],
                "cover": "",
            }
            | {"credits": [], "photos": [], "appearances": []}
            for side in (before, one, other)
        ]
        first = merge(*sides)
        merged = merge(*sides, dict.fromkeys(keys(first), "both"))
        assert set("戊己庚辛") & {*one, *other} <= set(lines_of(merged))


class TestRows:
    def test_rows_of_both_are_kept(self, base, theirs, mine):
        theirs["credits"].append({"role": "摄影", "name": "张三", "order": 1})
        mine["credits"].append({"role": "编辑", "name": "李四", "order": 1})
        names = {row["name"] for row in merge(base, theirs, mine).snapshot["credits"]}
        assert names == {"刘璐", "张三", "李四"}

    def test_the_same_new_row_stands_once(self, base, theirs, mine):
        for side in (theirs, mine):
            side["credits"].append({"role": "摄影", "name": "张三", "order": 1})
        assert len(merge(base, theirs, mine).snapshot["credits"]) == 2

    def test_different_values_of_a_row_do_not_collide(self, base, theirs, mine):
        theirs["appearances"][0]["titles"], mine["appearances"][0]["name"] = "党组书记", "孙钢"
        row = merge(base, theirs, mine).snapshot["appearances"][0]
        assert (row["titles"], row["name"]) == ("党组书记", "孙钢")

    def test_the_same_value_of_a_row_is_chosen(self, base, theirs, mine):
        theirs["photos"][0]["alt"], mine["photos"][0]["alt"] = "会场全景", "会场"
        [key] = keys(merge(base, theirs, mine))
        merged = merge(base, theirs, mine, {key: "theirs"})
        assert merged.snapshot["photos"][0]["alt"] == "会场全景"

    def test_a_row_taken_out_and_left_alone_goes(self, base, theirs, mine):
        del theirs["appearances"][1]
        assert [row["name"] for row in merge(base, theirs, mine).snapshot["appearances"]] == ["孙刚"]

    @pytest.mark.parametrize(("choice", "number"), [("theirs", 0), ("mine", 1)])
    def test_a_row_taken_out_and_changed_is_chosen(self, choice, number, base, theirs, mine):
        theirs["credits"], mine["credits"][0]["name"] = [], "刘露"
        [key] = keys(merge(base, theirs, mine))
        assert len(merge(base, theirs, mine, {key: choice}).snapshot["credits"]) == number

    def test_statements_of_both_are_kept(self, base, theirs, mine):
        theirs["appearances"][0]["statements"].append({"text": "要加强", "order": 1})
        mine["appearances"][0]["statements"].append({"text": "协作。", "order": 1})
        said = merge(base, theirs, mine).snapshot["appearances"][0]["statements"]
        assert {statement["text"] for statement in said} == {"要加强协作。", "要加强", "协作。"}

    def test_a_statement_follows_a_person_renamed(self, base, theirs, mine):
        theirs["appearances"][0]["statements"].append({"text": "要加强", "order": 1})
        mine["appearances"][0]["name"] = "孙钢"
        person = merge(base, theirs, mine).snapshot["appearances"][0]
        assert (person["name"], len(person["statements"])) == ("孙钢", 2)

    def test_two_who_came_to_be_one_keep_what_both_said(self, base, theirs, mine):
        mine["appearances"][0]["name"] = "孙钢"
        theirs["appearances"].append(
            theirs["appearances"][0]
            | {"name": "孙钢", "order": 2, "statements": [{"text": "要加强", "order": 1}]}
        )
        [person] = [row for row in merge(base, theirs, mine).snapshot["appearances"] if row["name"] == "孙钢"]
        assert {said["text"] for said in person["statements"]} == {"要加强协作。", "要加强"}


def test_what_came_of_it_can_be_stored(base, theirs, mine):
    theirs["fields"]["title"], mine["fields"]["source"] = "他题", "本报"
    theirs["appearances"][0]["statements"] = []
    mine["credits"].append({"role": "编辑", "name": "李四", "order": 1})
    merged = merge(base, theirs, mine)
    history.apply_snapshot(Report.objects.get(), merged.snapshot)
    assert history.snapshot_of(Report.objects.get()) == merged.snapshot


class TestWriting:
    """A paragraph that both changed, rewritten by the editor who merges."""

    def conflict(self, base, theirs, mine, **sent):
        with_lines(theirs, "会议在市检察院二楼召开。", *LINES[1:])
        with_lines(mine, "会议昨日在市检察院召开。", *LINES[1:])
        merged = merge(base, theirs, mine, **sent)
        return merged, merged.conflicts[0]

    def test_both_changes_are_proposed_in_one_paragraph(self, base, theirs, mine):
        _merged, conflict = self.conflict(base, theirs, mine)
        assert conflict.wording.text == "会议昨日在市检察院二楼召开。"

    def test_what_is_written_stands(self, base, theirs, mine):
        sent = {
            "choices": {"body-1": "written"},
            "texts": {"body-1": "会议昨日召开。\r\n地点在二楼<东>。\r\n"},
        }
        merged, _conflict = self.conflict(base, theirs, mine, **sent)
        assert lines_of(merged) == ["会议昨日召开。", "地点在二楼<东>。", *LINES[1:]]
        assert merged.undecided == []

    def test_writing_something_else_than_the_proposal_is_a_choice(self, base, theirs, mine):
        merged, _conflict = self.conflict(base, theirs, mine, texts={"body-1": "会议开过了。"})
        assert (merged.undecided, lines_of(merged)[0]) == ([], "会议开过了。")

    @pytest.mark.parametrize("text", ["", " \n", "会议昨日在市检察院二楼召开。"])
    def test_nothing_written_is_no_choice(self, text, base, theirs, mine):
        merged, _conflict = self.conflict(base, theirs, mine, texts={"body-1": text})
        assert len(merged.undecided) == 1

    def test_a_heading_stays_one(self, base, theirs, mine):
        theirs["fields"]["body"] = "<h2>甲</h2>"
        mine["fields"]["body"] = "<h2>乙<strong>丙</strong></h2>"
        base["fields"]["body"] = "<h2>丁</h2>"
        merged = merge(base, theirs, mine, texts={"body-0": "戊", "body-1": "戊"})
        assert merged.snapshot["fields"]["body"] == "<h2>戊</h2>"

    def test_what_is_not_just_text_is_taken_as_it_is(self, base, theirs, mine):
        for snapshot, word in ((base, "甲"), (theirs, "乙"), (mine, "丙")):
            snapshot["fields"]["body"] = f"<ul><li>{word}</li></ul>"
        assert merge(base, theirs, mine).conflicts[0].wording is None
