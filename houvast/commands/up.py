"""`houvast up`: start the portal; what that takes lies in `houvast.up`."""

from __future__ import annotations

import sys
from argparse import Namespace
from contextlib import redirect_stdout

from houvast import up
from houvast.commands.screen import Screen


def run(options: Namespace, screen: Screen) -> int:
    """Start the portal and stay until asked to stop; with --json the address and logins are one document."""
    if not screen.as_json:
        return up.up(host=options.host, port=options.port, demo=options.demo)
    try:
        with up.stopping_on_signals():
            return _announced(options, screen)
    except up.Stopped:
        return 0
    except (up.NoFreePort, up.NotReady) as refusal:
        screen.complain([f"houvast up: {refusal}"])
        screen.show({"errors": [{"message": str(refusal)}]}, ())
        return 1


def _announced(options: Namespace, screen: Screen) -> int:
    port = up.free_port(options.host, options.port)
    address = f"http://{options.host}:{port}"
    up.set_environment(address, reload=False)
    with redirect_stdout(sys.stderr):
        up.prepare(demo=options.demo, reload=False)
    with up.processes(up.commands(options.host, port, reload=False)) as running:
        up.wait_until_ready(options.host, port, running)
        logins = [{"email": email, "password": secret, "who": who} for email, secret, who in up.demo_logins()]
        screen.show({"address": address, "logins": logins}, ())
        ended = up.wait_for_end(running)
    screen.complain([f"houvast up: {ended} ended by itself; the rest was stopped."])
    return 1
