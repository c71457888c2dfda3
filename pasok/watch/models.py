"""What is kept so that it can be counted."""

from django.db import models


class Look(models.Model):
    """A business opened a package on a day. Not how often, not who of its people."""

    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="+")
    ocid = models.CharField(max_length=60)
    day = models.DateField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint("supplier", "ocid", "day", name="one_look_a_day")]

    def __str__(self) -> str:
        return f"{self.supplier_id} {self.ocid} {self.day}"
