"""Why something about an article was refused; `wording` has the sentences."""

from __future__ import annotations


class ArticleRefused(Exception):
    """Something that cannot be done with an article, or not now."""


class ArticleEmpty(ArticleRefused):
    """An article needs a title and a text in one language at least."""


class LanguageIncomplete(ArticleRefused):
    """A language has a title without a text, or a text without a title; holds `language`."""

    def __init__(self, language: str) -> None:
        super().__init__(language)
        self.language = language


class ArticleTooLong(ArticleRefused):
    """A title or text is longer than is kept; holds `longest`, in characters."""

    def __init__(self, longest: int) -> None:
        super().__init__(longest)
        self.longest = longest


class NobodyChosen(ArticleRefused):
    """An article for chosen customers names none."""


class NoSuchVersion(ArticleRefused):
    """An article has no version of this number; holds `number`."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class AlreadyPublished(ArticleRefused):
    """Customers read this version already."""


class NotPublished(ArticleRefused):
    """What nobody reads cannot be withdrawn."""
