"""New keys under load: four write and read while everything is sealed again, and nobody sees an error."""

import threading
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections
from pytest_django.fixtures import Settings

from pasok.people import rotation, vault
from pasok.site import keys
from pasok.suppliers import acts, reads
from pasok.suppliers.models import Supplier
from pasok.suppliers.tests.builders import a_supplier, an_owner, user_of

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS, ROWS, ROUNDS = 4, 40, 3


def test_keys_are_rotated_three_times_while_four_threads_write_and_read(
    settings: Settings, tmp_path: Path
) -> None:
    keys.make(tmp_path / "keys")
    settings.VAULT_KEYS_FILE = tmp_path / "keys" / keys.RING
    owners = [an_owner() for _ in range(WORKERS)]
    mine = [a_supplier(actor=owner, ready=False) for owner in owners]
    for number in range(ROWS):
        row = Supplier(name=f"Usaha {number}", form="cv", ocid=f"supplier:x{number}", state="unclaimed")
        vault.take_number(row)
        row.npwp = f"{number:015d}"
        row.save()
    ended, errors, writes = threading.Event(), [], [0] * WORKERS

    def work(lane: int) -> None:
        me = user_of(mine[lane], owners[lane])
        try:
            while not ended.is_set() or writes[lane] < ROUNDS:
                writes[lane] += 1
                number = f"9{lane}{writes[lane]:013d}"
                acts.edit_identity(mine[lane], actor=me, npwp=number)
                assert reads.profile(mine[lane].pk).npwp == number
                assert list(reads.by_npwp(number)) == [mine[lane]]
                for row in Supplier.objects.filter(name__startswith="Usaha").order_by("?")[:5]:
                    assert row.npwp == f"{int(row.name.split()[1]):015d}"
        except Exception as error:
            errors.append(repr(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(lane,)) for lane in range(WORKERS)]
    for thread in threads:
        thread.start()
    for _ in range(ROUNDS):
        keys.add(settings.VAULT_KEYS_FILE)
        rotation.rotate(batch=7)
    ended.set()
    for thread in threads:
        thread.join()
    assert errors == [] and min(writes) >= ROUNDS
    call_command("rotate-keys")
    newest = settings.VAULT_KEYS_FILE.read_text().splitlines()[-1]
    settings.VAULT_KEYS_FILE.write_text(newest)  # the old keys are thrown away
    assert all(row.npwp for row in Supplier.objects.all()) and Supplier.objects.count() == ROWS + WORKERS


def test_a_rotation_that_was_stopped_goes_on_where_it_was(settings: Settings, tmp_path: Path) -> None:
    keys.make(tmp_path / "keys")
    settings.VAULT_KEYS_FILE = tmp_path / "keys" / keys.RING
    for _ in range(5):
        a_supplier(ready=False)
    keys.add(settings.VAULT_KEYS_FILE)
    done = rotation.Turned()
    assert rotation.turn(Supplier, 2, set(), done) == 2
    assert rotation.waiting() == {"suppliers_supplier": 3}
    with pytest.raises(SystemExit):
        call_command("rotate-keys", "--check")
    call_command("rotate-keys", "--new")
    assert rotation.waiting() == {}
