"""Reading the body again: which changes to the rows of the form are proposed."""

from articles.editorial.reread import Change, FormPerson, FormStatement, read_again

SUN, MU = "丹东市人民检察院检察长孙刚强调：要加强协作。", "穆书芹表示，要保护生态环境，守住底线。"
BODY = [SUN, MU]
PEOPLE = [FormPerson("孙刚", "丹东市人民检察院", "检察长", "a"), FormPerson("穆书芹", "", "", "b")]
STATEMENTS = [FormStatement("孙刚", SUN, "1"), FormStatement("穆书芹", MU, "2")]


def changes(pieces):
    return [(piece.change, piece.old and piece.old.row) for piece in pieces]


def test_what_is_found_as_it_stands_is_no_piece():
    found = read_again(BODY, PEOPLE, STATEMENTS)
    assert (found.people, found.statements) == ((), ())


def test_a_person_without_a_row_is_new():
    [piece] = read_again(BODY, PEOPLE[1:], STATEMENTS).people
    assert (piece.change, piece.new) == (Change.NEW, FormPerson("孙刚", "丹东市人民检察院", "检察长"))


def test_a_post_that_is_printed_otherwise_is_a_change_of_its_row():
    people = [FormPerson("孙刚", "丹东市人民检察院", "副检察长", "a"), PEOPLE[1]]
    assert changes(read_again(BODY, people, STATEMENTS).people) == [(Change.CHANGED, "a")]


def test_what_the_reader_could_not_find_beside_a_name_takes_nothing_away():
    people = [PEOPLE[0], FormPerson("穆书芹", "武汉市人民检察院", "副检察长", "b")]
    assert read_again(BODY, people, STATEMENTS).people == ()


def test_a_space_inside_a_name_makes_no_other_person():
    assert (
        read_again(BODY, [FormPerson("孙 刚", "丹东市人民检察院", "检察长"), PEOPLE[1]], STATEMENTS).people
        == ()
    )


def test_a_person_who_is_not_in_the_body_is_gone():
    people = [*PEOPLE, FormPerson("王伟", row="c")]
    assert changes(read_again(BODY, people, STATEMENTS).people) == [(Change.GONE, "c")]


def test_words_without_a_row_are_a_new_statement():
    [piece] = read_again(BODY, PEOPLE, STATEMENTS[:1]).statements
    assert (piece.change, piece.new.speaker) == (Change.NEW, "穆书芹")


def test_more_words_of_the_same_person_change_the_row():
    statements = [STATEMENTS[0], FormStatement("穆书芹", "穆书芹表示，要保护生态环境", "2")]
    [piece] = read_again(BODY, PEOPLE, statements).statements
    assert (piece.change, piece.words) == (
        Change.CHANGED,
        [("same", "穆书芹表示，要保护生态环境"), ("new", "，守住底线。")],
    )


def test_words_given_to_somebody_else_change_the_row():
    statements = [FormStatement("穆书芹", SUN, "1"), STATEMENTS[1]]
    [piece] = read_again(BODY, PEOPLE, statements).statements
    assert (piece.old.row, piece.new.speaker) == ("1", "孙刚")


def test_a_statement_whose_words_were_edited_in_the_body_is_the_one_that_changes():
    statements = [FormStatement("孙刚", SUN.replace("协作", "合作"), "1"), STATEMENTS[1]]
    assert changes(read_again(BODY, PEOPLE, statements).statements) == [(Change.CHANGED, "1")]


def test_a_statement_that_is_not_found_comes_last():
    statements = [FormStatement("孙刚", "散会。", "3"), STATEMENTS[0]]
    found = changes(read_again(BODY, PEOPLE, statements).statements)
    assert found == [(Change.NEW, None), (Change.GONE, "3")]


def test_a_long_run_of_the_same_words_is_shortened():
    long = "要" + "保护生态环境" * 20
    [piece] = read_again([f"孙刚表示，{long}。"], [], [FormStatement("孙刚", long)]).statements
    assert max(len(words) for _kind, words in piece.words) < 60


def test_names_of_the_register_are_known():
    found = read_again(["阿依努尔说，要加强协作。"], [], [], known_names={"阿依努尔"})
    assert [piece.new.name for piece in found.people] == ["阿依努尔"]


def test_an_empty_body_has_nothing_to_find():
    assert read_again([], [], []).people == ()
