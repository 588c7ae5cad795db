"""The zip file that a Word file is: its parts, read within the limits, and what else a zip file may be."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, cast

from attrs import Factory, define, frozen

from promisetrack.errors import ReadError
from promisetrack.limits import Budget
from promisetrack.reading.extracted import missing_library

if TYPE_CHECKING:
    from lxml.etree import ParserTarget

_CHUNK = 65_536
_MOST_ENTRIES = 20_000
_ENCRYPTED = 1
_USUAL = "word/document.xml"
_OTHERS = (
    ("xl/", "an Excel file"),
    ("ppt/", "a PowerPoint file"),
    ("OFD.xml", "an OFD file"),
    ("META-INF/container.xml", "an e-book"),
    ("content.xml", "an OpenDocument file"),
    ("META-INF/MANIFEST.MF", "a Java archive"),
)
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel:",
}


class Target:
    """What takes the elements of a part; `name` is the one without its namespace, as in p, t, mc:Choice."""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def finish(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """A piece of the text of the element that began last."""


@frozen
class _Parsed:
    """Stands between the parser and a target."""

    target: Target

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.target.begin(_name(tag), attributes)

    def end(self, tag: str) -> None:
        self.target.finish(_name(tag))

    def data(self, text: str) -> None:
        self.target.text(text)

    def close(self) -> None: ...


@lru_cache(maxsize=1024)
def _name(tag: str) -> str:
    space, _, name = tag.rpartition("}")
    return _PREFIXES.get(space.removeprefix("{"), "other:") + name


def value(attributes: Mapping[str, str], name: str = "val") -> str:
    """An attribute by its name without the namespace; "" where it is not set."""
    return next((value for key, value in attributes.items() if key.rpartition("}")[2] == name), "")


def number(text: str, default: int = 0) -> int:
    """A number as attributes hold them; the default for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default


@define
class Package:
    """An opened Word file; the names of its parts are those inside the zip file."""

    budget: Budget
    names: Mapping[str, zipfile.ZipInfo]
    _archive: zipfile.ZipFile

    def feed(self, part: str, target: Target) -> None:
        """Hands the elements of a part to a target, piece by piece."""
        try:
            from lxml.etree import XMLParser  # noqa: PLC0415
        except ImportError as error:
            raise missing_library(self.budget.called, "a Word file") from error
        parsed = cast("ParserTarget[None]", _Parsed(target))
        parser = XMLParser(target=parsed, resolve_entities=False, no_network=True, load_dtd=False)
        try:
            for piece in self._pieces(part):
                parser.feed(piece)
            parser.close()
        except ReadError:
            raise
        except Exception as error:
            raise _broken(self.budget.called) from error

    def related(self, part: str) -> dict[str, str]:
        """The parts that a part refers to, by the last word of their kind: numbering, styles, footnotes."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        target = _Relations(folder)
        if relations in self.names:
            self.feed(relations, target)
        return {kind: name for kind, name in target.found.items() if name in self.names}

    def _pieces(self, part: str) -> Iterator[bytes]:
        """The bytes of a part; reading stops at the size that the zip file gives for it, and that was checked."""
        with self._archive.open(self.names[part]) as file:
            while piece := file.read(_CHUNK):
                self.budget.check_time()
                yield piece


@define
class _Relations(Target):
    _folder: str
    found: dict[str, str] = Factory(dict)

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "rel:Relationship":
            target = posixpath.join("/", self._folder, attributes.get("Target", ""))
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.found.setdefault(kind, posixpath.normpath(target).lstrip("/"))


def opened(data: bytes, budget: Budget) -> tuple[Package, str]:
    """The Word file and the name of its main part; ReadError for a zip file that is broken or is no Word file."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except Exception as error:
        raise _broken(budget.called) from error
    entries = archive.infolist()
    budget.check("inflated_bytes", sum(entry.file_size for entry in entries))
    if len(entries) > _MOST_ENTRIES:
        raise ReadError(f"{budget.called} packs {len(entries)} files, more than any Word file does; give a report")
    names = {entry.filename.replace("\\", "/"): entry for entry in entries}
    package = Package(budget, names, archive)
    encrypted = any(entry.flag_bits & _ENCRYPTED for entry in entries)
    main = _USUAL if encrypted else package.related("").get("officeDocument", _USUAL)
    kind = next((kind for start, kind in _OTHERS for name in names if name.startswith(start)), "a zip archive")
    if main not in names or main.startswith(("xl/", "ppt/")):
        raise ReadError(f"{budget.called} is {kind} and no Word file; save the report as a .docx, .pdf or .txt file")
    if encrypted:
        raise ReadError(f"{budget.called} is protected by a password; open it and save it without one")
    return package, main


def _broken(called: str) -> ReadError:
    return ReadError(f"{called} is a broken or incomplete Word file; open it in Word and save it again, or get it anew")
