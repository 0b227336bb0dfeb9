"""The command line, run inside the tests."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from houvast import cli

HERE = Path(__file__).parent


@dataclass
class Run:
    """What a command left behind."""

    status: int
    out: str
    err: str


@pytest.fixture
def houvast(capsys, monkeypatch):
    """Runs a command as a terminal of some width would, from the folder of these tests."""
    monkeypatch.chdir(HERE)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "HOUVAST_DEBUG", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def run(*argv, columns=None):
        if columns is None:
            monkeypatch.delenv("COLUMNS", raising=False)
        else:
            monkeypatch.setenv("COLUMNS", str(columns))
        try:
            status = cli.main([str(word) for word in argv])
        except SystemExit as stop:  # how argparse refuses
            status = stop.code
        return Run(status, *capsys.readouterr())

    return run
