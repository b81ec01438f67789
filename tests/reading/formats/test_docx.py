"""Extraction of Word files."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml import OxmlElement

from articles.reading.formats import docx as module
from articles.reading.formats.docx import extract_docx
from articles.reading.unreadable import Unreadable

from .make import make_docx, make_png, make_zip


def rewritten(raw: bytes, change, name: str = "word/document.xml") -> bytes:
    """The file with one part changed by a function of its text."""
    with ZipFile(BytesIO(raw)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts[name] = change(parts[name].decode()).encode()
    return make_zip(parts)


def refusal(raw: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        extract_docx(raw)
    return str(refused.value)


def test_every_paragraph_is_a_line() -> None:
    assert extract_docx(make_docx("标题", "", "正文。")).text == "标题\n正文。"


def test_a_break_inside_a_paragraph_ends_the_line() -> None:
    assert extract_docx(make_docx("一\n二\t三")).text == "一\n二 三"


def test_table_cells_are_lines_in_place() -> None:
    document = docx.Document()
    document.add_paragraph("前")
    document.add_table(1, 2).rows[0].cells[1].text = "格"
    document.add_paragraph("后")
    out = BytesIO()
    document.save(out)
    assert extract_docx(out.getvalue()).text == "前\n格\n后"


def test_a_picture_has_the_line_it_stands_before() -> None:
    content = extract_docx(make_docx("前", make_png(), "后"))
    assert [(p.data, p.suffix, p.line) for p in content.pictures] == [(make_png(), "png", 2)]


def test_a_picture_below_the_text_stands_one_past_the_last_line() -> None:
    assert [p.line for p in extract_docx(make_docx("前", make_png())).pictures] == [2]


def test_alternative_text_is_kept() -> None:
    raw = rewritten(
        make_docx("前", make_png()), lambda xml: xml.replace("<wp:docPr ", '<wp:docPr descr="会场" ')
    )
    assert [p.alt for p in extract_docx(raw).pictures] == ["会场"]


def test_a_picture_in_an_unsupported_format_is_a_problem() -> None:
    document = docx.Document(BytesIO(make_docx("前", make_png())))
    part = next(iter(document.part.package.image_parts))
    part._blob = b"\xd7\xcd\xc6\x9a"  # a Windows metafile
    out = BytesIO()
    document.save(out)
    content = extract_docx(out.getvalue())
    assert (content.pictures, [p.code for p in content.problems]) == ((), ["picture_format"])


def test_a_short_centred_line_below_a_picture_is_a_caption() -> None:
    raw = make_docx("前", make_png(), "孙刚在发言", "正文", centred=(2,))
    assert extract_docx(raw).kinds == {2: "caption"}


def test_a_centred_line_elsewhere_is_no_caption() -> None:
    assert extract_docx(make_docx("标题", "正文", centred=(0,))).kinds == {}


def test_a_paragraph_with_caption_style_is_a_caption() -> None:
    document = docx.Document()
    document.add_paragraph("孙刚在发言", style="Caption")
    out = BytesIO()
    document.save(out)
    assert extract_docx(out.getvalue()).kinds == {1: "caption"}


def test_deleted_and_hidden_text_is_removed_with_its_reason() -> None:
    raw = make_docx("留", "删", "隐")

    def change(xml: str) -> str:
        deleted = "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
        xml = re.sub(r"<w:r>\s*<w:t>删</w:t>\s*</w:r>", deleted, xml)
        return xml.replace("<w:t>隐</w:t>", "<w:rPr><w:vanish/></w:rPr><w:t>隐</w:t>")

    content = extract_docx(rewritten(raw, change))
    assert (content.text, [(r.text, r.reason) for r in content.removed]) == (
        "留",
        [("删", "deleted"), ("隐", "hidden")],
    )


def test_headers_and_footers_are_removed() -> None:
    (gone,) = extract_docx(make_docx("正文", header="内部资料")).removed
    assert (gone.text, gone.reason) == ("内部资料", "page_edge")


def test_a_text_box_is_read_once() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("正文")
    box = OxmlElement("w:txbxContent")
    for parent in (paragraph._p,):
        parent.append(box)
    inner = OxmlElement("w:p")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "框"
    run.append(text)
    inner.append(run)
    box.append(inner)
    out = BytesIO()
    document.save(out)
    assert extract_docx(out.getvalue()).text == "正文\n框"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"PK\x03\x04", "broken"),
        (make_docx("甲")[:200], "broken"),
        (make_zip({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>"}), "no Word file"),
        (make_zip({"a.txt": b"1"}), "no Word file"),
        (make_zip({"word/document.xml": b"<a/>"}), "broken"),
        (rewritten(make_docx("甲"), lambda xml: xml[:300]), "broken"),
        (
            rewritten(
                make_docx("甲"),
                lambda xml: xml.replace(
                    "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                    "vnd.ms-word.document.macroEnabled.main+xml",
                ),
                "[Content_Types].xml",
            ),
            "macros",
        ),
    ],
)
def test_a_broken_word_file_is_refused_with_advice(raw: bytes, words: str) -> None:
    assert words in refusal(raw)


def test_a_zip_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_UNPACKED", 100)
    assert "too large" in refusal(make_docx("甲"))


def test_a_file_without_text_is_the_problem_no_text() -> None:
    assert (extract_docx(make_docx()).text, extract_docx(make_docx()).empty) == ("", "no_text")
