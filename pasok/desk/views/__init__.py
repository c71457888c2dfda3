"""Pages of the desk."""

from pasok.desk.views.registration import act, detail, queue

__all__ = ["act", "detail", "queue"]
