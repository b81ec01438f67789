"""What an import asks of the database: a number of questions that does not grow with the files."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.intake import Importer
from articles.reading.parallel import InputFile
from tests.intake.texts import make_text

pytestmark = pytest.mark.django_db

#: What new files ask, in this order, however many they are (up to those of one transaction).
BUDGET = [
    "came they before, to be read at all",
    "begin",
    "came they before, now that they are stored",
    "n-grams that others share",
    "files of the same names",
    *("keys of the next", "new source texts"),
    *("keys of the next", "new reports"),
    "new n-grams",
    "short names of organisations",
    "organisations",
    *("addresses of organisations", "former addresses of these"),
    *("keys of the next", "new organisations"),
    "speakers",
    "other names of speakers",
    *("addresses of speakers", "former addresses of these"),
    *("keys of the next", "new speakers"),
    *("keys of the next", "new appearances"),
    "new statements",
    "tags",
    "synonyms",
    *("addresses of tags", "former addresses of these"),
    "new tags",
    "new taggings",
    "new credits",
    "new search entries",
    *("words that are known", "new words"),
    *("keys of the next", "new provenances"),
    "new moves",
    "commit",
]
SURNAMES = "赵钱孙李周吴郑王冯陈"


def files(first, last):
    """Files of different reports, each with a person and an organisation of its own."""
    for number in range(first, last):
        place, surname = "安河平川林岭海湖江原"[number] + "阳", SURNAMES[number]
        words = "".join(chr(0x5000 + number * 300 + n * 7 % 299) for n in range(60))
        body = (
            f"7月17日，{place}市人民检察院召开座谈会。{place}市人民检察院检察长{surname}明刚参加会议。",
            f"{surname}明刚检察长表示，{words}。",
        )
        yield InputFile(f"{number}.txt", make_text(f"{place}市检察院召开座谈会{words[:9]}", body=body))


def asked(first, last):
    importer = Importer()
    assert importer.known  # what the reader is told is asked for once a run
    with CaptureQueriesContext(connection) as captured:
        list(importer.add_each(files(first, last)))
    return [query["sql"][:100] for query in captured]


def test_new_files_ask_what_is_named_here():
    found = asked(0, 3)
    assert len(found) == len(BUDGET), "\n".join(found)


def test_more_files_ask_no_more():
    assert len(asked(0, 10)) == len(BUDGET)


def test_files_that_came_before_ask_once():
    asked(0, 3)
    assert len(asked(0, 3)) == len(["came they before", "begin", "commit"])
