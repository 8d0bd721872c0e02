"""Whatever comes in, the answer is a reading or a sentence, within a time limit; and no row is lost on the way.

A few seconds by hand and a minute in CI; `WORKBOOK_FUZZ=1200 pytest tests/sources/test_any_bytes.py` goes on for twenty minutes.
"""

import csv
import io
import os
import random
import tempfile
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fixtures.exports import platforms
from workbook.sources import COMPANIES, Unreadable, read, sample_files, targets
from workbook.sources.canonical import FIVE
from workbook.sources.head import find_head
from workbook.sources.parts import parts_of

EXPORTS = Path(__file__).parent.parent / "fixtures" / "exports"
FILES = {path.name: path.read_bytes() for path in sorted(EXPORTS.iterdir()) if path.is_file() and path.suffix != ".py"}
FILES |= platforms.files()
FILES |= {
    f"{company}_{path.name}": b"".join(path.read_bytes().splitlines(keepends=True)[:40]) for company in COMPANIES for path in sample_files(company)
}
SECONDS = float(os.environ.get("WORKBOOK_FUZZ", "5"))
LIMIT = 30.0
"""Seconds of CPU after which a small file counts as a hang."""
calm = settings(
    max_examples=15 if SECONDS <= 60 else 2000, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
)


def told(content, **answers):
    """What reading these bytes gives: a reading, or a sentence."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.csv"
        path.write_bytes(content)
        began = time.process_time()
        try:
            return read(path, workbook_salt="s", folder=Path(folder) / "out", answers=answers)
        except Unreadable as refusal:
            return str(refusal)
        finally:
            assert time.process_time() - began < LIMIT


def flipped(content, chance):
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(content, chance):
    return content[: chance.randrange(1, len(content) + 1)]


def inserted(content, chance):
    at = chance.randrange(len(content))
    return (
        content[:at]
        + chance.choice([b",", b";", b"\t", b'"', b"\0", b"\r", b"\n", b"\n\n", b'"\n', b"\xff\xfe", b"#", b"="]) * chance.randint(1, 3)
        + content[at:]
    )


def recoded(content, chance):
    text = content.decode("utf-8", "replace")
    return text.encode(chance.choice(["utf-16", "utf-16-be", "gb18030", "cp1252", "utf-8-sig"]), "replace")


def lines_mixed(content, chance):
    lines = content.splitlines(keepends=True) or [content]
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines + lines[: chance.randint(0, 3)])


def swollen(content, chance):
    at = chance.randrange(len(content))
    return content[:at] + chance.choice([b"x", b"9", b",", b'"', b" ", b"\xe4"]) * chance.choice([300, 70_000]) + content[at:]


def other_cells(content, chance):
    """Some cells say what nobody expects there."""
    odd = [
        b"",
        b"--",
        b"-0",
        b"1e999",
        b"nan",
        b"99999999999999999999",
        b"31/02/2026",
        b"0000-00-00",
        b"1.234.567,89",
        b"12,34,56",
        b"=1+1",
        b"total",
    ]
    odd += ["合计".encode(), "\u00a0".encode(), "١٢٣".encode(), b"(1.00)", b"1 234", b"9999-12-31 23:59:59", b"1\xc2\xb4000", b"$", b"5%", b"< 10%"]
    mark = chance.choice([b",", b";", b"\t"])
    cells = content.split(mark)
    for _ in range(chance.randint(1, 4)):
        cells[chance.randrange(len(cells))] = chance.choice(odd)
    return mark.join(cells)


WAYS = (flipped, cut, inserted, recoded, lines_mixed, swollen, other_cells)


def damaged(content, chance):
    """The bytes of a file, damaged in one way; of an archive, every second time one of its members."""
    if not content.startswith(b"PK") or chance.random() < 0.5:
        return chance.choice(WAYS)(content, chance)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # it is damaged already
        return content
    hit = chance.choice(sorted(members))
    members[hit] = chance.choice(WAYS)(members[hit] or b",", chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, inner in members.items():
            made.writestr(name, inner)
    return out.getvalue()


def some_answers(content, chance):
    """What a person might have answered, sometimes a mapping of columns that does not fit."""
    given = chance.choice([{}, {}, {"decimal": ",", "date_order": "dmy"}, {"currency": "EUR"}, {"decimal": ".", "date_order": "mdy"}])
    if chance.random() < 0.2:
        table = chance.choice(FIVE)
        titles = [title.strip('"') for title in content[:2000].decode("utf-8", "replace").split("\n")[0].strip().split(",")]
        given = {**given, "columns": {"table": table, "columns": {column.name: chance.choice(titles) for column in targets(table)}}}
    return given


def lost(content, reading):
    """How many lines below the header are neither read nor left out with a word; only where lines are rows and a row is one row."""
    if isinstance(reading, str) or len(reading.tables) != 1 or reading.source in {"woocommerce", "mailchimp", "ga4_events", "mapped"}:
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.csv"
        path.write_bytes(content)
        parts = parts_of(path, Path(folder))
        try:
            head = find_head(parts[0].text.path, parts[0].name)
        except Unreadable:  # the table that was read is another one
            return 0
        text = parts[0].text.path.read_text("utf-8-sig")
    if len(parts) != 1 or '"' in text or parts[0].notes:
        return 0
    lines = text.split("\n")
    below = sum(bool(line.strip("\r")) for line in lines[head.end :])
    above = sum(bool(line.strip(" ,;|\t\r\n")) for line in lines[: head.line - 1])
    return below + above - reading.rows_read - len(reading.rows_skipped) - len(reading.rows_refused)


@calm
@given(st.binary(max_size=400))
def test_any_bytes(content):
    assert told(content)


@calm
@given(st.text(alphabet='ab1,;"\n\t\r#-=.', max_size=200))
def test_any_text_below_a_header(text):
    assert told(f"Order ID,Order date,Quantity,Price\n{text}".encode())


def test_damaged_exports():
    """Every file in turn, damaged in one to three ways, until the time is over; the seed of a failure is in its message."""
    began, seed = time.monotonic(), int(os.environ.get("WORKBOOK_FUZZ_SEED", "0"))
    names = list(FILES)
    while time.monotonic() - began < SECONDS:
        chance = random.Random(seed)
        name = names[seed % len(names)]
        content = FILES[name]
        for _ in range(chance.randint(1, 3)):
            content = damaged(content, chance) or b","
        try:
            reading = told(content, **some_answers(content, chance))
            assert lost(content, reading) == 0
        except BaseException as error:
            error.add_note(f"WORKBOOK_FUZZ_SEED={seed} ({name})")
            raise
        seed += 1
    assert seed


ROWS = {
    "1,2026-07-01,a,1,2.50": "read",
    "2,never,a,1,2.50": "refused",
    "3,2026-07-01,a,1": "refused",
    "4,2026-07-01,a,x,1": "refused",
    ",,,,": "skipped",
    '5,2026-07-01,"a, b",1,2.50': "read",
    "6,2026-07-01,a,--,1.00": "read",
    "7,2026-07-01,a,1,2.50,9": "refused",
    ",2026-07-01,a,1,2.50": "refused",
    "Total,,,9,20.00": "skipped",
    "Order ID,Order date,Customer,Quantity,Price": "skipped",
}


@calm
@given(
    st.lists(st.sampled_from(list(ROWS)), min_size=1, max_size=60),
    st.sampled_from(["utf-8", "utf-16", "gb18030"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_every_row_is_accounted_for(rows, encoding, end):
    reading = told(end.join(["Order ID,Order date,Customer,Quantity,Price", *rows, ""]).encode(encoding))
    kinds = [ROWS[row] for row in rows]
    if isinstance(reading, str):
        assert set(kinds) == {"skipped"}
    else:
        found = (reading.rows_read, len(reading.rows_refused), len(reading.rows_skipped))
        assert found == (kinds.count("read"), kinds.count("refused"), kinds.count("skipped"))


@calm
@given(st.lists(st.lists(st.text(alphabet='a"\n ,é', max_size=5), min_size=1, max_size=3), min_size=1, max_size=8))
def test_what_was_written_is_read(products):
    """Texts with quotes, line ends and delimiters come back as they were."""
    out = io.StringIO()
    rows = [[f"n{n}", "2026-07-01", 1, "2.50", "".join(cells)] for n, cells in enumerate(products)]
    csv.writer(out, lineterminator="\n").writerows([["Order ID", "Order date", "Quantity", "Price", "Product"], *rows])
    reading = told(out.getvalue().encode())
    assert (reading.rows_read, len(reading.rows_refused)) == (len(rows), 0)


@pytest.mark.parametrize(
    "content",
    [
        b"Order ID,Order date,Quantity,Price\n1,2026-07-01,1," + b"9" * 1_000_000 + b"\n",
        b'Order ID,Order date,Quantity,Price\n1,2026-07-01,1,"' + b"x" * 3_000_000 + b"\n2,2026-07-01,1,2.50\n",
        b",".join(b"c%d" % n for n in range(10_000)) + b"\n" + b",".join(b"1" for _ in range(10_000)) + b"\n",
        b"Order ID,Order ID,Order date,Order date,Quantity,Price,Price\n1,1,2026-07-01,2026-07-02,1,2.50,3.50\n",
        b"Order ID,Order date,Quantity,Price\n" * 2000,
        b"\n" * 100_000 + b"Order ID,Order date,Quantity,Price\n1,2026-07-01,1,2.50\n",
        b"Order ID,Order date,Quantity,Price\n" + b'"' * 100_001 + b"\n",
        b'{"event_name": "x", "event_timestamp": ' * 3,
        b'{"event_name": 1, "event_timestamp": [], "event_params": {}}\n{"event_name": "purchase", "event_timestamp": "1", "items": [1]}\n',
        b"PAR1" + b"\0" * 100,
        b"Title:,June\nSubject Line:,Tea" + b" " * 100_000 + b"(x\nTotal Recipients:,1,024\nSuccessful Deliveries:,1,020\n",
        b"Campaign report\nCurrency" + b" " * 100_000 + b"\nDay,Campaign,Currency code,Cost,Clicks\n2026-07-01,Brand,EUR,10.00,5\n",
    ],
)
def test_files_of_odd_shape(content):
    assert told(content)


@pytest.mark.parametrize(
    "content",
    [
        b"\n".join([b",".join(b"%d" % n for n in range(70_000))] * 2),
        b"\n".join(b"key %d:,%d" % (n, n) for n in range(20_000)),
        b"\n\n".join(b"Title %d\na,b,c\n1,2,3" % n for n in range(500)),
    ],
    ids=["two lines of 70,000 cells", "20,000 keys", "500 tables"],
)
def test_what_is_wide_or_many_is_told_soon(content):
    began = time.process_time()
    assert told(content)
    assert time.process_time() - began < 5
