"""Rating a solution from the page of the ticket, and reading it at the desk."""

import pytest

from houvast.portal.ratings.models import Rating

SAID = {"score": "2", "hours": "1", "minutes": "30", "remark": "Te lang op de gang gestaan."}


def path(world, key="ended-6"):
    return f"/tickets/{world.tickets[key].number}/"


def test_who_reported_it_is_asked_and_the_desk_reads_the_answer(world, visit):
    client = visit(world.contact)
    assert "Hoe is het gegaan?" in client.get(path(world)).content.decode()
    assert client.post(f"{path(world)}rating/", SAID).status_code == 302
    page = client.get(path(world)).content.decode()
    assert "Hoe is het gegaan?" not in page
    assert "Uw antwoord wijzigen" in page
    desk = visit(world.agent).get(f"/desk{path(world)}").content.decode()
    for words in ("Ontevreden", "2 van 5", "1 u 30 m verloren", "Te lang op de gang gestaan."):
        assert words in desk
    assert "rating/" not in desk


def test_a_changed_mind_shows_both(world, visit):
    client = visit(world.contact)
    client.post(f"{path(world)}rating/", SAID)
    client.post(f"{path(world)}rating/", {"score": "4"})
    page = client.get(path(world)).content.decode()
    assert "Tevreden" in page
    assert "1 eerdere beoordeling" in page
    assert Rating.objects.count() == 2


@pytest.mark.parametrize(
    "said",
    [
        {}, {"score": ""}, {"score": "0"}, {"score": "6"}, {"score": "x"}, {"score": "4.5"}, {"score": "\x00"},
        {"score": "4", "hours": "-1"}, {"score": "4", "minutes": "60"}, {"score": "4", "hours": "9" * 30},
        {"score": "4", "remark": "x" * 5001},
    ],
)  # fmt: skip
def test_hostile_answers_are_refused_in_words(world, visit, said):
    assert visit(world.contact).post(f"{path(world)}rating/", said).status_code in {400, 422}
    assert not Rating.objects.exists()


@pytest.mark.parametrize("key", ["near", "reopened", "cancelled"])
def test_what_is_not_solved_is_not_rated(world, visit, key):
    answer = visit(world.contact).post(f"{path(world, key)}rating/", SAID)
    assert answer.status_code == 422
    assert "Er is nog geen oplossing om te beoordelen." in answer.content.decode()


@pytest.mark.parametrize("who", ["owner", "other", "limited"])
def test_nt01_nobody_else_rates_it(world, visit, who):
    assert visit(getattr(world, who)).post(f"{path(world)}rating/", SAID).status_code == 404


def test_nt23_looking_changes_nothing(world, visit):
    for what in ("rating/?score=1", "following/?follow=1", "followers/?person=1"):
        assert visit(world.owner).get(f"{path(world)}{what}").status_code == 405
    assert not Rating.objects.exists()
