"""A bid writes three indexes less, which nobody reads, and nobody tries to compress what is random.

`leaves_of_a_bidder` begins with the box and `one_envelope_per_part` with the leaf; `idem` is only compared whole.
"""

import django.db.models.deletion
from django.db import migrations, models

EXTERNAL = """
alter table sampul_leaf alter column body set storage external;
alter table sampul_envelope alter column shares set storage external;
"""
EXTENDED = EXTERNAL.replace("external", "extended")


def above(model: str, name: str, **options: object) -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=name, to=model, db_index=False, **options
    )


class Migration(migrations.Migration):
    dependencies = [("sampul", "0004_version_two")]

    operations = [
        migrations.AlterField("envelope", "leaf", above("sampul.leaf", "envelopes")),
        migrations.AlterField("leaf", "box", above("sampul.box", "leaves", null=True)),
        migrations.AlterField("leaf", "idem", models.CharField(max_length=120)),
        migrations.AddConstraint("leaf", models.UniqueConstraint("idem", name="one_leaf_per_idem")),
        migrations.RunSQL(EXTERNAL, EXTENDED),
    ]
