"""What the application may do in the database: everything but change the past. All of it is in this file.

The owner (`pasok`) makes the tables. The application (`pasok_app`) owns nothing, so it can neither drop
the triggers that guard the book nor give itself more.
"""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.backends.utils import CursorWrapper
from psycopg import sql

WRITTEN_ONCE = (  # rows are added and read, never changed or removed
    "ledger_entry",
    "sampul_leaf",
    "sampul_node",
    "sampul_checkpoint",
    "sampul_cosignature",
    "opendata_release",
    "sampul_envelope",
    "sampul_promise",
    "sampul_release",
    "ledger_sheet",
)
READ_ONLY = ("django_migrations",)

GENERAL = """
grant usage on schema public to {role};
revoke all on all tables in schema public from {role};
grant select, insert, update, delete on all tables in schema public to {role};
grant usage, select on all sequences in schema public to {role};
"""
ONCE = "revoke update, delete, truncate on {table} from {role};"
READ = "revoke insert, update, delete, truncate on {table} from {role};"


def apply(alias: str = "default", role: str = "") -> bool:
    """Give the application's role its rights, and no more. Run by the owner after each migration.

    False when the application and the owner are one role, so that there is nothing to part.
    Raises ImproperlyConfigured when the role does not exist and the owner may not make it.
    """
    role = role or settings.APP_ROLE
    with connections[alias].cursor() as cursor:
        cursor.execute("select current_user = %s", [role])
        if cursor.fetchone()[0]:
            return False
        ensure(cursor, role)
        names = {"role": sql.Identifier(role)}
        cursor.execute(sql.SQL(GENERAL).format(**names))
        tables = set(connections[alias].introspection.table_names(cursor))
        for template, chosen in ((ONCE, WRITTEN_ONCE), (READ, READ_ONLY)):
            for table in sorted(tables & set(chosen)):
                cursor.execute(sql.SQL(template).format(table=sql.Identifier(table), **names))
    return True


def ensure(cursor: CursorWrapper, role: str) -> None:
    """The role exists; where the owner may make roles (always in the embedded database) it is made."""
    cursor.execute("select 1 from pg_roles where rolname = %s", [role])
    if cursor.fetchone():
        return
    cursor.execute("select rolcreaterole or rolsuper from pg_roles where rolname = current_user")
    if not cursor.fetchone()[0]:
        raise ImproperlyConfigured(
            f"Peran {role} belum ada di basis data. Minta pengelola basis data menjalankan: "
            f"create role {role} login password '…'; lalu ulangi pasok migrate."
        )
    cursor.execute(sql.SQL("create role {role} login").format(role=sql.Identifier(role)))


def can_change(cursor: CursorWrapper, table: str) -> bool:
    """Whether the connected role could alter or remove rows of `table`, by right or as owner."""
    cursor.execute(
        "select bool_or(has_table_privilege(oid, 'update, delete, truncate')"
        " or pg_has_role(relowner, 'usage')) from pg_class where oid = to_regclass(%s)",
        [table],
    )
    return bool(cursor.fetchone()[0])
