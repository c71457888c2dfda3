"""Pages of getting in and of acting for others."""

from pasok.accounts.views.consenting import consent, end_by_link, end_mine, enter, my_helpers, new_code
from pasok.accounts.views.door import phone, phone_code, phone_name
from pasok.accounts.views.helping import ask, begin, finish, give_up
from pasok.accounts.views.mine import my_phone, my_phone_code
from pasok.accounts.views.staff import accept, end_right, staff

__all__ = [
    "accept",
    "ask",
    "begin",
    "consent",
    "end_by_link",
    "end_mine",
    "end_right",
    "enter",
    "finish",
    "give_up",
    "my_helpers",
    "my_phone",
    "my_phone_code",
    "new_code",
    "phone",
    "phone_code",
    "phone_name",
    "staff",
]
