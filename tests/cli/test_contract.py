"""`houvast words`: an agreement as a contract, on stdout or in a file."""

import json
import sys
from datetime import date

import pytest

from houvast import cli
from houvast.commands import words
from houvast.sla.agreement.reading import read
from tests.sla.agreement.texts import bare

AGREEMENT = "agreement.yaml"


def test_the_formats_are_those_of_the_parser():
    assert cli.LAYOUTS == words.FORMATS


@pytest.mark.parametrize(("lang", "clause"), [("nl", "### 6.2 Pauze"), ("en", "### 6.2 Pause")])
def test_markdown_is_printed(houvast, lang, clause):
    run = houvast("words", AGREEMENT, "--lang", lang)
    assert (run.status, run.err) == (0, "")
    assert clause in run.out.splitlines()


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.md", b"# "), ("a.html", b"<!doctype html>"), ("a.PDF", b"%PDF-1.7"), ("a.pdf", b"%PDF-1.7")],
)
def test_a_file_has_the_format_of_its_name(houvast, tmp_path, name, begins):
    run = houvast("words", AGREEMENT, "--out", tmp_path / name)
    assert (run.status, run.out, run.err) == (0, "", "")
    assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.parametrize("form", ["md", "html"])
def test_what_is_printed_is_what_is_written(houvast, tmp_path, form):
    houvast("words", AGREEMENT, "--out", tmp_path / f"a.{form}")
    assert houvast("words", AGREEMENT, "--format", form).out == (tmp_path / f"a.{form}").read_text(encoding="utf-8")


def test_the_name_must_fit_the_format(houvast, tmp_path):
    for argv in (("--out", tmp_path / "a.txt"), ("--format", "pdf", "--out", tmp_path / "a.md")):
        run = houvast("words", AGREEMENT, *argv)
        assert run.status == 2
        assert "must end in one of" in run.err
    assert list(tmp_path.iterdir()) == []


def test_a_pdf_does_not_go_to_a_terminal(houvast, monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    run = houvast("words", AGREEMENT, "--format", "pdf")
    assert (run.status, run.out) == (2, "")
    assert "--out" in run.err


@pytest.mark.parametrize(("year", "listed"), [("2027", "Fri 26 Mar"), ("2030", "Fri 19 Apr")])
def test_holidays_of_the_year_that_is_asked_for(houvast, year, listed):
    run = houvast("words", AGREEMENT, "--year", year)
    assert f"### 3.2 Holidays and special days {year}" in run.out
    assert f"| {listed} | Good Friday |" in run.out


@pytest.mark.parametrize("year", ["1949", "2200", "-1"])
def test_a_year_without_holidays_is_refused(houvast, year):
    run = houvast("words", AGREEMENT, f"--year={year}")
    assert run.status == 2
    assert f"--year: {year} is not between 1950 and 2199" in run.err


@pytest.mark.parametrize(
    ("effective", "today", "years"),
    [
        ("{from: 2026-01-01, until: 2028-12-31}", "2027-05-05", (2026, 2028)),
        ("{from: 2026-01-01, until: 2026-12-31}", "2030-01-01", (2026, 2026)),
        ("{from: 2026-01-01, until: 2089-12-31}", "2026-01-01", (2026, 2035)),
        ("{from: 2020-01-01}", "2026-11-25", (2026, 2027)),
        ("{from: 2028-01-01}", "2026-11-25", (2028, 2029)),
    ],
)
def test_holidays_of_the_term(effective, today, years):
    agreement = read(bare(effective=effective))
    assert words.years_of(agreement, today=date.fromisoformat(today)) == years


def test_as_a_document(houvast, tmp_path):
    run = houvast("words", AGREEMENT, "--json", "--out", tmp_path / "a.pdf", "--year", "2026")
    told = json.loads(run.out)
    assert (told["file"], told["out"], told["lang"]) == (AGREEMENT, str(tmp_path / "a.pdf"), "en")
    assert [section["number"] for section in told["sections"]][:7] == [1, 2, 3, 4, 5, 6, 7]
    [clause] = [each for section in told["sections"] for each in section["clauses"] if each["number"] == "3.2"]
    assert clause["figures"][0]["kind"] == "days"
    assert clause["figures"][0]["days"][0]["on"] == "2026-01-01"
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_a_faulty_agreement_is_refused_and_no_file_is_made(houvast, tmp_path):
    (tmp_path / "bad.yaml").write_text("houvast: 1\n")
    run = houvast("words", tmp_path / "bad.yaml", "--out", tmp_path / "a.pdf")
    assert run.status == 1
    assert "bad.yaml:1:1" in run.err
    assert not (tmp_path / "a.pdf").exists()
