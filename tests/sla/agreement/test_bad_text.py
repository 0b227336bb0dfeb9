"""Texts that are no YAML, or more of it than an agreement may use; each refused at its place, and cheaply."""

from __future__ import annotations

import pytest

from houvast.sla.agreement.reading import BadAgreement, read
from tests.sla.agreement.texts import ACME, BARE, changed, faults, marked, sentences

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{later}: &{later} [{', '.join(['*' + earlier] * 9)}]\n"
    for earlier, later in zip("abcdefghi", "bcdefghij", strict=True)
)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "1:1 empty-text"),
        ("# nothing but a remark\n", "1:1 empty-text"),
        ("~\n", "1:1 empty-text"),
        ("just words\n", "1:1 not-an-agreement"),
        ("- a\n- b\n", "1:1 not-an-agreement"),
        ("x" * 1_000_000, "1:1 too-long"),
        (b"x" * 1_000_000, "1:1 too-long"),
        ("é" * 200_000, "1:1 too-long"),
        (BOMB, "1:4 anchor"),
        ("a: [1, 2, *other]\n", "1:11 alias"),
        ("a: !!python/object:os.system x\n", "1:4 tag"),
        ("a: !secret x\n", "1:4 tag"),
        ("a: 1\n---\nb: 2\n", "2:1 several-documents"),
        ("%YAML 1.1\n---\na: 1\n", "1:1 directive"),
        ("%TAG ! tag:example.org,2026:\n---\na: 1\n", "1:1 directive"),
        ("a: " + "[" * 100_000, "1:15 too-deep"),
        ("".join(" " * depth + "a:\n" for depth in range(600)), "13:13 too-deep"),
        ("a: [" + "b," * 60_000 + "]\n", "1:39999 too-many-values"),
        ("a: \x00\n", "1:4 control-character"),
        ("a: b\nc: \x1b[31mred\n", "2:4 control-character"),
        ("a: pay\u202eeuro\n", "1:7 invisible-character"),
        ("a: zero\u200bwidth\n", "1:8 invisible-character"),
        ("a: 1\n\tb: 2\n", "2:1 tab"),
        ("a:\n  \tb: 2\n", "2:3 tab"),
        (b"a: caf\xe9\n", "1:7 not-utf8"),
        ("houvast: 1\n".encode("utf-16"), "1:1 not-utf8"),
        ("houvast: 1\nhouvast 2\n", "2:1 missing-colon"),
        ("a: b: c\n", "1:5 stray-colon"),
        ("a: 1\n  b: 2\n", "2:4 stray-colon"),
        ("a:\n - b\n c: d\n", "3:2 indentation"),
        ("a: {b: 1\n", "1:4 unclosed"),
        ('a: "b\n', "1:4 unclosed"),
        ("a: {b: 1\nc: 2}\n", "2:2 missing-comma"),
        ("a: [b,, c]\n", "1:7 missing-value"),
        ("a: [b]]\n", "1:7 stray-bracket"),
        ("a: @b\n", "1:4 stray-character"),
        ("a: 50%\nb: %50\n", "2:4 stray-character"),
        ("a: * b\n", "1:5 stray-mark"),
        ("a: - b\n", "1:4 stray-dash"),
        ("a: |b\n", "1:5 after-bar"),
        ('a: "\\q"\n', "1:6 bad-escape"),
        ('a: "\\UFFFFFFFF"\n', "1:1 not-yaml"),
        ("? [a, b]\n: c\n", "1:3 key-not-a-word"),
    ],
)
def test_refused_at_its_place(text, fault):
    assert faults(text)[0] == fault


def test_what_an_escape_brings_in_is_refused_too():
    for escaped, code in [
        ("\\0", "control-character"),
        ("\\ud800", "control-character"),
        ("\\u202e", "invisible-character"),
    ]:
        text, place = marked(changed("Noorderlicht ICT", f'¦"Noorder{escaped}licht"'))
        assert faults(text) == [f"{place} {code}"]


def test_duplicate_keys_are_refused_with_both_lines():
    text = changed("    goal: 90%\n", "    goal: 90%\n    goal: 80%\n")
    assert faults(text) == ["38:5 duplicate-key"]
    assert sentences(text) == ["goal stands here again; it was set on line 37."]
    assert faults(changed("P1: 15m on always", "P1: 15m on always, 'P1': 1h")) == ["31:33 duplicate-key"]


def test_all_faults_are_reported_at_once_in_order():
    text = changed("language: nl", "languag: nl")
    text = changed("Europe/Amsterdam", "Europa/Amsterdam", text)
    text = changed("15m on always", "15m on alway", text)
    text = changed("goal: 90%", "goal: ninety", text)
    assert faults(text) == ["7:11 unknown-zone", "8:1 unknown-key", "31:25 unknown-calendar", "37:11 unknown-goal"]


def test_the_refusal_names_the_text():
    with pytest.raises(BadAgreement) as refusal:
        read(changed("8h on office", "8h on offic"), name="acme.yaml")
    assert str(refusal.value) == "acme.yaml:36:42: offic does not exist. Did you mean office?"
    assert refusal.value.name == "acme.yaml"


def test_a_hundred_faults_are_enough():
    many = ", ".join(f"k{number}: 1" for number in range(3000))
    assert len(faults(BARE + f"calendars: {{{many}}}\n")) == 100


def test_lines_are_counted_as_editors_do():
    text = changed("goal: 90%", "goal: x").replace("\n", "\r\n")
    assert faults(text) == ["37:11 unknown-goal"]
    assert faults("# Überprüft: “ja” 🙂\n" + ACME.replace("goal: 90%", "goal: x")) == ["38:11 unknown-goal"]
