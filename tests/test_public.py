"""What the package promises to those who use it: its names, use by hand, no network, no clock, few imports."""

import ast
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import promisetrack as pt

PACKAGE = Path(pt.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
HEAVY = {"cn2an", "dateparser", "pandas", "jinja2", "numpy", "click"}
NETWORK = {"urllib", "requests", "socket", "http", "httpx", "aiohttp", "ftplib", "ssl", "asyncio"}
# The one module that may look at a clock: reading has a limit of time.
TIMED = PACKAGE / "limits.py"
CLOCK = {"now", "today", "utcnow", "time", "monotonic", "perf_counter", "localtime", "gmtime"}

NOUNS = {
    "Assessment", "Citation", "Commitment", "Document", "Evidence", "Link", "Outcome", "Part", "Policy", "Scorecard",
    "Span", "Target",
}  # fmt: skip
VERBS = {"assess", "extract_commitments", "extract_outcomes", "match", "read", "score"}
ERRORS = {"PromisetrackError", "ReadError", "PartError", "OutputError", "PromisetrackWarning"}


def test_the_promised_names_are_there() -> None:
    assert set(pt.__all__) >= NOUNS | VERBS | ERRORS
    assert set(dir(pt)) >= set(pt.__all__)
    assert all(callable(getattr(pt, name)) for name in NOUNS | VERBS)
    assert all(issubclass(getattr(pt, name), Exception) for name in ERRORS)


def test_every_public_name_is_explained() -> None:
    assert all(getattr(pt, name).__doc__ for name in pt.__all__ if not name.startswith("__"))


def test_the_version_is_that_of_the_distribution() -> None:
    assert pt.__version__.count(".") == 2


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        pt.no_such_name  # noqa: B018


def loaded_after(code: str) -> set[str]:
    """The packages that a fresh interpreter has loaded once the code has run."""
    command = f"{code}\nimport sys\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("import promisetrack", id="import"),
        pytest.param("from promisetrack import Target, Outcome, Commitment, Policy", id="records"),
        pytest.param("from promisetrack import match, assess, extract_commitments, score, read", id="verbs"),
        pytest.param(
            "import promisetrack as pt\n"
            "target, outcome = pt.Target(subject='新建学校'), pt.Outcome(subject='新建学校')\n"
            "pt.assess(pt.match([pt.Commitment(subject='学校', targets=(target,))], [outcome]))",
            id="by hand",
        ),
    ],
)
def test_nothing_heavy_is_loaded_before_it_is_needed(code: str) -> None:
    needed = {"numpy"} if "pt.match" in code else set()
    assert not loaded_after(code) & (HEAVY - needed)


def test_records_made_by_hand_go_the_whole_way() -> None:
    strong = pt.Target(subject="新会成为首个千亿元GDP强区", type="milestone", end_state="成为")
    growth = pt.Target(subject="地区生产总值", measure="growth", comparator="ge", value=Decimal(6), unit="%")
    silent = pt.Target(subject="粮食产量", measure="level", comparator="ge", value=Decimal(990000), unit="吨")
    commitments = [pt.Commitment(subject=target.subject, targets=(target,)) for target in (strong, growth, silent)]
    outcomes = [
        pt.Outcome(subject="新会成为首个千亿元GDP强区", type="milestone", end_state="成为"),
        pt.Outcome(subject="地区生产总值", measure="growth", comparator="eq", value=Decimal("5.5"), unit="%"),
    ]
    assessments = pt.assess(pt.match(commitments, outcomes), policy=pt.Policy(name="own"))
    assert [item.verdict for item in assessments] == ["met", "missed", "unreported"]
    card = pt.Scorecard(commitments=tuple(commitments), outcomes=tuple(outcomes), assessments=assessments, policy="own")
    assert card.summary.base.rate == 0.5


def test_the_frame_has_a_row_a_target_and_named_columns() -> None:
    target = pt.Target(subject="新建学校", measure="added", comparator="eq", value=Decimal(5), unit="所", due="2023")
    outcome = pt.Outcome(subject="新建学校", measure="added", comparator="eq", value=Decimal(6), unit="所")
    commitment = pt.Commitment(subject="新建学校", targets=(target,))
    assessments = pt.assess(pt.match([commitment], [outcome]))
    frame = pt.Scorecard(commitments=(commitment,), outcomes=(outcome,), assessments=assessments).to_frame()
    assert {"subject", "measure", "comparator", "value", "unit", "tier", "due", "verdict", "reason"} <= set(
        frame.columns
    )
    assert [frame[name][0] for name in ("subject", "value", "verdict", "outcome_value")] == ["新建学校", 5, "met", 6]


def test_records_cannot_be_changed() -> None:
    target = pt.Target(subject="新建学校")
    with pytest.raises(AttributeError):
        target.subject = "别的"  # type: ignore[misc]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_network_and_no_clock(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = {
        alias.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    }
    modules |= {(node.module or "").split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    calls = {
        node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not modules & NETWORK
    if path != TIMED:
        assert "time" not in modules
        assert not calls & CLOCK
