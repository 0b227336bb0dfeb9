"""Invoices in words: how one stands and why, which rule is broken, why something is refused, and money."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from houvast.portal.invoices.refusals import NotReadable, RulesBroken
from houvast.portal.wording.lengths import NO_BREAK, number

_SIGNS = {"EUR": "€", "USD": "$", "GBP": "£"}

RULES = {
    "UBL": gettext_noop("This is no invoice or credit note in UBL 2.1."),
    "XSD": gettext_noop("The file does not keep to the schema of UBL 2.1."),
    "EN16931": gettext_noop("The rules of EN 16931 cannot be applied to this file."),
    "BEYOND": gettext_noop("An amount or the number is longer than can be true."),
    "BR-NL-1": gettext_noop(
        "A Dutch supplier gives its number with the chamber of commerce (KVK) or of government (OIN)."
    ),
    "BR-NL-2": gettext_noop("A reference of the buyer or the number of an order is needed."),
    "BR-NL-3": gettext_noop("The address of a Dutch supplier needs street, postal code and city."),
    "BR-NL-4": gettext_noop("The address of a Dutch buyer needs street, postal code and city."),
    "BR-NL-5": gettext_noop("The address of a Dutch tax representative needs street, postal code and city."),
    "BR-NL-7": gettext_noop("An invoice is of type 380, 384 or 389."),
    "BR-NL-8": gettext_noop("A credit note is of type 381, and an invoice is not."),
    "BR-NL-9": gettext_noop("A corrected invoice (384) names the invoice that it corrects."),
    "BR-NL-10": gettext_noop(
        "Between Dutch parties the buyer has a number of the chamber of commerce (KVK) or of government (OIN)."
    ),
    "BR-NL-11": gettext_noop("It does not say how to pay what is to be paid."),
    "BR-NL-12": gettext_noop("The way to pay is none that is used here: 30, 48, 49, 57, 58 or 59."),
    "BR-NL-13": gettext_noop("A line refers to a line of an order, but the order has no number."),
    "BR-NL-19": gettext_noop("A second currency for the tax is not used here."),
    "BR-NL-20": gettext_noop("A date for the tax of its own is not used here."),
    "BR-NL-21": gettext_noop("A code for the date of the tax is not used here."),
    "BR-NL-24": gettext_noop("The date of the invoice that is referred to is not used here."),
    "BR-NL-25": gettext_noop("A tax number of another kind than VAT is not used here."),
    "BR-NL-26": gettext_noop("The legal form of the supplier is not used here."),
    "BR-NL-27": gettext_noop("A third line of an address is not used here."),
    "BR-NL-28": gettext_noop("A region in an address is not used here."),
    "BR-NL-29": gettext_noop("The way to pay is a code; words beside it are not used here."),
    "BR-NL-30": gettext_noop("The name of the account is not used here."),
    "BR-NL-31": gettext_noop("For a payment within SEPA the bank's code is not used."),
    "BR-NL-32": gettext_noop("A code for the reason of a discount is not used here; words are."),
    "BR-NL-33": gettext_noop("A total of the tax in another currency is not used here."),
    "BR-NL-34": gettext_noop("A code for the reason of a charge is not used here; words are."),
    "BR-NL-35": gettext_noop("A code for the reason of an exemption is not used here; words are."),
    "PEPPOL-EN16931-R008": gettext_noop("The file holds elements with nothing in them."),
    "GA-1": gettext_noop("With a blocked account there are exactly two ways to pay."),
    "GA-2": gettext_noop("With a blocked account there are exactly two terms of payment."),
    "GA-3": gettext_noop("Each of the two ways to pay has a name, and one is GACCOUNT."),
    "GA-4": gettext_noop("Each term of payment names one of the ways to pay, each once."),
    "GA-5": gettext_noop("What is paid into the two accounts must add up to what is to be paid."),
}
FAMILIES = {
    "BR-CO": gettext_noop("Amounts or dates of the invoice contradict each other."),
    "BR-CL": gettext_noop("A code is none of its list."),
    "BR-DEC": gettext_noop("An amount has more than two decimals."),
    "UBL-CR": gettext_noop("The file holds something that an invoice by EN 16931 does not use."),
    "UBL-DT": gettext_noop("Something is not written the way EN 16931 asks."),
    "UBL-SR": gettext_noop("Something stands more often in the invoice than it may."),
    "BR-": gettext_noop("Something that must be there is missing, or its tax is not right."),
}
"""What a rule of the norm is about, by how its number begins; the norm's own words follow in English."""

