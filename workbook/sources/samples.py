"""The sample data of three invented companies: small files that load like anybody's exports.

They are made by `workbook data make` from the simulated market, and lie in `data/samples/<company>/`.
"""

from __future__ import annotations

from pathlib import Path

from workbook.sources.refusal import Unreadable

COMPANIES = ("tea", "pumps", "soda")
"""A retail tea brand, an industrial pump maker, a national soft-drink brand."""


def sample_files(company: str) -> list[Path]:
    """The sample files of a company, by name.

    >>> [path.name for path in sample_files("tea")][:2]
    ['enquiries.csv', 'orders.csv']
    """
    if company not in COMPANIES:
        message = f"There are samples of {', '.join(COMPANIES)} (got `{company}`)."
        raise Unreadable(message)
    found = sorted((_folder() / company).glob("*.csv"))
    if not found:
        message = f"The sample files of `{company}` are missing. Make them again with `workbook data make`."
        raise Unreadable(message)
    return found


def _folder() -> Path:
    """`data/samples` inside the package when it was installed, beside it in a checkout."""
    here = Path(__file__).resolve()
    places = [here.parent.parent / "data" / "samples", *(parent / "data" / "samples" for parent in here.parents[2:5])]
    return next((place for place in places if place.is_dir()), places[0])
