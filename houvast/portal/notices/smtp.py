"""A mail connection that tells a mail that was surely not taken from one that may have been."""

from __future__ import annotations

import smtplib

from django.core.mail.backends.smtp import EmailBackend


class Unconfirmed(Exception):
    """The mail was handed over, and the connection broke before the server answered: it may have arrived."""


class _Carrier(smtplib.SMTP):
    def data(self, msg: bytes | str) -> tuple[int, bytes]:  # type: ignore[override]
        """Hand over the message; raise Unconfirmed when the answer to it is lost."""
        try:
            return super().data(msg)
        except (smtplib.SMTPServerDisconnected, OSError) as loss:
            if isinstance(loss, smtplib.SMTPResponseException):
                raise
            raise Unconfirmed(str(loss)) from loss


class _SecureCarrier(_Carrier, smtplib.SMTP_SSL):
    """The same over a connection that is encrypted from the start."""


class Backend(EmailBackend):
    """Django's mail backend on such a connection."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """The class of the connection, by whether it is encrypted from the start."""
        return _SecureCarrier if self.use_ssl else _Carrier
