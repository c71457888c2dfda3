"""The public pages on witnesses and outages: who is silent, when the site was down, also as a file."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from pasok.sampul import outages
from pasok.sampul.tests.seeing import cosigned_by, some_witnesses
from pasok.sampul.tests.story import a_box
from pasok.sampul.tests.test_outages import SITE, told

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def page(path: str, **headers: str) -> str:
    answer = Client().get(path, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode() if not answer.streaming else b"".join(answer.streaming_content).decode()


def test_without_witnesses_both_pages_say_so() -> None:
    assert "belum mempunyai saksi" in page("/saksi")
    assert "Belum ada yang melihat dari luar" in page("/gangguan")


def test_a_silent_witness_is_named_and_a_demonstration_says_that_it_proves_nothing(
    settings: Any, tmp_path: Path
) -> None:
    a_box()
    three = some_witnesses(settings, tmp_path)
    settings.DEMO, settings.WITNESS_PAGES = False, ["https://saksi1.example"]
    cosigned_by(three[:2], int(timezone.now().timestamp()))
    text = page("/saksi")
    assert "tidak ada kabar dari saksi3.example" in text and "saksi1.example," not in text
    assert 'href="https://saksi1.example"' in text and "Ini demonstrasi" not in text
    settings.DEMO = True
    assert "tidak membuktikan apa pun" in page("/saksi")
    assert "prove nothing" in page("/saksi", cookie="bahasa=en")


def test_outages_stand_by_day_with_who_saw_them_and_as_a_file(settings: Any, tmp_path: Path) -> None:
    settings.SITE_URL = SITE
    three = some_witnesses(settings, tmp_path)
    now = timezone.now()
    hour = datetime.fromtimestamp(now.timestamp() // 3600 * 3600, UTC) - 2 * HOUR
    for witness, minutes in zip(three, ("1000111", "1000111", "1111110"), strict=True):
        outages.add(told(witness, minutes, hour), now)
    text = page("/gangguan")
    local = timezone.localtime(hour)
    assert f"{local:%H}.01–{local:%H}.04 WIB" in text and "3 menit" in text
    assert "saksi1.example, saksi2.example" in text and "saksi3" not in text
    rows = page("/gangguan.csv").splitlines()
    assert len(rows) == 2 and rows[1].endswith(",3,saksi1.example saksi2.example")
