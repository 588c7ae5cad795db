"""Whose report a text is, of which year: on small texts, and on every real report at hand."""

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from promisetrack.identity import Identity, identify
from promisetrack.places import short_name

SEEDS = [
    ("000", Identity(title="江门市2023年政府工作报告", place="江门市", year=2023, delivered=date(2023, 2, 16))),
    ("001", Identity(title="江门市2024年政府工作报告", place="江门市", year=2024, delivered=date(2024, 2, 1))),
    ("002", Identity(title="2023年,江门这样干", place="江门市", year=2023, delivered=date(2023, 2, 16), kind="digest")),
    ("003", Identity(title="江门市2026年政府工作报告", place="江门市", year=2026, delivered=date(2026, 2, 5))),
    (
        "004",
        Identity(
            title="数读2023年新会区政府工作报告",
            place="江门市新会区",
            year=2023,
            delivered=date(2023, 2, 20),
            kind="digest",
        ),
    ),
]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("在广东省第三届人大会议上", "广东省"),
        ("各位代表：我代表容城县第四届人民政府报告", "保定市容城县"),
        ("江门市市长 某某某", "江门市"),
        ("保定市清苑区人民政府区长?? 某某", "保定市清苑区"),
        ("我代表国务院，报告工作", "中国"),
        ("请审议《高唐县国民经济和社会发展第十四个五年规划》", "聊城市高唐县"),
        ("2021年1月5日在云溪市第二届人大会议上", "云溪市"),
        ("新会今年全区新增企业多。新会全区就业好。建设新会，江门支持。", "江门市新会区"),
        ("今年天气很好", None),
    ],
)
def test_cues_for_the_place(text: str, place: str | None) -> None:
    assert identify(text).place == place


def test_of_places_of_one_name_the_one_whose_city_is_named() -> None:
    opening = "在鼓楼区第三届人大会议上"
    assert identify(opening).place == "鼓楼区"
    assert identify(f"{opening}\n南京市委的要求").place == "南京市鼓楼区"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("一、2022年工作回顾", 2023),
        ("二〇二二年工作回顾", 2023),
        ("二、2023年工作安排", 2023),
        ("一、“十三五”时期和2020年工作回顾", 2021),
        ("“十四五”时期主要目标任务和二〇三五年远景目标", None),
        ("——2022年12月29日在江门市人大会议上", 2023),
        ("——2022年12月29日在江门市\n二、2022年重点工作安排\n一、2021年工作回顾", 2022),
        ("数读2023年新会区政府工作报告", 2023),
    ],
)
def test_cues_for_the_plan_year(text: str, year: int | None) -> None:
    assert identify(text).year == year


def test_the_source_is_asked_for_the_year_last() -> None:
    assert identify("各位代表", source="江门2021.txt").year == 2021
    assert identify("一、2022年工作回顾", source="江门2021.txt").year == 2023
    assert identify("各位代表", source="871acaf.txt").year is None


def test_the_day_of_the_speech_beats_that_of_the_notice() -> None:
    text = "现印发给你们\n2025年3月28日\n政府工作报告\n——2025年3月25日在西安市大会上\n各位代表："
    assert identify(text).delivered == date(2025, 3, 25)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("政府工作报告\n各位代表：\n我代表市人民政府报告", "report"),
        ("一、2014年工作回顾\n一年来，工作有进展。", "report"),
        ("政府工作报告（摘登）\n各位代表：", "digest"),
        ("2023年这样干\n本报记者 某某\n2023年工作安排", "digest"),
        ("今年要干这些\n- 修路\n- 建校", "digest"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert identify(text).kind == kind


@pytest.mark.parametrize(("name", "identity"), SEEDS)
def test_the_first_documents(shared: Path, name: str, identity: Identity) -> None:
    path = next((shared / "seeds").glob(f"{name}_*.txt"))
    assert identify(path.read_text(encoding="utf-8")) == identity


def test_real_reports(shared: Path) -> None:
    """Days that the index takes from a notice or a web page, not from the speech, are among the misses."""
    with open(shared / "corpus" / "INDEX.tsv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    found = [identify((shared / "corpus" / row["file"]).read_text(encoding="utf-8")) for row in rows]
    pairs = list(zip(rows, found, strict=True))
    assert share(_same_place(row["place_zh"], identity.place) for row, identity in pairs) >= 0.97
    assert share(int(row["year"]) == identity.year for row, identity in pairs) >= 0.97
    assert share(row["delivered"] == str(identity.delivered) for row, identity in pairs if row["delivered"]) >= 0.95
    assert share(identity.kind == "report" for identity in found) >= 0.99


def share(answers: Iterable[bool]) -> float:
    given = list(answers)
    return sum(given) / len(given)


def _same_place(expected: str, place: str | None) -> bool:
    """清苑区 is the 保定市清苑县 of before: the stem of the last part counts."""
    return place is not None and (place.endswith(expected) or short_name(place).endswith(short_name(expected)))
