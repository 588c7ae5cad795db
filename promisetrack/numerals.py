"""Numerals to exact decimals: digits, Chinese numerals and the scales 万 and 亿. The only importer of cn2an."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

CHINESE_DIGITS = "零〇一二两三四五六七八九十百千万亿"
SCALES = {
    "万亿": Decimal(10**12),
    "千亿": Decimal(10**11),
    "百亿": Decimal(10**10),
    "十亿": Decimal(10**9),
    "亿": Decimal(10**8),
    "千万": Decimal(10**7),
    "百万": Decimal(10**6),
    "十万": Decimal(10**5),
    "万": Decimal(10**4),
    "千": Decimal(10**3),
    "百": Decimal(10**2),
}
_LEAST, _MOST = Decimal("0.000001"), Decimal(10**18)


def to_decimal(numeral: str, scale: str = "") -> Decimal | None:
    """The value of one numeral, with its scale; None where it is not well formed, or no report can mean it.

    >>> to_decimal("1,433.6", "亿")
    Decimal('143360000000.0')
    >>> to_decimal("二十二"), to_decimal("", "千亿"), to_decimal("三五")
    (Decimal('22'), Decimal('100000000000'), None)
    """
    if scale and scale not in SCALES:
        return None
    factor = SCALES[scale] if scale else Decimal(1)
    if not numeral:
        return factor if scale else None
    bare = numeral.replace(",", "")
    value = Decimal(bare) if re.fullmatch(r"\d+(?:\.\d+)?", bare, re.ASCII) else _chinese(bare)
    return None if value is None else _plausible(value * factor)


def _plausible(value: Decimal) -> Decimal | None:
    """The number, if a report can mean so large or so small a one: at most a thousand times the world's money."""
    return value if not value or _LEAST <= value <= _MOST else None


@lru_cache(maxsize=4096)
def _chinese(numeral: str) -> Decimal | None:
    # Two digits side by side (三五, 一两) are approximate and cn2an reads them as one number.
    if re.search(r"[一二两三四五六七八九][一二两三四五六七八九]", numeral):
        return None
    import cn2an  # noqa: PLC0415  its import takes longer than the reading of a report

    try:
        return Decimal(str(cn2an.cn2an(numeral, "smart"))).normalize() + 0
    except (ValueError, KeyError):
        return None
