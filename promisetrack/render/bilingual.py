"""The texts of a page in both languages: the first stands in the page, a table holds both for its script."""

from __future__ import annotations

import re
from collections.abc import Callable

from attrs import Factory, define, frozen
from markupsafe import Markup

from promisetrack.render.figure import Language
from promisetrack.render.words import Words, words_of


@frozen
class Pair:
    """One text in both languages."""

    zh: str
    en: str


def both(text: Callable[[Words], str]) -> Pair:
    """A text made with the words of each language.

    >>> both(lambda words: words.percent(0.5) + words.say("none"))
    Pair(zh='50.0%无', en='50.0%none')
    """
    return Pair(text(words_of("zh")), text(words_of("en")))


@define
class Bilingual:
    """Writes elements in one language and numbers the texts of the other, for the page's script to put in.

    >>> texts = Bilingual("en")
    >>> texts.element("b", Pair("甲", "A < B"), id="x")
    Markup('<b id=x data-t=0>A &lt; B</b>')
    >>> texts.others()
    ['甲']
    """

    language: Language
    _numbers: dict[str, int] = Factory(dict)

    @property
    def foreign(self) -> Markup:
        """The attribute of what a report says, which is Chinese, where the page is not."""
        return Markup("") if self.language == "zh" else attribute("lang", "zh-Hans")

    def number(self, pair: Pair) -> int:
        """The number of a text in the list of the other language's texts."""
        other = pair.en if self.language == "zh" else pair.zh
        return self._numbers.setdefault(other, len(self._numbers))

    def text(self, pair: Pair) -> str:
        """The text in the language of the page."""
        return pair.zh if self.language == "zh" else pair.en

    def element(self, tag: str, pair: Pair, **attributes: str) -> Markup:
        """An element that holds a text; `class_` is the attribute class."""
        given = Markup("").join(attribute(name.rstrip("_"), value) for name, value in attributes.items())
        return Markup("<{}{} data-t={}>{}</{}>").format(tag, given, self.number(pair), self.text(pair), tag)

    def label(self, name: str, pair: Pair) -> Markup:
        """An attribute that holds a text, such as a placeholder."""
        return attribute(name, self.text(pair)) + attribute("data-a", f"{name}:{self.number(pair)}")

    def others(self) -> list[str]:
        """The texts in the other language, in the order of their numbers."""
        return list(self._numbers)


def attribute(name: str, value: str) -> Markup:
    """An attribute of an element, quoted where it must be.

    >>> attribute("id", "t1"), attribute("data-p", '江门"市')
    (Markup(' id=t1'), Markup(' data-p="江门&#34;市"'))
    """
    plain = re.fullmatch(r"[A-Za-z0-9_.:#-]+", value)
    return Markup(" {}={}").format(name, value) if plain else Markup(' {}="{}"').format(name, value)
