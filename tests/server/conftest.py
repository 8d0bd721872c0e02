import pytest

from tests.server.kernels import Kernels
from workbook.server.warm.keeper import Keeper


@pytest.fixture(scope="session")
def keeper():
    """One warm process for all tests that only fork from it."""
    keeper = Keeper()
    keeper.start()
    yield keeper
    keeper.stop()


@pytest.fixture
def kernels(keeper, tmp_path):
    """Starts kernels, and ends those that are left."""
    kernels = Kernels(keeper.address, tmp_path)
    yield kernels
    kernels.end_all()
