"""Signing in and out, and preferences."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST

from houvast.portal.accounts.audit import address_of, note
from houvast.portal.accounts.forms import PreferencesForm, SignInForm
from houvast.portal.accounts.models import Deed, Language, Person
from houvast.portal.accounts.proof import local
from houvast.portal.accounts.signing_in import PASSWORD, sign_in


class SignIn(LoginView):
    """`/sign-in/`: by password; leads on to where one was going, on this host only."""

    form_class = SignInForm
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True

    def get_redirect_url(self) -> str:  # type: ignore[override]  # the stubs are of a later Django
        """Return where one was going, which is never signing in again."""
        wanted = super().get_redirect_url()
        return "" if urlsplit(wanted).path == self.request.path else wanted

    def form_valid(self, form: SignInForm) -> HttpResponse:  # type: ignore[override]
        """Go on to the second factor, or in."""
        person = form.get_user()
        return sign_in(self.request, person, by_way_of=PASSWORD, then=self.get_success_url())

    def form_invalid(self, form: SignInForm) -> HttpResponse:  # type: ignore[override]
        """Show the form again, as an answer that failed; a line in the audit trail says so."""
        locked = getattr(self.request, "axes_locked_out", False)
        tried = Person.objects.filter(email=form.cleaned_data.get("username", "")).first()
        deed = Deed.SIGN_IN_LOCKED if locked else Deed.SIGN_IN_FAILED
        note(deed, now=timezone.now(), about=tried, ip=address_of(self.request), by_way_of=[PASSWORD])
        response = super().form_invalid(form)
        response.status_code = 422
        return response


class SignOut(LogoutView):
    """`/sign-out/`: by POST only."""


@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """`/preferences/`: keep the language, colours and zone of who is signed in; others keep a language in a cookie."""
    if isinstance(request.user, Person):
        form = PreferencesForm(request.POST, instance=request.user)
        if not form.is_valid():
            return HttpResponseBadRequest(form.errors.as_text(), content_type="text/plain; charset=utf-8")
        request.user.save(update_fields=list(form.fields))
        return HttpResponseRedirect(_back(request))
    response = HttpResponseRedirect(_back(request))
    language = request.POST.get("language", "")
    if language in Language.values and check_for_language(language):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Lax",
        )
    return response


def _back(request: HttpRequest) -> str:
    """Return where to go on: the page that was asked for, when it is one of ours."""
    return local(request, request.POST.get("next", ""))
