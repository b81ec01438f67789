"""Decode bytes, and refuse what is no accepted text."""

from __future__ import annotations

import pytest

from articles.reading.formats.decode import Undecodable, decode

TEXT = "丹东市人民检察院检察长孙刚表示，𠮷林。\r\n供稿:刘璐"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"]
)
def test_text_is_decoded_from_every_accepted_encoding(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)).text == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "gb18030"])
def test_the_encoding_is_named(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)).encoding == encoding


def test_a_gb18030_character_of_four_bytes_is_read() -> None:
    assert decode("检察官𬭚".encode("gb18030")).text == "检察官𬭚"


def test_utf8_wins_over_gb18030() -> None:
    assert decode("公益诉讼".encode()).encoding == "utf-8"


def test_an_empty_file_is_empty_text() -> None:
    assert decode(b"").text == ""


def test_truncated_utf8_names_the_byte() -> None:
    with pytest.raises(Undecodable, match="byte 9") as refused:
        decode("检察官员".encode()[:10])
    assert refused.value.offset == 9


def test_the_offset_counts_the_byte_order_mark() -> None:
    with pytest.raises(Undecodable) as refused:
        decode(b"\xef\xbb\xbfab\xff")
    assert refused.value.offset == 5


def test_binary_is_refused_at_its_first_nul() -> None:
    with pytest.raises(Undecodable, match="NUL byte at byte 8"):
        decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1")


@pytest.mark.parametrize(
    "text", ["plain words with a \0 in them", "公益诉讼\0检察建议", "x\0" + "plain words" * 9]
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_text_with_a_stray_nul_is_refused(text: str, encoding: str) -> None:
    with pytest.raises(Undecodable, match="NUL byte"):
        decode(text.encode(encoding))


def test_a_nul_in_utf16_is_refused() -> None:
    with pytest.raises(Undecodable, match="NUL character at byte 4"):
        decode("甲\0乙".encode("utf-16"))


def test_truncated_utf16_is_refused() -> None:
    with pytest.raises(Undecodable, match="breaks off"):
        decode("甲乙".encode("utf-16")[:-1])


def test_a_picked_encoding_is_used() -> None:
    assert decode("檢察院".encode("big5"), "big5").text == "檢察院"


def test_gb2312_means_gb18030() -> None:
    assert decode("𠮷".encode("gb18030"), "gb2312").encoding == "gb18030"


@pytest.mark.parametrize("encoding", ["klingon", "hex", "rot13", "idna", "undefined"])
def test_a_codec_that_returns_no_text_is_refused(encoding: str) -> None:
    with pytest.raises(Undecodable, match="Pick"):
        decode("甲".encode(), encoding)


def test_bytes_of_no_encoding_are_refused() -> None:
    with pytest.raises(Undecodable, match="not valid"):
        decode("公益".encode() + b"\xff\xff\xff" + "诉讼".encode())
