"""What the portal's tests stand on."""

from __future__ import annotations

import pytest

from tests.portal.world import build


@pytest.fixture
def world(db):
    """The provider with its people, and two customers with theirs and an agreement each."""
    return build()


@pytest.fixture
def committed_world(transactional_db):
    """The same, committed, for tests with more than one worker."""
    return build()
