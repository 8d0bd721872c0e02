"""Journeys in the simulated market: people arrive by one channel, and come back by others until they buy, ask, or lose interest.

Every visit is a row; what the visitor does in it (buys, enquires) is kept beside it for the next steps. `flow.py` has the same in closed form.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from workbook.market.company import Company
from workbook.market.draws import pick, seconds_of_day
from workbook.market.flow import Flow

Numbers = np.ndarray[tuple[int], np.dtype[np.float64]]
_DAY = 86_400
_SOONEST = 1_800
"""Seconds after which a visit is another one."""
_CURIOUS = 0.3
"""Who comes because of the press buys, asks and comes back less often than others."""


@dataclass(frozen=True)
class _Wave:
    """Visits that happen at the same place of their journeys: who, by which channel (its number), when (seconds since the start), how keen."""

    person: np.ndarray[Any, Any]
    channel: np.ndarray[Any, Any]
    at: np.ndarray[Any, Any]
    keen: np.ndarray[Any, Any]
    first: bool


def visits_of(rng: np.random.Generator, truth: Company, demand: Numbers, start: dt.date, flow: Flow) -> pd.DataFrame:
    """All visits of the period, in the order of time, with `buys` and `enquires`.

    Parameters
    ----------
    demand
        Demand per day against the average.
    start
        The first day.
    flow
        How people travel: `flow_of(truth.id)`, or the same without a channel.
    """
    frames = []
    wave = _arrivals(rng, truth, flow, demand)
    while len(wave.person):
        acts = _acts(rng, truth, flow, wave)
        frames.append(pd.DataFrame({"person": wave.person, "number": wave.channel, "at": wave.at, "first": wave.first, **acts}))
        wave = _back(rng, truth, flow, wave, acts["buys"] | acts["enquires"], demand)
    found = pd.concat(frames, ignore_index=True).sort_values(["at", "person"], ignore_index=True, kind="stable")
    return _described(rng, truth, found, start)


def _arrivals(rng: np.random.Generator, truth: Company, flow: Flow, demand: Numbers) -> _Wave:
    """First visits: a draw per channel and day; on a day of the press the free channels bring more, of people who are less keen."""
    days, channels = len(demand), len(truth.channels)
    expected = flow.first[:, None] * demand[None, :] * _pull(truth, days)
    usual = rng.poisson(expected)
    extra = rng.poisson(np.outer(flow.first * [not channel.click_cost for channel in truth.channels], _press(truth, days)))
    number, day = np.meshgrid(np.arange(channels), np.arange(days), indexing="ij")
    counts = np.concatenate([usual.ravel(), extra.ravel()])
    channel, on = (np.repeat(np.tile(grid.ravel(), 2), counts) for grid in (number, day))
    keen = np.repeat(np.repeat([1.0, _CURIOUS], channels * days), counts)
    return _Wave(np.arange(len(channel)), channel, on * _DAY + seconds_of_day(rng, len(channel)), keen, first=True)


def _acts(rng: np.random.Generator, truth: Company, flow: Flow, wave: _Wave) -> dict[str, Any]:
    scale = (flow.keen if wave.first else flow.warm)[wave.channel] * wave.keen
    rates = {name: np.array([getattr(channel, name) for channel in truth.channels])[wave.channel] for name in ("buys", "enquires")}
    return {name: rng.random(len(wave.person)) < rate * scale for name, rate in rates.items()}


def _back(rng: np.random.Generator, truth: Company, flow: Flow, wave: _Wave, done: np.ndarray[Any, Any], demand: Numbers) -> _Wave:
    """Who comes back, when and by which way: not after an order or an enquiry, and at weekends as often as the company's customers do."""
    returns = np.array([channel.returns for channel in truth.channels])[wave.channel] * wave.keen * flow.ways.sum()
    comes = ~done & (rng.random(len(done)) < returns)
    at = wave.at[comes] + _SOONEST + np.round(rng.exponential(truth.back_days * _DAY, comes.sum())).astype("int64")
    week = np.array(truth.weekdays) / max(truth.weekdays)
    for _ in week:  # on a quiet day some wait until the next one
        at = at + _DAY * (rng.random(len(at)) >= week[(at // _DAY) % 7])
    channel = rng.choice(len(flow.ways), len(at), p=flow.ways / flow.ways.sum())
    seen = at < len(demand) * _DAY
    return _Wave(wave.person[comes][seen], channel[seen], at[seen], wave.keen[comes][seen], first=False)


def _described(rng: np.random.Generator, truth: Company, found: pd.DataFrame, start: dt.date) -> pd.DataFrame:
    """The rows as a web analysis would show them. Engaged as in Google Analytics 4: longer than 10 s, or two views, or a key event."""
    size = len(found)
    acted = (found["buys"] | found["enquires"]).to_numpy()
    views = rng.geometric(0.45, size) + 2 * acted
    duration = np.round(rng.lognormal(2.2, 1.1, size) * views).astype("int64")
    person = pd.factorize(found["person"])[0]
    homes = {name: pick(rng, shares, size)[person] for name, shares in (("device", truth.devices), ("region", truth.regions))}
    return pd.DataFrame({
        "visitor_id": [f"v{n + 1:05d}" for n in person],
        "visit_id": [f"s{n + 1:05d}" for n in range(size)],
        "started_at": (pd.Timestamp(start) + pd.to_timedelta(found["at"], unit="s")).astype("datetime64[us]"),
        "channel": np.array([channel.name for channel in truth.channels], dtype=object)[found["number"]],
        "campaign": _campaigns(rng, truth, found),
        "landing_page": pick(rng, truth.pages, size),
        "page_views": views,
        "duration_s": duration,
        "engaged": (duration > 10) | (views >= 2) | acted,
        **homes,
        "buys": found["buys"],
        "enquires": found["enquires"],
    })  # fmt: skip


def _campaigns(rng: np.random.Generator, truth: Company, found: pd.DataFrame) -> np.ndarray[Any, Any]:
    """A channel's campaigns share its first visits; who comes back knows the name and uses the first of them."""
    result = np.full(len(found), None, dtype=object)
    for number, channel in enumerate(truth.channels):
        if channel.campaigns:
            shares = rng.dirichlet(np.full(len(channel.campaigns), 20.0))
            drawn = pick(rng, dict(zip(channel.campaigns, shares, strict=True)), len(found))
            drawn = np.where(found["first"], drawn, channel.campaigns[0])
            result = np.where(found["number"] == number, drawn, result)
    return result


def _press(truth: Company, days: int) -> Numbers:
    """Per day how many times the usual visits the press brings on top."""
    share = np.zeros(days)
    for event in truth.events:
        if event.kind == "press":
            share[event.day : event.day + event.days] = event.share - 1
    return share


def _pull(truth: Company, days: int) -> np.ndarray[Any, Any]:
    """How much more, or less, each channel brings per day because of rewritten pages: only unpaid search."""
    from workbook.market.searches import pull

    drawn = np.array([pull(truth, day) for day in range(days)]) / pull(truth, -1)
    return np.array([drawn if channel.searches else np.ones(days) for channel in truth.channels])
