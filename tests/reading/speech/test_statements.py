"""Who says what: where statements start and end."""

from __future__ import annotations

import pytest

from articles.reading.speech.extract import extract

SUN = "检察长孙刚表示，要主动接受监督。"


def statements(*paragraphs: str) -> list[tuple[str, str]]:
    return [(s.speaker, s.text) for s in extract(paragraphs).statements]


def speakers(*paragraphs: str) -> list[str]:
    return [s.speaker for s in extract(paragraphs).statements]


def test_a_statement_is_the_sentence_that_names_speaker_and_verb() -> None:
    assert statements(f"会议召开。{SUN}") == [("孙刚", SUN)]


def test_a_pronoun_continues_the_statement() -> None:
    assert statements(f"{SUN}他希望代表多提意见。") == [("孙刚", f"{SUN}他希望代表多提意见。")]


def test_a_dropped_subject_continues_the_statement() -> None:
    assert statements(f"{SUN}要健全机制，形成合力。") == [("孙刚", f"{SUN}要健全机制，形成合力。")]


def test_the_statement_starts_with_the_sentence_that_names_the_speaker() -> None:
    text = "局长卓尔敏汇报了工作进展。她说，电梯已装二百部。"
    assert statements(text) == [("卓尔敏", text)]


def test_an_action_before_does_not_belong_to_the_statement() -> None:
    assert statements("副检察长敖文斌边看边记。他叮嘱干警，把办法整理出来。") == [
        ("敖文斌", "他叮嘱干警，把办法整理出来。")
    ]


def test_a_memory_of_others_continues_the_statement() -> None:
    text = f"{SUN}今年8月，王松副主任带队对基层院进行调研，充分肯定检察工作。"
    assert statements(text) == [("孙刚", text)]


@pytest.mark.parametrize(
    "ending",
    [
        "会议强调，要提高站位。",
        "代表们认为，成效明显。",
        "市政协委员们先后发言，认为亮点多。",
        "会后，孙刚一行参观了展厅。",
        "与会人员还进行了交流。",
        "副组长咸国栋宣读方案。",
        "两个老人对视一眼，都笑了。",
    ],
)
def test_resumed_narration_ends_the_statement(ending: str) -> None:
    assert statements(SUN + ending)[0] == ("孙刚", SUN)


@pytest.mark.parametrize(
    "text",
    [
        "检察长孙刚就公益诉讼工作作了汇报。",
        "检察长孙刚主持会议并讲话，副检察长王伟参加会议。",
        "主任浦江通报了全市数据治理情况。",
        "检察长孙刚一口气提出了九条意见。",
        "会议强调，要认真学习。",
        "一位代表说，希望多公开听证。",
        "我院主要负责同志表示，将抓好落实。",
        "孙刚检察长没有说什么，王伟副检察长听取建议后离开。",
    ],
)
def test_without_printed_words_there_is_no_statement(text: str) -> None:
    assert statements(text) == []


def test_a_semicolon_separates_speakers() -> None:
    text = "代表洛秋水指出，要坚持长远治；代表穆青山强调，不能当挂名河长。"
    assert statements(text) == [
        ("洛秋水", "代表洛秋水指出，要坚持长远治"),
        ("穆青山", "代表穆青山强调，不能当挂名河长。"),
    ]


def test_a_joint_statement_is_given_to_each_speaker() -> None:
    text = "市人大代表张桂芳、李长顺一致表示，检察建议管用。"
    assert statements(text) == [("张桂芳", text), ("李长顺", text)]


def test_a_quotation_may_come_before_its_speaker() -> None:
    text = "“往年放水要排队。”村支书祝长根说，“现在不用了。”"
    assert statements(f"渠水清亮。{text}") == [("祝长根", text)]


def test_a_quotation_needs_no_verb_of_speech() -> None:
    text = "人大代表揭晓峰接待了居民，“水压不够的，留个门牌号，明天我就去。”"
    assert statements(text) == [("揭晓峰", text)]


def test_a_cry_is_not_given_to_the_person_seen() -> None:
    assert (
        statements("主任是伍秋实。", "门前坐了两个汉子。“伍姐，你来评评理！”看到伍秋实走过来，两人站了起来。")
        == []
    )


