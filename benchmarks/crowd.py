"""The load generator, a process of its own whose CPU is nobody's cost: `python -m benchmarks.crowd <server> <address> <page> <visitors>`.

All visitors arrive at once. When the last one is ready, one line of JSON says how long each has waited; they stay until
the input is closed, so that memory can be looked at meanwhile.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tornado.httpclient import AsyncHTTPClient

from benchmarks.arrivals import ARRIVE, Leave

ROOT = Path(__file__).parent.parent


async def _arrive(kind: str, address: str, page: str) -> tuple[float, Leave]:
    begun = time.perf_counter()
    leave = await ARRIVE[kind](address, page)
    return time.perf_counter() - begun, leave


async def crowd(kind: str, address: str, page: str, visitors: int) -> None:
    """Let them arrive, tell, wait for the word, let them leave."""
    AsyncHTTPClient.configure(None, max_clients=visitors + 10)
    came = await asyncio.gather(*(_arrive(kind, address, page) for _ in range(visitors)))
    sys.stdout.write(json.dumps([wait for wait, _ in came]) + "\n")
    sys.stdout.flush()
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    for _, leave in came:
        await leave()


@contextmanager
def arrived(kind: str, address: str, page: str, visitors: int) -> Iterator[list[float]]:
    """Keep a crowd on the pages as long as the block lasts; the seconds that each visitor has waited."""
    command = [sys.executable, "-m", "benchmarks.crowd", kind, address, page, str(visitors)]
    running = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert running.stdin
    assert running.stdout
    try:
        told = running.stdout.readline()
        if not told:
            message = f"The visitors of {kind} did not arrive. What went wrong stands above."
            raise RuntimeError(message)
        yield json.loads(told)
    finally:
        running.stdin.close()
        running.wait(120)


if __name__ == "__main__":
    asyncio.run(crowd(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])))
