"""Every figure on a page leads to the tickets it was made from, and counts exactly those."""

import re

from houvast.portal.agreements.queries import in_force, parsed
from houvast.portal.customer.home import level_url
from houvast.portal.pages import levels
from tests.portal.pages.world import NOW


def cards(world):
    agreement = parsed(in_force(world.duinrand, NOW))
    found = levels.cards_of(world.contact, world.duinrand, agreement, at=NOW, now=NOW, link=level_url)
    return {card.target: card for card in found}


def rows_behind(client, href):
    return re.findall(r'class="hv-subj" href="([^"]+)"', client.get(href).content.decode())


def test_numerator_and_denominator_are_the_rows_behind_them(world, visit):
    client = visit(world.contact)
    for card in cards(world).values():
        numbers = [int(number) for number in re.findall(r"\d+", card.made_of)][:2]
        if not numbers:
            assert rows_behind(client, card.href) == []
            continue
        met, judged = numbers
        assert len(rows_behind(client, card.href)) == judged
        assert len(rows_behind(client, f"{card.href}&verdict=met")) == met
        assert len(rows_behind(client, f"{card.href}&verdict=breached")) == judged - met


def test_a_clock_that_ran_out_counts_as_late_before_anybody_recomputed_it(world, visit):
    overdue = rows_behind(visit(world.contact), "/levels/resolution/?verdict=breached")
    assert f"/tickets/{world.tickets['breached'].number}/" in overdue


def test_the_home_page_answers_in_one_sentence(world, visit):
    page = visit(world.contact).get("/").content.decode()
    reached = [card.reached for card in cards(world).values()]
    assert reached.count(None) == 1
    # the fourth that can be judged is the availability of the WMS, of which no outage was told
    words = {0: "Eén van de vier normen ligt op koers.", 1: "Twee van de vier normen liggen op koers."}
    assert words[reached.count(True)] in page


def test_a_month_without_tickets_judges_nothing(world, visit):
    page = visit(world.contact).get("/?period=2026-09").content.decode()
    assert "De norm is gehaald." in page
    assert page.count("100<small>") == 1


def test_a_percentile_says_how_it_is_judged(world, visit):
    page = visit(world.other).get("/").content.decode()
    assert "de snelste 90 % binnen de belofte" in page
