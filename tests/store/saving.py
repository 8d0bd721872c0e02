"""A program that saves without end and prints what was acknowledged: `saving.py URL WORKBOOK WRITER [TIMES]`."""

import sys

from workbook.store import Change, open_store


def main(url, workbook_id, writer, times="1000000"):
    store = open_store(url)
    workbook = store.open(None, workbook_id)
    for number in range(int(times)):
        text = f"{writer}-{number}"
        saved = store.save(workbook, "f", {"shared": Change(text, None, 10**6), writer: Change(text + "x" * 2000)}, writer)
        print(text, saved.revisions["shared"], saved.revisions[writer], flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
