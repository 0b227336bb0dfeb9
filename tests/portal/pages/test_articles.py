"""Articles and searching, through the pages: written, published, sent with a reply, found, and answered about."""

import pytest

from houvast.portal.knowledge.models import Article, ArticleAnswer
from houvast.portal.tickets import actions
from tests.portal.pages.world import NOW

HOSTILE = '<script>alert("x")</script> & <b>vet</b>'


def test_an_article_is_written_shown_published_and_withdrawn(world, visit):
    said = {"title_nl": "Nieuwe scanner", "body_nl": "Houd de **knop** vast.", "services": "WMS, , WMS"}
    agent = visit(world.agent)
    assert "<strong>knop</strong>" in agent.post("/desk/articles/preview/", said).content.decode()
    assert "<strong>knop</strong>" in agent.post("/desk/articles/new/", {**said, "preview": "1"}).content.decode()
    assert not Article.objects.filter(slug="nieuwe-scanner").exists()
    assert agent.post("/desk/articles/new/", said).headers["Location"] == "/desk/articles/nieuwe-scanner/"
    manager, publication = visit(world.manager), "/desk/articles/nieuwe-scanner/publication/"
    assert manager.post(publication, {"version": 1, "audience": "chosen"}).status_code == 422
    chosen = {"version": 1, "audience": "chosen", "customers": [world.duinrand.pk]}
    assert manager.post(publication, chosen).status_code == 302
    assert manager.post(publication, chosen).status_code == 302  # twice is harmless
    assert visit(world.contact).get("/articles/nieuwe-scanner/").status_code == 200
    assert visit(world.other).get("/articles/nieuwe-scanner/").status_code == 404
    assert visit(world.manager).post("/desk/articles/nieuwe-scanner/withdrawal/", {"reason": "oud"}).status_code == 302
    assert visit(world.contact).get("/articles/nieuwe-scanner/").status_code == 404


@pytest.mark.parametrize(
    "changed",
    [{"version": 99}, {"version": "x"}, {"audience": "all"}, {"audience": "chosen", "customers": [999_999]},
     {"audience": "chosen", "customers": "x"}, {"version": "9" * 40}, {"audience": ""}],
)  # fmt: skip
def test_nt10_what_no_form_offers_is_refused(world, visit, changed):
    path = f"/desk/articles/{world.articles['draft'].slug}/publication/"
    answer = visit(world.manager).post(path, {"version": 1, "audience": "everybody", **changed})
    assert answer.status_code == 422
    assert Article.objects.get(pk=world.articles["draft"].pk).state == "draft"


def test_a_reply_leads_to_an_article_that_the_customer_may_read(world, visit):
    number = world.tickets["near"].number
    client = visit(world.agent)
    page = client.get(f"/desk/tickets/{number}/").content.decode()
    assert "labels-komen-dubbel" in page
    assert world.articles["internal"].slug not in page
    for key in ("labels", "internal", "draft"):
        slug = world.articles[key].slug
        client.post(f"/desk/tickets/{number}/replies/", {"text": "Zie ook.", "article": slug, "then": ""})
    page = visit(world.contact).get(f"/tickets/{number}/").content.decode()
    assert page.count('href="http') == page.count('/articles/labels-komen-dubbel-uit-de-printer/"') == 1
    assert world.articles["internal"].slug not in page


def test_whether_it_helped_is_kept(world, visit):
    path = world.articles["labels"].get_absolute_url()
    assert visit(world.contact).post(f"{path}answers/", {"helped": "yes"}).status_code == 302
    assert visit(world.contact).post(f"{path}answers/", {"helped": ["maybe"]}).status_code == 422
    answer = ArticleAnswer.objects.get()
    assert (answer.person, answer.organisation, answer.helped) == (world.contact, world.duinrand, True)


def test_nt13_what_was_found_is_escaped_and_marked(world, visit):
    actions.open_ticket(
        organisation=world.duinrand, subject=HOSTILE, text=f"vetpot {HOSTILE}", by=world.contact, now=NOW,
        impact="low", urgency="low",
    )  # fmt: skip
    for person, path in ((world.contact, "/search/"), (world.agent, "/desk/search/")):
        page = visit(person).get(path, {"q": "vet script"}).content.decode()
        assert "&lt;<mark>script</mark>&gt;" in page
        assert "<mark>vetpot</mark>" in page
        assert "<b>vet" not in page and "<script>alert" not in page
        page = visit(person).get(path, {"q": HOSTILE}).content.decode()
        assert "<script>alert" not in page


@pytest.mark.parametrize(
    "query", ["q=a&kind=nonsense", "q=label&kind=ticket&page=99",
    "q=label&kind=person", "q=%00", "q=%27%22*&kind=ticket", "kind=article", "q=label&q=x&kind="]
)  # fmt: skip
def test_nt11_any_address_of_a_search_answers(world, visit, query):
    for person, path in ((world.contact, "/search/"), (world.agent, "/desk/search/")):
        assert visit(person).get(f"{path}?{query}").status_code in {200, 400}


def test_lists_find_by_the_beginning_of_words_and_by_customer(world, visit):
    customer, agent = visit(world.contact).get("/tickets/?q=labelpr"), None
    assert customer.content.decode().count('class="hv-subj"') == 1
    agent = visit(world.agent)
    assert agent.get("/desk/?q=labelpr").content.decode().count("data-row") >= 1
    assert "Labelprinters" in agent.get("/desk/?q=duinrand").content.decode()
    assert "Labelprinters" not in agent.get("/desk/?q=zilvermeeuw").content.decode()


def test_the_form_without_a_script_lists_what_may_answer(world, visit):
    said = {"subject": "Labels dubbel uit de printer", "show": "1"}
    page = visit(world.contact).post("/tickets/new/", said).content.decode()
    assert 'href="/articles/labels-komen-dubbel-uit-de-printer/"' in page
    assert 'value="Labels dubbel uit de printer"' in page