def test_a_nested_quotation_belongs_to_both_speakers() -> None:
    inner = "副检察长韩梅在例会上讲过一句话，“检察官要做掌灯的人，不能含糊”。"
    text = f"检察长孙刚表示，{inner}监督不是挑刺。"
    assert statements(text) == [("孙刚", text), ("韩梅", inner)]


def test_points_continue_over_paragraphs() -> None:
    body = [
        "检察长孙刚强调：",
        "一是要提高认识。群众的事没有小事。",
        "二是要狠抓落实。",
        "会议还研究了其他事项。",
    ]
    assert statements(*body) == [("孙刚", "\n".join(body[:3]))]


def test_announced_points_continue_without_markers() -> None:
    body = [
        "副市长沈括提出两项要求：",
        "强化责任。各单位要尽职。",
        "强化协同。要建立机制。",
        "会议由陶潜主持。",
    ]
    assert statements(*body) == [("沈括", "\n".join(body[:3]))]


def test_a_quotation_over_paragraphs_is_one_statement() -> None:
    body = ["检察长任重说：“先讲认识。", "“再讲落实。", "“最后讲纪律。”", "会议还听取了汇报。"]
    assert statements(*body) == [("任重", "\n".join(body[:3]))]


def test_the_same_speaker_continues_in_the_next_paragraph() -> None:
    body = ["白桐副院长介绍，案件在减少。", "白桐表示，要让破坏者变成守护者。"]
    assert statements(*body) == [("白桐", "\n".join(body))]


def test_an_opinion_is_a_statement() -> None:
    assert speakers("在县司法局副局长公孙雨看来，这个办法管用。") == ["公孙雨"]


def test_the_addressee_is_not_the_speaker() -> None:
    text = "村支书祝长根向敖文斌副检察长介绍说，闸门换成了电动的。"
    assert speakers(text) == ["祝长根"]


def test_a_statement_keeps_printed_punctuation_and_blanks() -> None:
    text = "左云飞副检察长 在座谈中指出,装置改了七版才稳定 下来."
    assert statements(text) == [("左云飞", text)]


def test_an_adding_paragraph_continues_the_statement() -> None:
    body = ["李宁副主席强调，要精心组织。", "同时还提出了两点要求，一是选好主题。二是深入调研。"]
    assert statements(*body) == [("李宁", "\n".join(body))]


def test_a_bystander_does_not_get_the_quotation() -> None:
    assert speakers("“感谢！”申请人赵某某把锦旗送到法官沈静手中。") == []


def test_narration_after_a_closed_quotation_is_no_statement() -> None:
    text = "“头一回这么早上班！”夏根辉法官说道。"
    assert statements(f"{text}一行人坐地铁、倒公交。") == [("夏根辉", text)]


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("县医院院长于淼，律师凌霄一致表示，渠道畅通了。", ["于淼", "凌霄"]),
        ("副主任康宁，科长祝捷均表示，将按期整改。", ["康宁", "祝捷"]),
        ("主席栾川，委员柯桥共同提出，应设置公示牌。", ["栾川", "柯桥"]),
        ("縣長顧嵐，鎮長葉青都認為，水質在好轉。", ["顧嵐", "葉青"]),
        ("书记苏北，会长耿直异口同声说，这件事要办。", ["苏北", "耿直"]),
    ],
)
def test_speakers_joined_by_a_comma_share_the_statement(text: str, both: list[str]) -> None:
    assert speakers(text) == both


def test_a_time_before_does_not_block_the_next_speaker() -> None:
    assert speakers("局长岳阳介绍，今年雨量偏多；科长韦明说，沙袋已经备齐。") == ["岳阳", "韦明"]


def test_a_noun_of_speech_may_follow_the_quotation() -> None:
    text = "“台账不会收起来。”支队长仲夏的回答引来掌声。"
    assert statements(text) == [("仲夏", text)]


