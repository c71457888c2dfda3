"""Pages of getting in and of acting for others."""

from pasok.accounts.views.door import phone, phone_code, phone_name
from pasok.accounts.views.mine import my_phone, my_phone_code

__all__ = ["my_phone", "my_phone_code", "phone", "phone_code", "phone_name"]
