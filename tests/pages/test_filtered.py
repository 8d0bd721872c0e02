"""A changed filter: what it does not change is kept, and what a file changes is worked out anew."""

from workbook.pages import files

ROWS = "order_id,ordered_at,customer_id,channel,product,quantity,revenue,currency\n"


def write(path, *days):
    lines = [f"{n},2026-0{day}-01 10:00:00,{n},Email,Tea,1,10.00,EUR\n" for n, day in enumerate(days)]
    path.write_text(ROWS + "".join(lines), "utf-8")
    return path


def test_the_same_files_are_the_same_tables(desk, tmp_path):
    files.take(write(tmp_path / "one.csv", 1, 2), "one.csv")
    first = files.tables()
    assert files.tables() is first
    assert first.once("answer", lambda _: 1) == files.tables().once("answer", lambda _: 2) == 1


def test_another_file_makes_other_tables(desk, tmp_path):
    files.take(write(tmp_path / "one.csv", 1, 2), "one.csv")
    before = files.tables().period("orders")
    files.take(write(tmp_path / "two.csv", 3, 4), "two.csv")
    assert before[1].month == 2
    assert files.tables().period("orders")[1].month == 4