@pytest.mark.parametrize(
    "text",
    [
        "局长田野有感而发：“这趟没白来。”",
        "局长田野一语中的：“关键在人。”",
        "局长田野的建议很具体：“把井封了。”",
        "局长田野的一番话道出了心声：“水清了。”",
        "用局长田野的话说，“水清了，人心就齐了”。",
        "局长田野给记者算了一笔账：过去一亩地用水三百方，现在只用一半。",
        "局长田野提示，汛期不要下河。",
    ],
)
def test_an_announced_quotation_belongs_to_the_person(text: str) -> None:
    assert speakers(text) == ["田野"]


@pytest.mark.parametrize(
    "text",
    [
        "第七检察部负责人田野对上半年工作情况进行了通报，分析了存在的问题。",
        "局长田野就水源保护作了汇报，分析了原因，提出了建议。",
        "局长田野通报了案件办理情况，剖析了短板不足，明确了下步打算。",
        "局长田野对全年工作进行了总结，对下步工作进行了部署。",
        "局长田野围绕执法规范化开展了点评，解答了疑问。",
        "局长田野给予了解释，介绍了机构改革有关情况。",
    ],
)
def test_a_topic_is_no_statement(text: str) -> None:
    assert statements(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "面对代表哈斯的提问，院长苗圃答道，这件事法院来管。",
        "听完代表哈斯的演讲，院长苗圃感慨，后生可畏。",
        "针对代表哈斯的疑问，院长苗圃解释说，程序不能省。",
        "结合代表哈斯的访谈，院长苗圃指出，短板还不少。",
        "就代表哈斯的询问，院长苗圃回应称，已经立案。",
    ],
)
def test_the_one_who_answers_is_the_speaker(text: str) -> None:
    assert speakers(text) == ["苗圃"]


def test_shuodao_zheli_is_no_verb_of_speech() -> None:
    assert statements("院长苗圃说到这里，眼圈红了。") == []


@pytest.mark.parametrize(
    "text",
    [
        "检察长孙刚先诉起苦来：六百户人家只有三百个车位。",
        "检察长孙刚算了一笔账，夜里空着四百个车位。",
        "检察长孙刚的看法是，先易后难，一件一件办。",
        "检察长孙刚给出的数字是，查处四十七家。",
        "检察长孙刚完全赞成，并主动提出由县院承办会议。",
    ],
)
def test_a_statement_needs_no_verb_of_speech(text: str) -> None:
    assert statements(text) == [("孙刚", text)]


def test_a_list_after_a_colon_is_no_statement() -> None:
    assert statements("陪同检察长孙刚视察的有：王松、刘明翔。") == []


def test_a_comma_separates_speakers() -> None:
    first, second = "店主昝小红辩称这是自家孩子吃的，", "检察官宗泽润随即反问：“三箱？”"
    assert statements(first + second) == [("昝小红", first), ("宗泽润", second)]


def test_an_unclaimed_quotation_belongs_to_the_next_person() -> None:
    said = "“旗子再多，孩子们也过不了河。”检察长孙刚有些着急。"
    assert statements(f"桥址上只插了几面小旗。{said}") == [("孙刚", said)]


def test_a_stressed_point_may_end_with_a_place() -> None:
    text = "市长温故来到值班室，看望值班人员，强调要把责任落到岗位上，把工作抓细。"
    assert statements(text) == [("温故", text)]


def test_points_may_follow_a_full_stop() -> None:
    text = "主席温故提出三点希望。一是要服务大局。二是要抓好队伍。"
    assert statements(text) == [("温故", text)]


def test_the_topic_may_stand_before_the_speaker() -> None:
    text = "谈及权益保障，处长温故在会上说，将督促整改。"
    assert statements(text) == [("温故", text)]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["局长田野就下一步工作提三点意见。一是抓早。要早发现。二是抓小。三是抓实。"],
        ["局长田野就如何抓好落实作了部署。", "一要抓早。", "二要抓小。"],
        ["局长田野汇报了工作。第一，去年修了三条路。第二，今年再修两条。"],
    ],
)
def test_points_after_a_full_stop_belong_to_who_announced_them(paragraphs: list[str]) -> None:
    assert statements(*paragraphs) == [("田野", "\n".join(paragraphs))]


def test_an_agenda_is_no_statement_of_the_chair() -> None:
    assert statements("局长田野主持会议。一是听取汇报。二是研究方案。") == []
