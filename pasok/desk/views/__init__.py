"""Pages of the desk."""

from pasok.desk.views import claim, registration

__all__ = ["claim", "registration"]
