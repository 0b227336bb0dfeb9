"""The world of the pages, at one fixed moment."""

import pytest
import time_machine

from tests.portal.pages.of_duinrand import parts_of_duinrand
from tests.portal.pages.world import NOW, make_world


@pytest.fixture
def world(db):
    with time_machine.travel(NOW, tick=False):
        yield make_world()


@pytest.fixture
def parts(world):
    """What is Duinrand's, by the names of parts of addresses."""
    return parts_of_duinrand(world)


@pytest.fixture
def visit(client, world):
    """Sign somebody in, who has just shown who they are: `visit(world.agent).get("/desk/")`."""

    def sign_in(person):
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session["proved_at"] = session["seen_at"] = NOW.timestamp()
        session.save()
        return client

    return sign_in


@pytest.fixture
def come(world, visit, client):
    """Let somebody, by their name in the world, come to a page."""
    return lambda who: client if who == "nobody" else visit(getattr(world, who))
