"""Mail where no server for it is set: written to the terminal, so that whoever signs up finds the letter."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends import console

INVENTED = ".test"  # RFC 2606: nobody lives there


class EmailBackend(console.EmailBackend):
    """Django's own, without the hundreds of letters to the people of the demonstration."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        real = [letter for letter in email_messages if not invented(letter)]
        return (super().send_messages(real) or 0) + len(email_messages) - len(real)


def invented(letter: EmailMessage) -> bool:
    return all(address.endswith(INVENTED) for address in letter.recipients())
