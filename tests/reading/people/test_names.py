"""Which words are names, and where a name ends."""

from __future__ import annotations

import pytest

from articles.reading.speech.extract import extract


def names(*paragraphs: str) -> list[str]:
    return [person.name for person in extract(paragraphs).people]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("检察长孙刚参加会议。", "孙刚"),
        ("孙刚检察长参加会议。", "孙刚"),
        ("副主任王松率部分委员视察。", "王松"),
        ("检察长何彬主持会议。", "何彬"),
        ("院长谈允中指出，要快。", "谈允中"),
        ("检察长上官云舟到会。", "上官云舟"),
        ("主任令狐朝阳参加。", "令狐朝阳"),
        ("副检察长淳于清点评。", "淳于清"),
        ("副检察长綦毓秀到会。", "綦毓秀"),
        ("代表揭晓峰、丘明远参加。", "揭晓峰"),
        ("检察官白露介绍，线索不少。", "白露"),
        ("原野副处长补充说，线索还在增加。", "原野"),
        ("区妇联庄小苗陪同。", "庄小苗"),
        ("来自民进的舒立群先后谈了感受。", "舒立群"),
        ("会议决定，任命丁一为检察员。", "丁一"),
        ("检察长𠮷田明说，要到现场去。", "𠮷田明"),
        ("主任方𬭚参加会议。", "方𬭚"),
    ],
)
def test_a_name_ends_where_the_words_after_it_begin(text: str, name: str) -> None:
    assert names(text)[0] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("副检察长阿布力孜·吐尔洪参加座谈。", "阿布力孜·吐尔洪"),
        ("叶尔兰·哈德尔检察长说，要快。", "叶尔兰·哈德尔"),
        ("讲师康·巴特尔担任与谈人。", "康·巴特尔"),
        ("县检察院检察长扎西次仁到会。", "扎西次仁"),
        ("检察官助理热依汗古丽参加。", "热依汗古丽"),
        ("副检察长公保才让向代表致谢。", "公保才让"),
        ("陪同约翰·史密斯参观的有三人。", "约翰·史密斯"),
    ],
)
def test_names_of_other_peoples_are_whole(text: str, name: str) -> None:
    assert names(text) == [name]


def test_a_name_with_an_inner_blank_is_one_name() -> None:
    assert names("市政协委员宋 玉、罗 布参加调研。") == ["宋玉", "罗布"]


@pytest.mark.parametrize(
    "text",
    [
        "高主任务必把材料备齐。",
        "方案件数不能少，队伍建设不能松。",
        "江河湖长制工作有序推进。",
        "深入学习贯彻习近平法治思想。",
        "检察长高度重视，主任要求严格落实。",
        "不断提升群众的获得感、幸福感、安全感。",
        "当事人李某、村民刘大爷和邻居王奶奶到场。",
        "张检察官说，案子办完了。",
        "高校教师、软件工程师和一线检察官同台授课。",
        "黄岩、温岭、武昌三地法院参加。",
    ],
)
def test_words_that_look_like_names_are_none(text: str) -> None:
    assert names(text) == []


def test_the_general_secretary_with_a_title_is_a_person() -> None:
    assert names("实现习近平总书记提出的目标要求。") == ["习近平"]


def test_a_known_name_needs_no_title() -> None:
    assert [p.name for p in extract(["会后安然走访了企业。"], known_names=["安然"]).people] == ["安然"]


def test_a_longer_name_replaces_the_one_inside_it() -> None:
    assert names("副检察长热孜万古丽参加。热孜万古丽副检察长说，双语很重要。") == ["热孜万古丽"]


def test_width_of_punctuation_does_not_count() -> None:
    wide = "会上，检察长孙刚、副检察长王建林参加；主任何彬说：“好。”"
    assert names(wide.translate(str.maketrans("，；：", ",;:"))) == names(wide)


def test_a_name_keeps_its_printed_characters() -> None:
    assert names("市檢察院檢察長招國樑表示，案例集的事已有安排。") == ["招國樑"]


