import pytest

from pasok.suppliers import reads


def test_a_kbli_code_has_its_title_with_or_without_the_letter_of_its_category() -> None:
    assert reads.kbli_title("31001") == "Industri Furnitur Dari Kayu"
    assert reads.kbli_title("C31001") == reads.kbli_title("31001")
    assert reads.kbli_title("99999") == "" == reads.kbli_title("31001", "1957")


@pytest.mark.django_db
def test_an_unknown_business_has_no_profile() -> None:
    assert reads.profiles([7]) == {} and reads.by_external_id("kd_penyedia", "1") is None
