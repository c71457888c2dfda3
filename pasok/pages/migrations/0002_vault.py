from django.db import migrations

import pasok.people.vault
from pasok.people import vault


def seal(apps, schema_editor):
    vault.seal_plain(apps.get_model("pages", "Draft"), "data")


def unseal(apps, schema_editor):
    vault.unseal(apps.get_model("pages", "Draft"), "data")


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="draft",
            name="data",
            field=pasok.people.vault.SealedJSON(),
        ),
        migrations.RunPython(seal, unseal),
    ]
