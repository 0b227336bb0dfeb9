"""aws-s3: object storage, measured by the error rates of five-minute slots."""

from __future__ import annotations

from fractions import Fraction

import pytest

from houvast.sla.agreement.claim_model import Settled
from tests.corpus.claims import settled
from tests.corpus.reading import clause, corpus, credit, outage, percent, slot, uptime
from tests.sla.money import charge, measured, money

S3 = corpus("aws-s3")


def answers(moment: str, requests: int, errors: int = 0, *, error: str = "internal-error", **said) -> list[dict]:
    """The answers of five minutes: some are errors, all others are good."""
    counted = {error: errors, "ok": requests - errors}
    return [slot(S3, moment, count, answer=word, **said) for word, count in counted.items()]


def figure(*slots: list[dict], rows=()) -> str | None:
    found = percent(uptime(S3, "standard", "2026-06", *rows, slots=[row for each in slots for row in each]).figure)
    return None if found is None else str(found)


@clause("aws-s3-01")
@pytest.mark.parametrize(
    ("requests_and_errors", "expected"),
    [
        # Rates 1% and 0%: their mean is 0.5%. All errors over all requests would be 1 of 10,100: 0.0099%.
        ([(100, 1), (10_000, 0)], "99.500"),
        ([(100, 1), (10_000, 0), (0, 0)], "99.667"),  # nobody asked anything: no errors; 1% ÷ 3
        ([(100, 100), (1, 0), (1, 0), (1, 0)], "75.000"),
    ],
)
def test_uptime_is_what_the_mean_error_rate_leaves(requests_and_errors, expected):
    slots = [answers(f"2026-06-10 12:{5 * number:02}", *each) for number, each in enumerate(requests_and_errors)]
    assert figure(*slots) == expected


@clause("aws-s3-01")
@pytest.mark.parametrize(
    ("target", "errors", "reached"),
    [
        ("standard", 1, True),
        ("standard", 2, False),
        ("infrequent", 10, True),
        ("infrequent", 11, False),
    ],
)
def test_each_class_is_measured_so_and_has_its_own_promise(target, errors, reached):
    # Two slots: of one nobody asked anything, so 0.2% in the other is 0.1% in the mean.
    slots = answers("2026-06-10 12:00", 500, errors) + answers("2026-06-10 12:05", 0)
    found = uptime(S3, target, "2026-06", slots=slots)
    assert (found.figure == 100 - Fraction(errors, 10), found.figure >= found.at_least) == (True, reached)


@clause("aws-s3-01")
@pytest.mark.parametrize(
    ("moment", "expected"),
    [("2026-06-30 23:55", "50.000"), ("2026-07-01 00:00", "100.000"), ("2026-05-31 23:55", "100.000")],
)
def test_only_slots_of_the_billing_month_count(moment, expected):
    assert figure(answers("2026-06-10 12:00", 10), answers(moment, 10, 10)) == expected


@clause("aws-s3-02")
@pytest.mark.parametrize(
    ("errors", "said", "expected"),
    [
        (3, {"error": "internal-error"}, "98.500"),  # 3 of 200
        (3, {"error": "service-unavailable"}, "98.500"),
        (3, {"error": "not-found"}, "100.000"),  # an answer like any other
        (200, {}, "0.000"),
        (3, {"service": "storage of another account"}, None),  # nothing of ours was asked
    ],
)
def test_an_error_rate_is_errors_over_requests_of_the_account(errors, said, expected):
    assert figure(answers("2026-06-10 12:00", 200, errors, **said)) == expected


@clause("aws-s3-02")
def test_what_is_not_a_response_to_a_request_changes_nothing():
    down = outage(S3, "2026-06-10 12:00", "2026-06-10 12:05")
    assert figure(answers("2026-06-10 12:00", 200, 3), rows=[down]) == "98.500"


def invoice(source: str, figure: str) -> dict:
    """What a storage class in one region gives; the same class in another region costs more, and counts not."""
    charges = (
        charge("storage", "200", resource="standard in eu-west-1"),
        charge("storage", "999", resource="standard in us-east-1"),
        charge("storage", "40", resource="infrequent in eu-west-1"),
    )
    return credit(S3, measured(figure, source=source, resource=f"{source} in eu-west-1"), charges=charges)


@clause("aws-s3-03")
@pytest.mark.parametrize(
    ("figure", "amount"),
    [("99.9", None), ("99.89", "20"), ("99", "20"), ("98.99", "50"), ("95", "50"), ("94.99", "200")],
)
def test_standard_class_gives_10_25_or_100_percent_of_200(figure, amount):
    assert invoice("standard", figure) == money(amount, "USD")


@clause("aws-s3-04")
@pytest.mark.parametrize(
    ("figure", "amount"), [("99", None), ("98.99", "4"), ("98", "4"), ("97.99", "10"), ("95", "10"), ("94.99", "40")]
)
def test_infrequent_classes_have_a_table_of_their_own_of_40(figure, amount):
    assert invoice("infrequent", figure) == money(amount, "USD")


@clause("aws-s3-05")
def test_a_credit_lowers_a_later_invoice():
    paid = settled(S3, measured("98", source="standard"), charges=(charge("storage", "10"),))
    assert paid.by is Settled.INVOICE