def test_an_organisation_before_a_title_is_no_name() -> None:
    text = "区政协主席董伟主持，区政协副主席李宁、曹伟参加，区政协秘书长姜涛出席。区政协副主席李宁讲话。"
    assert names(text) == ["董伟", "李宁", "曹伟", "姜涛"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("县检察院检察长后知远主持会议。", "后知远"),
        ("县法院院长过庭芳在会上强调，要抓好落实。", "过庭芳"),
        ("副检察长冼星河作了汇报。", "冼星河"),
        ("副院长郗望春介绍，今年案件下降。", "郗望春"),
        ("院长明月表示，要加强监督。", "明月"),
        ("副主任麦田指出，要服务大局。", "麦田"),
        ("办公室主任时光汇报工作情况。", "时光"),
        ("县委书记召景明到院调研。", "召景明"),
        ("市林业站原站长段景之生前说过，“树是活的档案”。", "段景之"),
    ],
)
def test_a_single_title_is_followed_by_a_rare_surname_or_word(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("检察官诸葛云用三个案例说明。", "诸葛云"),
        ("法官夏侯英把调解书送到。", "夏侯英"),
        ("民警赵小兵给老人送药。", "赵小兵"),
        ("律师江一帆替当事人提交了材料。", "江一帆"),
        ("所长丁山翻开台账。", "丁山"),
        ("法官玛依努尔·买买提把卷宗递给他。", "玛依努尔·买买提"),
        ("书记库尔班·艾买提最为高兴。", "库尔班·艾买提"),
    ],
)
def test_a_name_does_not_run_into_the_verb(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("县检察院检察长哈斯朝鲁出席会议。", "哈斯朝鲁"),
        ("旗检察院检察长乌力吉主持会议。", "乌力吉"),
        ("州检察院副检察长阿西木呷表示，要主动监督。", "阿西木呷"),
        ("副州长边巴次仁讲话。", "边巴次仁"),
        ("院长娜仁花与牧民交谈。", "娜仁花"),
        ("副院长米吉提用维吾尔语宣读判决。", "米吉提"),
        ("县长海来阿木陪同。", "海来阿木"),
        ("检察长阿地里·吐尔地参加。", "阿地里·吐尔地"),
    ],
)
def test_a_name_of_syllables_has_exact_ends(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "办案要回应代表关切。",
        "高校师生代表旁听了宣判。",
        "他看望了坚守岗位的民警辅警。",
        "把记录交给牧民来写。",
        "检察长全程参加。",
        "局长高度重视，副局长连夜部署。",
        "法官干警深入乡村。",
        "院长包案化解。",
        "全市检察长会议召开。",
        "家长应尽监护责任。",
        "检察组对石门看守所开展检察。",
        "撒某所长代表石门看守所表态。",
    ],
)
def test_words_after_a_title_may_be_no_name(text: str) -> None:
    assert names(text) == []


def test_a_title_belongs_to_the_better_name_beside_it() -> None:
    assert names("区法院速裁法官傅雨薇说，速裁不是粗裁。") == ["傅雨薇"]


def test_a_list_after_a_verb_names_people() -> None:
    assert names("参加会议的有李国强、卜天、操世雄。") == ["李国强", "卜天", "操世雄"]


