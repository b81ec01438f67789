"""CSV downloads."""

import csv
from io import StringIO

import pytest

from articles.public.csv_export import csv_file


def cells(*rows):
    text = csv_file("a.csv", ["标题"], rows).getvalue().decode("utf-8-sig")
    return list(csv.reader(StringIO(text)))


def test_a_csv_begins_with_a_bom():
    assert csv_file("a.csv", ["标题"], []).getvalue().startswith(b"\xef\xbb\xbf")


def test_a_cell_keeps_its_commas_quotes_and_lines():
    assert cells(['他说，"好",\n就这样']) == [["标题"], ['他说，"好",\n就这样']]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "＋1", "－1", "＠A1", "\n=1"]
)
def test_a_cell_is_never_a_formula(text):
    assert cells([text])[1] == [f"'{text}"]


def test_a_number_stays_a_number():
    assert cells([-3])[1] == ["-3"]


def test_a_csv_has_a_chinese_file_name():
    assert "%E5%AD%99%E5%88%9A.csv" in csv_file("孙刚.csv", [], [])["Content-Disposition"]
