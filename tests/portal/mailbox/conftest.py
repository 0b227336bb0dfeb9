"""A real mail server for the tests: SMTP in (aiosmtpd), IMAP out (dovecot), on loopback."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from imap_tools import MailBoxUnencrypted

DOVECOT = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
_SETTINGS = """\
protocols = imap
listen = 127.0.0.1
base_dir = {home}/run
state_dir = {home}/run
log_path = {home}/log
ssl = no
disable_plaintext_auth = no
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
mail_location = maildir:{home}/mail/%u
first_valid_uid = 1
passdb {{
  driver = passwd-file
  args = {home}/users
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={home}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@pytest.fixture(scope="session")
def imap_port():
    """A dovecot with one user, support; where it is missing the tests are skipped, in CI they fail."""
    if DOVECOT is None:
        if os.environ.get("CI") == "true":
            pytest.fail("dovecot is missing")
        pytest.skip("dovecot is missing: apt-get install dovecot-imapd")
    home, port = Path(tempfile.mkdtemp(prefix="houvast-dovecot-")), free_port()
    owner = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    group = subprocess.run(["id", "-gn", owner.pw_name], capture_output=True, text=True, check=True).stdout.strip()
    (home / "users").write_text("support:{PLAIN}secret\n", encoding="ascii")
    settings = home / "dovecot.conf"
    settings.write_text(_SETTINGS.format(home=home, port=port, user=owner.pw_name, group=group), encoding="ascii")
    (home / "mail").mkdir()
    for path in (home, home / "mail", home / "users"):
        shutil.chown(path, owner.pw_uid, owner.pw_gid) if os.getuid() == 0 else None
    server = subprocess.Popen([DOVECOT, "-F", "-c", str(settings)], stderr=subprocess.PIPE)
    for _ in range(100):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                break
        if server.poll() is not None:
            pytest.fail(f"dovecot did not start: {server.stderr.read().decode()}")
        time.sleep(0.05)
    yield port
    server.terminate()
    server.wait(10)
    server.stderr.close()
    shutil.rmtree(home, ignore_errors=True)


class Post:
    """The mail server of the provider: writes when a mail arrived, and lays it in the mailbox."""

    def __init__(self, port):
        self.port, self.arrived = port, "Mon, 23 Nov 2026 09:59:00 +0100"

    async def handle_DATA(self, server, session, envelope):
        sender = (envelope.mail_from or "").strip("<>")
        top = f"Return-Path: <{sender}>\r\nReceived: from x by mx.noorderlicht.example; {self.arrived}\r\n"
        self.lay(top.encode() + envelope.content)
        return "250 taken"

    def lay(self, raw):
        with MailBoxUnencrypted("127.0.0.1", self.port).login("support", "secret") as mailbox:
            mailbox.append(raw, "INBOX")


@pytest.fixture
def smtp(imap_port):
    """An SMTP server that delivers into the mailbox; its handler is `post`."""
    with MailBoxUnencrypted("127.0.0.1", imap_port).login("support", "secret") as mailbox:
        mailbox.delete(mailbox.uids())
    controller = Controller(Post(imap_port), hostname="127.0.0.1", port=free_port(), data_size_limit=60_000_000)
    controller.start()
    yield controller
    controller.stop()
