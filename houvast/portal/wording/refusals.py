"""Refusals → sentences that say what to do."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

REFUSALS: dict[str, str] = {
    "AlreadyHere": gettext_noop("%(email)s belongs here already."),
    "TooManyInvitations": gettext_noop("So many invitations cannot be sent in an hour: at most %(limit)s."),
    "NoLongerOpen": gettext_noop("This invitation was accepted or withdrawn already."),
    "LastToManage": gettext_noop(
        "Then nobody could manage the people here any more. Make somebody else administrator first."
    ),
    "RoleHeldAlready": gettext_noop("This person has that role already."),
    "RoleElsewhere": gettext_noop("That role does not exist in this organisation."),
    "TicketIsClosed": gettext_noop("This ticket is closed. Reopen it first."),
    "TicketIsMerged": gettext_noop("This ticket was merged into another one. Write there."),
    "TicketIsResolved": gettext_noop("This ticket is resolved already. Reopen it first."),
    "NothingToReopen": gettext_noop("This ticket is still open, so there is nothing to reopen."),
    "NothingToChange": gettext_noop("Nothing changed: it was like that already."),
    "TextMissing": gettext_noop("Write something first."),
    "TextTooLong": gettext_noop("That is too long: at most %(longest)s characters."),
    "UnknownWord": gettext_noop("The agreement of this ticket does not know “%(word)s”."),
    "CannotHandle": gettext_noop("That person cannot work on tickets of this customer."),
    "NotYetHappened": gettext_noop("That moment has not come yet."),
    "BeforeOpening": gettext_noop("That is before the ticket was reported."),
    "OtherOrganisation": gettext_noop("Tickets of two organisations cannot be merged."),
    "MergeIntoItself": gettext_noop("A ticket cannot be merged into itself."),
    "CannotFollow": gettext_noop("Only people of this customer can follow its tickets."),
    "CannotReportFor": gettext_noop("You can report for a colleague of your own organisation only."),
    "NotSolved": gettext_noop("There is no solution to rate yet."),
    "ScoreOutOfRange": gettext_noop("Choose one of the five answers."),
    "TooMuchLost": gettext_noop("That is more time than can be told of one ticket: at most 1,000 hours."),
    "Overlaps": gettext_noop("“%(name)s” holds in the same days as another agreement with this customer."),
    "EndsBeforeItBegins": gettext_noop("The end is not after the beginning."),
    "NotYetBegun": gettext_noop("That moment has not come yet. What will be is maintenance."),
    "EndMissing": gettext_noop("Maintenance is announced with its end."),
    "NothingSaid": gettext_noop("Nothing new was told."),
    "OverAlready": gettext_noop("It was cancelled; nothing more is told of it."),
    "OtherService": gettext_noop("This customer does not receive that service."),
    "AnotherText": gettext_noop("The text has changed since you read it. Read it again first."),
    "AlreadyAnswered": gettext_noop("That was your answer already."),
    "ReasonMissing": gettext_noop("Say what you object to."),
    "NothingToAnswer": gettext_noop("A later version has replaced this one, or it has ended."),
    "NameMissing": gettext_noop("Give it a name, in Dutch or in English."),
    "NameTaken": gettext_noop("This customer has a service “%(name)s” already."),
    "ArticleEmpty": gettext_noop("Write a title and a text, in Dutch or in English."),
    "LanguageIncomplete": gettext_noop("A language needs both a title and a text, or neither (%(language)s)."),
    "ArticleTooLong": gettext_noop("That is too long: at most %(longest)s characters."),
    "NobodyChosen": gettext_noop("Choose the customers that it is for."),
    "NoSuchVersion": gettext_noop("There is no version %(number)s of this article."),
    "AlreadyPublished": gettext_noop("Customers read this version already."),
    "NotPublished": gettext_noop("This article is not published, so nobody reads it."),
    "CannotCorrect": gettext_noop("This event cannot be corrected into that."),
    "PauseWithoutReason": gettext_noop("Say why the clock must stand still: the customer reads the reason."),
    "UnknownPlaces": gettext_noop("Nothing fills %(places)s in this text. Fill it in or take it out before sending."),
    "LinkedAlready": gettext_noop("These tickets are linked in this way already."),
    "LinkToItself": gettext_noop("A ticket cannot be linked to itself."),
    "LinkAcross": gettext_noop("Tickets of two organisations cannot be linked."),
    "LinkInCircle": gettext_noop("That ticket is part of this one already."),
    "CauseMissing": gettext_noop("A promise was broken on this ticket. Say first what the cause was."),
    "NothingBroken": gettext_noop("No promise was broken here."),
    "TakenAlready": gettext_noop("Somebody has acknowledged this already."),
    "TooLateToUndo": gettext_noop("That can no longer be undone: it was too long ago, or it was undone already."),
    "WentOn": gettext_noop("Not undone: something else happened to this ticket since."),
    "NoSuchTicket": gettext_noop("There is no such ticket."),
    "NoWayBack": gettext_noop("Not undone: it had none before, and no fact can say that it has none again."),
    "TitleMissing": gettext_noop("Give it a name."),
    "NeverValid": gettext_noop("The last day of its validity lies before the first."),
    "AlreadyLikeThat": gettext_noop("Nothing changed: it was like that already."),
    "NothingToConfirm": gettext_noop("Open the document first; then confirm that you read it."),
    "FileEmpty": gettext_noop("“%(name)s” is empty."),
    "FileTooLarge": gettext_noop("“%(name)s” does not fit: %(megabytes)d MB together is what we take."),
    "TooManyFiles": gettext_noop("“%(name)s” is one too many: at most %(most)d files at once."),
    "FileForbidden": gettext_noop("“%(name)s” is a program. We do not take those."),
    "ArchiveUnknown": gettext_noop("We cannot look into “%(name)s”. Send it as a zip, or the files by themselves."),
    "ArchiveBroken": gettext_noop("“%(name)s” is damaged, or not what its name says."),
    "ArchiveTooLarge": gettext_noop("“%(name)s” holds more than we unpack. Send only what matters."),
    "ArchiveNested": gettext_noop("“%(name)s” holds an archive within an archive. Send the inner one by itself."),
    "ArchiveEscapes": gettext_noop("“%(name)s” would write outside its own folder. Pack it anew."),
}


def explain(refusal: Exception) -> str:
    """Return why something was refused, in a sentence."""
    sentence = REFUSALS.get(type(refusal).__name__)
    return _(sentence) % vars(refusal) if sentence else _("That is not possible for this ticket now.")
