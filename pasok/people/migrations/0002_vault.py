from django.db import migrations

import pasok.people.vault
from pasok.people import vault


def seal(apps, schema_editor):
    vault.seal_plain(apps.get_model("people", "Person"), "phone")


def unseal(apps, schema_editor):
    vault.unseal(apps.get_model("people", "Person"), "phone")


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="person",
            name="phone",
            field=pasok.people.vault.SealedField(blank=True, verbose_name="telepon"),
        ),
        migrations.RunPython(seal, unseal),
    ]
