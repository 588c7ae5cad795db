"""A small scorecard made by hand: no stage of the way from files to verdicts is needed for it."""

from decimal import Decimal
from typing import Any

from promisetrack.model import Assessment, Commitment, Document, Outcome, Span, Target, Verdict
from promisetrack.scorecard import DocumentRole, Scorecard

HOSTILE = '=1+1<script>alert("x")</script>*粗*|[a](http://x)\x1b[31m'

PLAN = Document(
    text=f"地区生产总值增长6%以上，力争6.5%。新建学校5所。建成滨江大桥。推动高质量发展。{HOSTILE}。",
    source="folder/plan.txt",
    title="政府工作报告",
    place="江门市",
    year=2023,
)
RESULT = Document(
    text="地区生产总值增长5.5%，没有达到年初预期。新建学校6所。学校建设进度低于预期。",
    source="result.txt",
    place="江门市",
    year=2024,
)


def span_of(document: Document, quote: str) -> Span:
    start = document.text.index(quote)
    return Span(start, start + len(quote))


def target(quote: str, subject: str, **fields: Any) -> Target:
    return Target(subject=subject, document=PLAN.id, quote=quote, span=span_of(PLAN, quote), **fields)


def outcome(quote: str, subject: str, **fields: Any) -> Outcome:
    return Outcome(
        subject=subject, document=RESULT.id, quote=quote, span=span_of(RESULT, quote), period="2023", **fields
    )


GROWTH = target(
    "地区生产总值增长6%以上",
    "地区生产总值",
    measure="growth",
    comparator="ge",
    value=Decimal(6),
    unit="%",
    written="6%以上",
)
HOPED = target(
    "力争6.5%", "地区生产总值", measure="growth", comparator="eq", value=Decimal("6.5"), unit="%", tier="stretch"
)
SCHOOLS = target("新建学校5所", "学校", measure="added", comparator="eq", value=Decimal(5), unit="所", due="2023")
BRIDGE = target("建成滨江大桥", "滨江大桥", type="milestone", end_state="建成", stage="done")
ODD = target(HOSTILE, HOSTILE, value=Decimal("2E+11"), unit="元", due="2025")

GREW = outcome(
    "地区生产总值增长5.5%",
    "地区生产总值",
    measure="growth",
    value=Decimal("5.5"),
    unit="%",
    sentence="地区生产总值增长5.5%，没有达到年初预期",
)
BUILT = outcome("新建学校6所", "学校", measure="added", value=Decimal(6), unit="所")


def commitment(*targets: Target, theme: str | None = None) -> Commitment:
    first = targets[0]
    return Commitment(
        subject=first.subject,
        targets=targets,
        quote=first.quote,
        span=first.span,
        document=PLAN.id,
        theme=theme,
        section=("一、目标",),
    )


VAGUE = Commitment(subject="高质量发展", quote="推动高质量发展", span=span_of(PLAN, "推动高质量发展"), document=PLAN.id)


def verdict(target: Target, verdict: Verdict, *outcomes: Outcome, **fields: Any) -> Assessment:
    return Assessment(
        target=target, verdict=verdict, reason=f"理由：{verdict}", rule=verdict, outcomes=outcomes, **fields
    )


CARD = Scorecard(
    documents=(DocumentRole(document=PLAN, role="plan"), DocumentRole(document=RESULT, role="result")),
    commitments=(
        commitment(GROWTH, HOPED, theme="economy"),
        commitment(SCHOOLS),
        commitment(BRIDGE),
        commitment(ODD),
        VAGUE,
    ),
    outcomes=(GREW, BUILT),
    assessments=(
        verdict(GROWTH, "missed", GREW, degree=Decimal(11) / Decimal(12), confidence=0.98765),
        verdict(HOPED, "missed", GREW),
        verdict(SCHOOLS, "met", BUILT),
        verdict(BRIDGE, "unreported"),
        verdict(ODD, "not_due"),
    ),
)
