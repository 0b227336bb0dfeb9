"""The world of the pages behind a real server, and people who listen to it."""

import pytest
import time_machine
from django.test import Client

from tests.portal.live.server import Listener, serving
from tests.portal.pages.world import NOW, make_world


@pytest.fixture
def world(transactional_db):
    with time_machine.travel(NOW, tick=True):
        yield make_world()


@pytest.fixture
def server(world):
    with serving() as running:
        yield running


@pytest.fixture
def session(world):
    """The key of a session of somebody: `session(world.agent)`."""

    def signed_in(person):
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client.session.session_key

    return signed_in


@pytest.fixture
def listen(server, session):
    """Let somebody listen: `listen(world.agent, "desk=1")`."""
    opened = []

    def listening(person, query, *, key=None):
        opened.append(Listener(server, key or session(person), query))
        return opened[-1]

    yield listening
    for each in opened:
        each.close()
