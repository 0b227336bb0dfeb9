"""
Words to find by, one row for each ticket and each article. Projections: dropped and rebuilt at will.

A row carries what its reader must be asked by: the ticket and its customer, or the article.
"""

from __future__ import annotations

from django.db import models

from houvast.portal.accounts.models import Organisation
from houvast.portal.knowledge.models import Article
from houvast.portal.tickets.models import Ticket


class Words(models.Model):
    """
    What every row of words has.

    title     counts most
    body      what every reader of the row may read
    internal  what only the provider's people may read; nobody else's question reaches this column
    labels    numbers, names of services, names elsewhere: found, and never shown as a snippet
    scope     marks such as `o12` by which a question is narrowed inside the index, to be quick: who may read a row is
              asked of the row itself, whatever stands here
    """

    title = models.TextField()
    body = models.TextField(blank=True, default="")
    internal = models.TextField(blank=True, default="")
    labels = models.TextField(blank=True, default="")
    scope = models.TextField(blank=True, default="")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class TicketWords(Words):
    """The words of a ticket."""

    ticket = models.OneToOneField(Ticket, on_delete=models.CASCADE, primary_key=True, related_name="words")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )


class ArticleWords(Words):
    """The words of the published version of an article, in both languages; of the latest while none is published."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="words")
