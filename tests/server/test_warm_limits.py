"""What one kernel may use, and that the others do not notice when one wants more."""

import pytest

from tests.server.kernels import soon

QUERY = """
import duckdb
made = duckdb.connect(config={"memory_limit": "256MB", "threads": 2})
print(made.execute("SELECT count(*) FROM (SELECT range % 1000 AS k, sum(range) FROM range(3000000) GROUP BY k)").fetchone()[0])
"""


def test_too_much_memory_is_one_kernels_error(kernels):
    small, other = kernels.start(WORKBOOK_KERNEL_MEMORY="200"), kernels.start()
    with pytest.raises(AssertionError, match="MemoryError"):
        small.run("much = bytearray(300_000_000)")
    assert small.run("print('still here')") == "still here"
    assert other.run("print(len(bytearray(300_000_000)))") == "300000000"


def test_duckdb_works_within_the_limit(kernels):
    assert kernels.start(WORKBOOK_KERNEL_MEMORY="600").run(QUERY) == "1000"


def test_endless_calculation_ends_with_its_kernel(kernels):
    busy, other = kernels.start(WORKBOOK_KERNEL_CPU="2"), kernels.start()
    busy.client.execute("while True: pass")
    assert soon(lambda: busy.process.poll() is not None, 30)
    assert other.run("print(1)") == "1"


def test_limits_are_set(kernels):
    told = kernels.start().run("import resource as r; print(*(r.getrlimit(k)[1] for k in (r.RLIMIT_NOFILE, r.RLIMIT_CPU, r.RLIMIT_CORE)))")
    assert told == "512 3600 0"


def test_kernels_go_before_the_server(kernels):
    assert kernels.start().run("print(open('/proc/self/oom_score_adj').read())") == "500"


def test_server_keeps_its_own_limits(keeper):
    import psutil

    assert psutil.Process(keeper.pid).rlimit(psutil.RLIMIT_CPU)[1] == psutil.RLIM_INFINITY
