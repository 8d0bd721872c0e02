from workbook.charts.placing import HEIGHT, SIZE, WIDTH, apart


def test_twenty_points_on_one_place_part() -> None:
    got = apart([3.0] * 20, [2.0] * 20, (0.0, 5.0), (0.0, 5.0))
    spots = [(x * WIDTH / 5, y * HEIGHT / 5) for x, y in zip(got["x"], got["y"], strict=True)]
    assert all(max(abs(a[0] - b[0]), abs(a[1] - b[1])) >= SIZE - 1 for i, a in enumerate(spots) for b in spots[:i])
