"""Notices about files are understood by readers of both languages."""

import re
from pathlib import Path
from typing import Any

import pytest

import promisetrack
from promisetrack.lexicon import table
from promisetrack.model import Document
from promisetrack.reading import read
from promisetrack.render.notices import notice
from promisetrack.scoring import doubts

SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in Path(promisetrack.__file__).parent.rglob("*.py"))
NOTICES = table("notices")["notice"]


@pytest.mark.parametrize("entry", NOTICES, ids=lambda entry: entry["en"])
def test_the_program_says_it_so(entry: dict[str, Any]) -> None:
    pieces = [
        piece for piece in re.split(r"{\w+}|\[s\]|; run a text| page", entry["en"]) if len(piece.strip(" :,;")) > 5
    ]
    assert [piece for piece in pieces if piece.strip(" :,;") not in SOURCES] == []


@pytest.mark.parametrize("entry", NOTICES, ids=lambda entry: entry["en"])
def test_it_is_told_in_both_languages(entry: dict[str, Any]) -> None:
    said = re.sub(r"{\w+}", "12", entry["en"].replace("[s]", "s"))
    assert notice(f"/folder/a.txt: {said}", "en") == f"a.txt: {said}"
    assert notice(f"/folder/a.txt: {said}", "zh") == f"a.txt：{re.sub(r'{[a-z]+}', '12', entry['zh'])}"


def test_what_reading_and_scoring_tell_is_in_the_table() -> None:
    text = "各位代表：现在，我向大会报告工作，请予审议。全年各项工作取得新成效，完成投资50亿元。"
    plan, result = read(text.encode("gb18030")), Document(text="", source="folder/b.txt", place="江门市", year=2024)
    district = Document(text="", source="folder/c.txt", place="江门市新会区", year=2022)
    told = [*doubts([plan], [result]), *doubts([district], [result]), *doubts([result], [district])]
    assert len(told) > 5
    assert [line for line in told if notice(line, "zh").isascii() or notice(line, "zh") == line] == []


def test_other_notices_stay_as_they_are() -> None:
    assert notice("b.txt: 别的\n话", "zh") == "b.txt: 别的 话"


def test_a_note_of_a_document_names_no_file() -> None:
    assert notice("read as GB18030", "zh") == "按GB18030编码读取"
