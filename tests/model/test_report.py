def test_what_is_known_besides_is_no_part_of_the_identity() -> None:
    plain = Report(text="نص", published="2031-03-05")  # type: ignore[arg-type]
    more = Report(text="نص", published=date(2031, 3, 5), changed="2031-03-06", language="ar", via="قناة")  # type: ignore[arg-type]
    assert more.id == plain.id
    assert more.changed == date(2031, 3, 6)
