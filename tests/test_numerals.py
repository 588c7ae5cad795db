"""Single numerals to exact decimals."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from promisetrack.numerals import SCALES, to_decimal

DIGITS = "零一二三四五六七八九"
CASES = [
    ("6", "", "6", "plain digits"),
    ("6.5", "", "6.5", "a decimal keeps its digits"),
    ("1,433.6", "亿", "143360000000", "commas between thousands carry no value"),
    ("1.5", "万亿", "1500000000000", "a double scale behind a decimal"),
    ("2000", "亿", "200000000000", "money in 亿"),
    ("8", "万", "80000", "area in 万"),
    ("1.23456", "万", "12345.6", "more decimals than the scale has noughts: nothing is cut off"),
    ("", "千亿", "100000000000", "a scale without a digit counts once"),
    ("", "百", "100", "a small scale without a digit"),
    ("十", "", "10", "ten without a one before it"),
    ("二十二", "", "22", "tens and ones"),
    ("两百", "", "200", "两 is two"),
    ("一百零五", "", "105", "a nought in the middle"),
    ("三千六百", "", "3600", "thousands and hundreds"),
    ("六点五", "", "6.5", "a decimal in Chinese"),
    ("一百二十", "亿", "12000000000", "Chinese digits before a scale"),
]
NO_NUMERALS = [
    ("", "", "nothing to read"),
    ("三五", "", "three to five, not 35"),
    ("一两", "", "one or two, not 12"),
    ("十几", "", "more than ten, nobody says how many"),
    ("1.2.3", "", "a section number"),
    ("GDP", "", "letters"),
    ("9" * 30, "", "more than anything that a report counts"),
    ("20000000", "万亿", "the same with a scale"),
    ("0.0000001", "", "less than anything that a report counts"),
    ("5", "亿万", "a figure of speech, no scale"),
]


@pytest.mark.parametrize(("numeral", "scale", "value", "reason"), CASES)
def test_numerals_are_read_exactly(numeral: str, scale: str, value: str, reason: str) -> None:
    assert to_decimal(numeral, scale) == Decimal(value), reason


@pytest.mark.parametrize(("numeral", "scale", "reason"), NO_NUMERALS)
def test_what_is_not_well_formed_has_no_value(numeral: str, scale: str, reason: str) -> None:
    assert to_decimal(numeral, scale) is None, reason


@pytest.mark.xfail(strict=True, reason="commas are dropped wherever they stand")
@pytest.mark.parametrize("numeral", ["6,5", "12,34", "1,433,6"])
def test_commas_part_thousands_only(numeral: str) -> None:
    assert to_decimal(numeral) is None


@given(st.decimals(min_value=0, max_value=10**6, places=3), st.sampled_from(["", *SCALES]))
def test_digits_keep_their_value_with_and_without_commas(number: Decimal, scale: str) -> None:
    value = number * SCALES.get(scale, Decimal(1))
    assert to_decimal(f"{number:f}", scale) == value
    assert to_decimal(f"{number:,f}", scale) == value


@given(st.integers(min_value=1, max_value=9999))
def test_chinese_numerals_are_what_they_spell(number: int) -> None:
    assert to_decimal(spell(number)) == number


@example("一亿一", "")
@given(st.text(DIGITS + "两十百千万亿点,.", max_size=12), st.sampled_from(["", *SCALES]))
def test_any_string_of_numerals_has_a_value_or_none(numeral: str, scale: str) -> None:
    value = to_decimal(numeral, scale)
    assert value is None or value >= 0


def spell(number: int) -> str:
    """Up to 9999, as a report writes it: 105 is 一百零五, 12 is 十二."""
    names = [DIGITS[int(digit)] + place for digit, place in zip(f"{number:04}", ("千", "百", "十", ""), strict=True)]
    spelled = "".join("零" if name[0] == "零" else name for name in names).strip("零")
    while "零零" in spelled:
        spelled = spelled.replace("零零", "零")
    return spelled.removeprefix("一") if spelled.startswith("一十") else spelled
