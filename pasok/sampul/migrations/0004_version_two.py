"""Version 2 of the format: custodians, a recovery group, promises before reveals, trials, witnesses' quorum.

Boxes of version 1 stay readable as history; one that was still sealed cannot be opened by a device of
version 2.
"""

import django.db.models.deletion
from django.db import migrations, models

KINDS = (
    "open", "rekey", "trial", "tried", "bid", "withdraw", "extend",
    "close", "admit", "recover", "promise", "reveal", "opening",
)  # fmt: skip
TERMS = """
update sampul_box set
  terms = jsonb_build_object('k', k, 'members', members, 'custodians', '[]'::jsonb, 'recovery', null,
  'parts', parts),
  terms_hash = open_hash,
  openings = case when opened_index is null then '{}'::jsonb
             else (select jsonb_object_agg(part, opened_index) from jsonb_array_elements_text(parts) part) end
"""
IMMUTABLE = "".join(
    f"create trigger {table}_immutable before update or delete or truncate on {table} "
    "for each statement execute function sampul_is_immutable();"
    for table in ("sampul_promise", "sampul_release")
)


def key() -> models.BigAutoField:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def box(name: str) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name=name, to="sampul.box")


class Migration(migrations.Migration):
    dependencies = [("sampul", "0003_witnesses")]

    operations = [
        migrations.RemoveConstraint("box", "opened_only_after_closed"),
        migrations.AddField("box", "terms", models.JSONField(default=dict)),
        migrations.AddField("box", "terms_hash", models.CharField(max_length=64, default="")),
        migrations.AddField("box", "witnesses", models.JSONField(default=dict)),
        migrations.AddField("box", "policy", models.JSONField(default=dict)),
        migrations.AddField("box", "trial_index", models.BigIntegerField(null=True)),
        migrations.AddField("box", "openings", models.JSONField(default=dict)),
        migrations.RunSQL(TERMS, migrations.RunSQL.noop),
        migrations.AlterField("box", "terms", models.JSONField()),
        migrations.AlterField("box", "terms_hash", models.CharField(max_length=64)),
        migrations.AlterField("box", "witnesses", models.JSONField()),
        migrations.AlterField("box", "policy", models.JSONField()),
        *[migrations.RemoveField("box", name) for name in ("k", "members", "parts", "open_hash", "opened_index")],
        migrations.AddConstraint(
            "box",
            models.CheckConstraint(
                condition=models.Q(("opened_at__isnull", True), ("closed_index__isnull", False), _connector="OR"),
                name="opened_only_after_closed",
            ),
        ),
        migrations.RemoveConstraint("leaf", "known_kind"),
        migrations.AddConstraint(
            "leaf", models.CheckConstraint(condition=models.Q(("kind__in", KINDS)), name="known_kind")
        ),
        migrations.DeleteModel("Release"),
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", key()),
                ("part", models.CharField(max_length=40)),
                ("holder", models.CharField(max_length=80)),
                ("nonce", models.CharField(max_length=64)),
                ("shares", models.JSONField()),
                ("box", box("releases")),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("box"), models.F("part"), models.F("holder"), name="one_release_per_holder"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Promise",
            fields=[
                ("id", key()),
                ("part", models.CharField(max_length=40)),
                ("holder", models.CharField(max_length=80)),
                ("digest", models.CharField(max_length=64)),
                ("box", box("promises")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("box"), models.F("part"), models.F("holder"), name="one_promise_per_holder"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CustodianKey",
            fields=[
                ("id", key()),
                ("holder", models.CharField(db_index=True, max_length=80)),
                ("recipient", models.CharField(max_length=80, unique=True)),
                ("statement", models.TextField()),
                ("box", models.CharField(blank=True, max_length=80)),
            ],
        ),
        migrations.CreateModel(
            name="Trial",
            fields=[
                ("id", key()),
                ("leaf", models.BigIntegerField(unique=True)),
                ("sealed", models.JSONField()),
                ("box", box("trials")),
            ],
        ),
        migrations.RunSQL(IMMUTABLE, migrations.RunSQL.noop),
    ]