NOT_READABLE = {
    "too-large": gettext_noop("The file is too large for an invoice."),
    "not-text": gettext_noop("The file is no XML in UTF-8 or a western alphabet."),
    "declares": gettext_noop("The file declares a document type or entities. For safety we do not take that."),
    "not-xml": gettext_noop("The file is no XML."),
    "too-deep": gettext_noop("The file is nested deeper than any invoice."),
    "too-many": gettext_noop("The file holds more elements than any invoice."),
}
_REFUSALS = {
    "NumberUsedAgain": gettext_noop(
        "The supplier used number %(number)s before, for something else. A correction has a number of its own."
    ),
    "BuyerIsAnother": gettext_noop("The buyer in the invoice, %(buyer)s, is another customer."),
    "NothingOwed": gettext_noop("There is nothing left of it to pay or to dispute."),
    "AmountNotPossible": gettext_noop(
        "The amount lies between %(least)s and %(most)s, with two decimals at most, and is not 0."
    ),
    "DisputeStands": gettext_noop("It is disputed already. The provider answers first."),
    "NothingDisputed": gettext_noop("There is no dispute that waits for an answer."),
    "WordsMissing": gettext_noop("Write something first."),
    "PaidInTheFuture": gettext_noop("That day has not come yet."),
}
STATUSES = {
    "open": gettext_noop("Open"),
    "overdue": gettext_noop("Overdue"),
    "disputed": gettext_noop("Disputed"),
    "paid": gettext_noop("Paid"),
    "credited": gettext_noop("Credited"),
    "credit": gettext_noop("Credit note"),
}
UNITS = {
    "C62": gettext_noop("pcs"),
    "EA": gettext_noop("pcs"),
    "H87": gettext_noop("pcs"),
    "HUR": gettext_noop("hours"),
    "DAY": gettext_noop("days"),
    "MON": gettext_noop("months"),
    "ANN": gettext_noop("years"),
}


def money(amount: Decimal, currency: str) -> str:
    """Return an amount with its currency, never rounded: € 1.234,50."""
    exponent = amount.as_tuple().exponent
    places = max(2, -exponent if isinstance(exponent, int) else 2)
    return f"{_SIGNS.get(currency, currency)}{NO_BREAK}{number(amount, places)}"


def invoice_status(status: str) -> str:
    """Return how an invoice stands."""
    return _(STATUSES[status])


def unit(code: str) -> str:
    """Return what is counted, where its code is a common one."""
    return _(UNITS[code]) if code in UNITS else code


def rule(number: str, detail: str = "") -> str:
    """Return which rule is broken, in words; those of the norm itself follow, in English, where ours are general."""
    if number in RULES:
        said = _(RULES[number])
        return f"{said} ({detail})" if detail and number == "XSD" else said
    family = next((words for begin, words in FAMILIES.items() if number.startswith(begin)), None)
    said = _(family) if family else _("A rule of EN 16931 is broken.")
    return f"{said} “{detail}”" if detail else said


def invoice_refusal(refusal: Exception) -> str:
    """Return why an invoice, or a deed about one, is refused."""
    if isinstance(refusal, NotReadable):
        return _(NOT_READABLE[refusal.why])
    if isinstance(refusal, RulesBroken):
        return " ".join(f"{each.rule}: {rule(each.rule, each.detail)}" for each in refusal.findings if each.is_fatal)
    return _(_REFUSALS[type(refusal).__name__]) % vars(refusal)
