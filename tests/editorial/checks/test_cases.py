"""Checks of people in criminal cases."""

import pytest

from articles.editorial.checks.cases import criminal_before_verdict, involved_named, minors_named
from tests.editorial.checks.texts import body, fixed, words


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("未成年被害人李明因此受到伤害。", "未成年被害人李某因此受到伤害。"),
        ("张小华（男，15岁）涉嫌盗窃。", "张某某（男，15岁）涉嫌盗窃。"),
        ("女童王芳被侵害一案", "女童王某被侵害一案"),
    ],
)
def test_a_minor_in_a_case_is_not_named(text, right):
    assert fixed(minors_named, text) == right


@pytest.mark.parametrize(
    "text",
    [
        "未成年被害人李某因此受到伤害。",
        "未成年被害人李明（化名）受到伤害。",
        "张小华（男，45岁）涉嫌盗窃。",
        "女童王芳学会了唱歌。",
        "保护未成年人合法权益，惩治犯罪。",
        "侵害未成年人犯罪案件",
    ],
)
def test_a_masked_name_and_no_name_pass(text):
    assert words(minors_named, text) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("犯罪嫌疑人王刚在火车站被抓获", "犯罪嫌疑人王某在火车站被抓获"),
        ("被害人欧阳建国，男", "被害人欧阳某某，男"),
    ],
)
def test_who_is_in_a_case_is_masked(text, right):
    assert fixed(involved_named, text) == right


@pytest.mark.parametrize("text", ["犯罪嫌疑人王某某被抓获", "对犯罪嫌疑人和被害人", "听取被害人意见"])
def test_a_masked_name_passes(text):
    assert words(involved_named, text) == []


def test_criminal_before_a_verdict_is_found():
    assert fixed(criminal_before_verdict, "民警抓获罪犯两名。") == "民警抓获犯罪嫌疑人两名。"


@pytest.mark.parametrize(
    "paragraphs", [["监狱对罪犯进行教育。"], ["法院判处王某有期徒刑。", "罪犯王某"], ["犯罪行为"]]
)
def test_after_a_verdict_the_word_passes(paragraphs):
    assert not list(criminal_before_verdict(body(*paragraphs)))
