"""Where people and businesses are."""

from pasok.people import regions


def test_every_regency_stands_in_its_province() -> None:
    known, groups = regions.names(), regions.by_province()
    places = [place for _, group in groups for place in group]
    assert known["32.04"] == "Kab. Bandung"
    assert dict(groups)["Jawa Barat"][0] == ("32.04", "Kab. Bandung")
    assert len(groups) + len(places) == len(known)
    assert all(len(code) == 5 and known[code] == name for code, name in places)
