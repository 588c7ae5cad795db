"""Figures that are no plain amounts: ranks, fractions, tenths, ratios, doublings and zero."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from promisetrack.model import Comparator
from promisetrack.numerals import CHINESE_DIGITS, to_decimal
from promisetrack.units import Figure

_RANK_SCOPE = (
    r"(?:全[国省市区县球]|世界|国际|国内|省内|市内|区内|三角|湾区|地区|城市|省份|西部|中部|东部|内|居|列|位|名|排|"
    r"增速|增幅|总量|规模|数量|连续|均|获|保持|蝉联|继续|得分|成绩|总分|指数|强[省市区县镇]|片区|[一二三四五六七八九十][省市区县])"
)
_NOT_RANK = (
    r"(?![一二三四五六七八九十\d])(?!届|批|次|期|产业|季度|个|代|条|轮|阶段|医院|人民|小学|中学|时间|方阵|梯队|档|书记|责任|线|"
    r"家|座|只|例|站|动力|生产|要务)"
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "special": re.compile(
            r"翻([一两]?)番|翻了[一两]番|(?:动态)?[“]?清零[”]?|过半|一半(?=以上|左右|[的，。、；]|$)|两位数|无一(?!例外)|[“]?零(?:填埋|返贫|致贫)[”]?|(?:动态)?归零"
        ),
        "rank": re.compile(
            rf"{_RANK_SCOPE}第(?P<exact>\d+|[一二三四五六七八九十]+)(?:位|名)?{_NOT_RANK}"
            r"|(?:居|列|位|排|进入|跻身|进|保持|获|全[国省市区县]|稳定在|名|内|入|均)(?:全[国省市区县]|[省市]|国内)?前"
            r"(?P<top>\d+|[一二三四五六七八九十]+)(?:位|名|列|强)?(?=[，。、；！）]|$|的|行列|水平|以内|左右)"
            r"|(?:迈向|迈进|迈入|进入|跻身|挺进|冲刺|进军|跨入|争进|重返|晋级|朝着|争创|进位|上榜)[^，。；、]{0,12}?"
            r"(?P<strong>\d+|百|千|[一二三四五六七八九]百|十)强(?![企大])"
            r"|(?:居|列|位|稳居|保持|获|排)[^，。；\d]{0,6}(?P<head>首位|榜首)"
        ),
        "fraction": re.compile(rf"(?P<part>[{CHINESE_DIGITS}\d]+)分之(?P<whole>[{CHINESE_DIGITS}\d点.]+)"),
        "tenths": re.compile(
            rf"(?P<tenths>[{CHINESE_DIGITS}\d.]+)成(?P<half>半)?(?=以上|左右|以内|[，。、；）]|$|的|多)"
        ),
        "ratio": re.compile(r"(?P<left>\d+(?:\.\d+)?):(?P<right>1)(?!\d)"),
    }


def ranks(text: str) -> list[Figure]:
    """Places in a ranking: 全省第3, 前三, 迈向全国50强, 居首位."""
    if not ("第" in text or "前" in text or "强" in text or "首" in text):
        return []
    found = []
    for match in _patterns()["rank"].finditer(text):
        group = match.lastgroup or ""
        value = (
            Decimal(1) if group == "head" else to_decimal({"百": "100", "千": "1000"}.get(match[group], match[group]))
        )
        if value is not None:
            comparator: Comparator = "eq" if group in ("exact", "head") else "le"
            core = match.start(group)
            start = core - 1 if group in ("exact", "top") else core
            found.append(Figure(start, core, match.end(), value, "位", "rank", comparator, marked=True))
    return found


def specials(text: str) -> list[Figure]:
    """Figures in words: 翻一番, 清零, 无一, 过半, 两位数增长."""
    found = []
    for match in _patterns()["special"].finditer(text):
        word = match.group()
        start, end = match.span()
        if _is_title(text, start, end):
            continue
        if word.startswith("翻"):
            value = Decimal(4 if "两" in word else 2)
            found.append(Figure(start, start, end, value, None, "multiple", "eq", marked=True))
        elif "零" in word or word == "无一":
            found.append(Figure(start, start, end, Decimal(0), None, "none", "eq", marked=True))
        elif word in ("过半", "一半"):
            half: Comparator = "gt" if word == "过半" else "ge" if text.startswith("以上", end) else "eq"
            found.append(Figure(start, start, end, Decimal(50), "%", "percent", half, marked=True))
        elif text[end : end + 2] in ("增长", "以上", "的增"):
            found.append(Figure(start, start, end, Decimal(10), "%", "percent", "ge", marked=True))
    return found


def _is_title(text: str, start: int, end: int) -> bool:
    """“两清零一提标” and “动态清零”总方针 are names."""
    opening, closing = text.rfind("“", 0, start + 1), text.find("”", end - 1)
    inside = opening >= 0 and closing >= 0 and "”" not in text[opening : end - 1]
    return inside and (closing - opening > end - start + 1 or text.startswith(("总方针", "方针", "政策"), closing + 1))


def proportion(text: str, start: int) -> Figure | None:
    """Fractions (三分之一, 百分之六), tenths (5成) and ratios (1.83:1)."""
    patterns = _patterns()
    if match := patterns["ratio"].match(text, start):
        return Figure(start, start, match.end(), Decimal(match["left"]), None, "ratio", "eq")
    if match := patterns["fraction"].match(text, start):
        hundredth = match["part"] == "百"
        part, whole = Decimal(100) if hundredth else to_decimal(match["part"]), to_decimal(match["whole"])
        if part and whole:
            percent = whole if hundredth else round(100 * whole / part, 2)
            return Figure(start, start, match.end(), percent, "%", "percent", "eq", marked=True)
    if match := patterns["tenths"].match(text, start):
        tenths = to_decimal(match["tenths"])
        if tenths is not None and 0 < tenths < 10:
            value = 10 * tenths + (5 if match["half"] else 0)
            return Figure(start, start, match.end(), value, "%", "percent", "eq", marked=True)
    return None
