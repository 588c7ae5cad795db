"""Where the real reports lie: read at run time, never copied into the project."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Examples take as long as they take: a shared machine says nothing about time.
settings.register_profile("untimed", deadline=None)
settings.register_profile("many", deadline=None, max_examples=4000)
settings.load_profile("untimed")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real reports beside the project; without it a test is skipped, or fails where it is required."""
    if SHARED.is_dir():
        return SHARED
    if os.environ.get("PROMISETRACK_REQUIRE_SHARED"):
        pytest.fail(f"PROMISETRACK_REQUIRE_SHARED is set, and the real reports are not at {SHARED}")
    pytest.skip(f"the real reports are not at {SHARED}")