@pytest.mark.parametrize(
    "text",
    [
        "县长热线开通。",
        "检察官万里追赃。",
        "检察长关心关爱干警。",
        "检察长强力推进。",
        "庭长高兴地说，很好。",
    ],
)
def test_a_word_followed_by_words_is_no_name(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("出席会议的领导有：雷震、荆歌、单雄信。", ["雷震", "荆歌", "单雄信"]),
        ("王晓东、李卫民、扎西等领导陪同。", ["王晓东", "李卫民", "扎西"]),
        ("人民监督员席勇、村医管彤参加。", ["席勇", "管彤"]),
        ("“全国优秀法官”获得者聂远征分享了经验。", ["聂远征"]),
        ("“守望者”工作室负责人陆离说，要守住。", ["陆离"]),
        ("主办检察官与律师唐尧见面。", ["唐尧"]),
        ("她叫凌云志，是一名检察官。", ["凌云志"]),
    ],
)
def test_lists_roles_and_naming_verbs_precede_names(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize("text", ["网格员田野表示，可以。", "大队长陆地当场接过照片。", "教授经纬说，可以。"])
def test_a_word_is_a_name_where_only_a_name_can_stand(text: str) -> None:
    assert len(names(text)) == 1


@pytest.mark.parametrize(
    "text", ["请专家开方子，再动手。", "号召民警向马力学习。", "邀请代表和政协委员走进机关。"]
)
def test_a_verb_and_its_object_are_no_name(text: str) -> None:
    assert names(text) == []


def test_the_report_title_shows_that_a_word_is_a_name() -> None:
    extraction = extract(["获评的是马力。马力说，刚来时分不清路。"], title="记兴安县公安局民警马力")
    assert [p.name for p in extraction.people] == ["马力"]


def test_a_person_only_in_the_report_title_is_left_out() -> None:
    assert extract(["他说，刚来时分不清路。"], title="记兴安县公安局民警马力").people == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("摆渡人石宝山指着岸边说：“水清了。”", "石宝山"),
        ("带路的盲人按摩师方小岚提醒道，前面有根杆子。", "方小岚"),
    ],
)
def test_an_unlisted_role_is_recognised_by_its_last_character(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("检察官徐敏俯下身，轻声安慰孩子。", "徐敏"),
        ("法官常青抽到的是离婚案。", "常青"),
        ("院长谌来表示，要快。", "谌来"),
        ("镇长仲湖坦率地讲，办法不多。", "仲湖"),
        ("所长但立群事后对笔者讲，办法不多。", "但立群"),
        ("庭长乌兰其其格先不开庭，骑马走了一圈。", "乌兰其其格"),
        ("经营停车场的巴图委员认为，价格谈得拢。", "巴图"),
    ],
)
def test_a_name_after_a_title_does_not_cut_the_next_word(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize("text", ["律师调解不是给律师找活干，是省时间。", "交警支队支队长到会。"])
def test_a_verb_or_organisation_after_a_title_is_no_name(text: str) -> None:
    assert names(text) == []


def test_a_kinship_name_is_no_full_name() -> None:
    assert names("牧民库尔班大叔说，法院远。") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [("检察长江河在会上说，要快。", "江河"), ("所登门拜访的市政协主席柏晗时提出，要快。", "柏晗")],
)
def test_a_single_title_may_be_followed_by_a_thing_as_name(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("坐在后排的白玉成是村民小组长，也是邻居。", "白玉成"),
        ("安玉珍今年七十八岁，一辈子省吃俭用。", "安玉珍"),
        ("李二牛的问题把大家逗乐了：“牛要不要负责？”", "李二牛"),
    ],
)
def test_a_person_introduced_without_title_is_found(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("住在六楼的王小燕下楼时说，电梯终于装上了。", "王小燕"),
        ("年过七旬的李秀英颤巍巍地站起来。", "李秀英"),
        ("璩美凤告诉记者，去年这时候还没有水。", "璩美凤"),
        ("据翟凤岗透露，今年还要再修两条路。", "翟凤岗"),
        ("“水通了。”刘桂芳笑得合不拢嘴。", "刘桂芳"),
        ("逯明说，路通了，心也通了。", "逯明"),
        ("得知消息后，王建国第一时间赶到现场。", "王建国"),
        ("在李秀英的带领下，全组提前完成任务。", "李秀英"),
        ("身为人大代表，欧阳晓每年都要走访百余户。", "欧阳晓"),
    ],
)
def test_a_person_without_title_is_found_by_the_predicate(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "昔日的宁静，又回来了。",
        "写下了人生最美好的华章。",
        "为众人制定的高标准落到实处。",
        "对于广大村民来说，路最要紧。",
        "龙泉河从村前流过。",
    ],
)
def test_words_after_a_particle_are_no_names(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“早就该这么办了。”志愿者石榴说。", "石榴"),
        ("特勤大队内攻组组长万里说，水带卡了一下。", "万里"),
        ("村里的采药人穆青山说，路通了。", "穆青山"),
        ("一级军士长常有才说，界碑要描红。", "常有才"),
        ("普照寺监院释本空说，蜡烛已全部换掉。", "释本空"),
    ],
)
def test_a_name_stands_between_a_role_and_a_verb_of_speech(text: str, name: str) -> None:
    assert names(text) == [name]
