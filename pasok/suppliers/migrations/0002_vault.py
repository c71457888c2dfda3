from django.db import migrations

import pasok.people.vault
from pasok.people import vault


def seal(apps, schema_editor):
    vault.seal_plain(apps.get_model("suppliers", "Supplier"), "npwp")


def unseal(apps, schema_editor):
    vault.unseal(apps.get_model("suppliers", "Supplier"), "npwp")


class Migration(migrations.Migration):
    dependencies = [
        ("suppliers", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="supplier",
            name="npwp_blind",
            field=pasok.people.vault.BlindField(
                blank=True, db_index=True, editable=False, max_length=64, of="npwp"
            ),
        ),
        migrations.AlterField(
            model_name="supplier",
            name="npwp",
            field=pasok.people.vault.SealedField(blank=True),
        ),
        migrations.RunPython(seal, unseal),
    ]
