"""The numbers that Word puts before headings by itself: 一、 （一） 1. ①, as its lists define and count them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import Factory, define, evolve, frozen

from promisetrack.reading.word_package import Target, number, value

_DIGITS = "零一二三四五六七八九"
_UNITS = ("千", "百", "十", "")
_ROMAN = {
    "m": 1000, "cm": 900, "d": 500, "cd": 400, "c": 100, "xc": 90, "l": 50, "xl": 40, "x": 10, "ix": 9, "v": 5,
    "iv": 4, "i": 1,
}  # fmt: skip
_COUNTED = frozenset(
    ["chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand"]
)
_SPELLED = {
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), "〇一二三四五六七八九"),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), "０１２３４５６７８９"),
}
_LISTED = {
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "chineseLegalSimplified": "壹贰叁肆伍陆柒捌玖拾",
}
_OF_LISTS = frozenset(["abstractNum", "num", "lvl", "lvlOverride", "abstractNumId", "numStyleLink", "startOverride"])
_OF_LEVELS = frozenset(["start", "numFmt", "lvlText", "lvlRestart", "isLgl", "suff", "pStyle"])
_OF_STYLES = frozenset(["basedOn", "numId", "ilvl"])
_LEVELS = 9
_LONGEST_CHAIN = 20


@frozen(kw_only=True)
class _Style:
    based_on: str = ""
    list: str = ""
    level: int = 0


_Level = dict[str, str]
"""What the elements of a level say: its start, its form (numFmt), its text (（%1）), and when it begins anew."""


@define
class Numbering(Target):
    """The lists of a Word file, taken from its parts `numbering` and `styles`, and how far each has counted."""

    _levels: dict[tuple[str, int], _Level] = Factory(dict)
    _abstract: dict[str, str] = Factory(dict)
    _links: dict[str, str] = Factory(dict)
    _overrides: dict[tuple[str, int], int] = Factory(dict)
    _styles: dict[str, _Style] = Factory(dict)
    _counts: dict[str, list[int | None]] = Factory(dict)
    _owner: str = ""
    _at: int = 0
    _level: _Level | None = None

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _OF_LISTS:
            self._of_list(name, attributes)
        elif name in _OF_LEVELS and self._level is not None:
            self._level[name] = value(attributes)
        elif name == "style":
            self._owner = value(attributes, "styleId")
            self._styles[self._owner] = _Style()
        elif name in _OF_STYLES and self._owner in self._styles:
            self._styles[self._owner] = _styled(self._styles[self._owner], name, value(attributes))

    def _of_list(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "abstractNum":
            self._owner = "abstract " + value(attributes, "abstractNumId")
        elif name == "num":
            self._owner = "list " + value(attributes, "numId")
        elif name == "abstractNumId":
            self._abstract[self._owner] = "abstract " + value(attributes)
        elif name == "numStyleLink":
            self._links[self._owner] = value(attributes)
        elif name == "startOverride":
            self._overrides[self._owner, self._at] = number(value(attributes))
        else:
            self._at = number(value(attributes, "ilvl"))
            self._level = {} if name == "lvl" else self._level

    def finish(self, name: str) -> None:
        if name == "lvl" and self._level is not None:
            self._levels[self._owner, self._at] = self._level
            self._level = None
        elif name in {"abstractNum", "num", "style"}:
            self._owner = ""

    def label(self, list_id: str, level: int | None, style: str) -> str:
        """The number of the next paragraph of a list, or of a style that belongs to one; "" for none.

        Counts on, so it is to be asked once for every numbered paragraph, in their order.
        """
        if not list_id:
            list_id, styled = self._of_style(style)
            level = styled if level is None else level
        owner = f"list {list_id}"
        at = level or 0
        found = self._at_level(owner, at)
        if found is None or owner not in self._abstract:
            return ""
        counts = self._counted(owner, at)
        if found.get("numFmt") == "bullet":
            return ""
        legal = found.get("isLgl", "0") not in {"0", "false"}
        text = found.get("lvlText", "")
        label = re.sub("%([1-9])", lambda sign: self._shown(owner, int(sign[1]) - 1, counts, legal=legal), text)
        return label + " " if label.isascii() and label and found.get("suff") != "nothing" else label

    def _of_style(self, style: str) -> tuple[str, int]:
        for _ in range(_LONGEST_CHAIN):
            known = self._styles.get(style, _Style())
            if known.list:
                owner = self._base(f"list {known.list}")
                linked = [at for at in range(_LEVELS) if self._levels.get((owner, at), {}).get("pStyle") == style]
                return known.list, linked[0] if linked else known.level
            style = known.based_on
        return "", 0

    def _base(self, owner: str) -> str:
        """The definition that a list follows; one may refer to that of a style."""
        base = self._abstract.get(owner, "")
        linked = self._styles.get(self._links.get(base, ""), _Style()).list
        return self._abstract.get(f"list {linked}", base) if linked else base

    def _at_level(self, owner: str, at: int) -> _Level | None:
        return self._levels.get((owner, at)) or self._levels.get((self._base(owner), at))

    def _counted(self, owner: str, at: int) -> list[int | None]:
        """Counts one on at a level; the levels below begin anew."""
        counts = self._counts.setdefault(self._base(owner), [None] * _LEVELS)
        override = self._overrides.pop((owner, at), None)
        before = counts[at]
        if override is not None or before is None:
            counts[at] = self._start(owner, at) if override is None else override
        else:
            counts[at] = before + 1
        for below in range(at + 1, _LEVELS):
            restart = (self._at_level(owner, below) or {}).get("lvlRestart", "")
            if at < number(restart, _LEVELS):
                counts[below] = None
        return counts

    def _start(self, owner: str, at: int) -> int:
        return number((self._at_level(owner, at) or {}).get("start", ""))

    def _shown(self, owner: str, at: int, counts: list[int | None], *, legal: bool) -> str:
        form = "decimal" if legal else (self._at_level(owner, at) or {}).get("numFmt", "decimal")
        count = counts[at]
        return "" if form == "none" else written(self._start(owner, at) if count is None else count, form)


def _styled(style: _Style, name: str, text: str) -> _Style:
    if name == "basedOn":
        return evolve(style, based_on=text)
    return evolve(style, list=text) if name == "numId" else evolve(style, level=number(text))


def written(count: int, form: str) -> str:
    """A number in one of Word's forms; those that are not known, and counts beyond a form's signs, in digits.

    >>> [written(12, form) for form in ("chineseCounting", "ideographDigital", "decimalEnclosedCircle", "lowerRoman")]
    ['十二', '一二', '⑫', 'xii']
    """
    if form in _COUNTED and count < 10_000:
        return _counted(count)
    if form in _SPELLED:
        return str(count).translate(str.maketrans("0123456789", _SPELLED[form]))
    if 0 < count <= len(_LISTED.get(form, "")):
        return _LISTED[form][count - 1]
    return _latin(count, form)


def _counted(count: int) -> str:
    digits = [int(digit) for digit in f"{count:04}"]
    text = "".join(_DIGITS[digit] + (unit if digit else "") for digit, unit in zip(digits, _UNITS, strict=True))
    text = re.sub("零+", "零", text).strip("零") or "零"
    return text.removeprefix("一") if text.startswith("一十") else text


def _latin(count: int, form: str) -> str:
    if form.endswith("Roman") and 0 < count < 4000:
        text = ""
        for sign, worth in _ROMAN.items():
            text, count = text + sign * (count // worth), count % worth
        return text.upper() if form.startswith("upper") else text
    if form.endswith("Letter") and 0 < count <= 260:
        letter = chr((count - 1) % 26 + ord("A" if form.startswith("upper") else "a"))
        return letter * ((count - 1) // 26 + 1)
    return f"{count:02}" if form == "decimalZero" else str(count)
