"""A portal that is asked to stop does, whoever still listens; really started, as a user would."""

import http.client
import os
import re
import signal
import subprocess
import sys
import time

import pytest

from houvast import up

READY = re.compile(r"Houvast is ready: http://127\.0\.0\.1:(\d+)")
STOPS_WITHIN = 9.0
PREPARE = """
import django; django.setup()
from django.contrib.sessions.backends.db import SessionStore
from houvast.portal.accounts.models import *
provider = Organisation.objects.create(name="Noorderlicht", slug="n", kind="provider")
agent = Person.objects.create_user("a@n.example", "x", name="A")
Membership.objects.create(person=agent, organisation=provider, role="agent")
session = SessionStore()
session.update({"_auth_user_id": str(agent.pk), "_auth_user_hash": agent.get_session_auth_hash(),
                "_auth_user_backend": "django.contrib.auth.backends.ModelBackend"})
session.save()
print(session.session_key)
"""


@pytest.fixture
def environment(tmp_path):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HOUVAST_", "DJANGO_"))}
    return {**kept, "HOUVAST_HOME": str(tmp_path / "home")}


def test_sigterm_with_open_streams_stops_before_it_is_ended(environment):
    command = [sys.executable, "-m", "houvast.cli", "up", "--no-demo", "--port", str(up.free_port("127.0.0.1", 8831))]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen(command, env=environment, **pipes) as portal:
        streams = []
        try:
            port = port_when_ready(portal)
            session = session_in(environment)
            streams = [opened(port, session) for _ in range(10)]
            began = time.monotonic()
            portal.send_signal(signal.SIGTERM)
            assert portal.wait(timeout=10) == 0
            assert time.monotonic() - began < STOPS_WITHIN
            # Told so, and not cut off in the middle: a browser comes again to the next process.
            assert all(b"event: closing" in answer.read() for _, answer in streams)
            assert "Traceback" not in portal.stdout.read()
        finally:
            portal.kill()
            for connection, answer in streams:
                answer.close()
                connection.close()


def session_in(environment):
    """Return the key of a session of an agent, made in the database of the running portal."""
    settings = {"DJANGO_SETTINGS_MODULE": "houvast.portal.config.settings"}
    command = [sys.executable, "-c", PREPARE]
    told = subprocess.run(command, env={**environment, **settings}, capture_output=True, text=True, check=True)
    return told.stdout.split()[-1]


def port_when_ready(process):
    for line in process.stdout:
        if found := READY.search(line):
            return int(found[1])
    raise AssertionError("it did not start")


def opened(port, session):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", "/live/?desk=1", headers={"Cookie": f"houvast={session}"})
    answer = connection.getresponse()
    assert answer.status == 200
    assert answer.readline() == b"retry: 2000\n"
    return connection, answer
