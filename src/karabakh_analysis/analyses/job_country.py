"""New jobs here as a share of the country's (notebook 01)."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from karabakh_analysis.analyses.constant_membership import same_places, stayers
from karabakh_analysis.analyses.growth_words import share_of
from karabakh_analysis.analyses.job_growth import INDICATOR
from karabakh_analysis.analyses.levels import printed_level
from karabakh_analysis.analyses.marks import drawn, hue_of
from karabakh_analysis.analyses.place_names import place_name
from karabakh_analysis.analyses.scope import COVERAGES, SPANS, Scope
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import COUNTRY, Period
from karabakh_analysis.values import Quantity, Sentence, Value, listed


def national_shares(run: Scope) -> pd.DataFrame:
    """Share of the coverage in the country's new jobs, for every period with a national total and a level with two ends above zero.

    Columns of a table: both counts, the share in per cent, and ``period``.
    """
    years = [year for year in run.known_years(INDICATOR) if year <= run.last_year]
    rows = {}
    for period in (Period.year_to(year, last) for year in years for _, last in SPANS):
        part, whole = run.level(INDICATOR, period), printed_level(run.data, INDICATOR, COUNTRY, period)
        ratio = share_of(part, whole) if part and whole and part.interval.is_bounded and part.interval.low > 0 else None
        if ratio is not None:
            rows[period.label] = {"New jobs": part, "In the country": whole, "Share": ratio, "period": period}
    return pd.DataFrame.from_dict(rows, orient="index", dtype=object)


def shown_shares(shares: pd.DataFrame) -> pd.DataFrame:
    """The shares as a table."""
    return shares.drop(columns="period", errors="ignore")


def share_panels(run: Scope) -> pd.DataFrame:
    """Shares of every coverage in the country's new jobs, that of the run first: a panel for each coverage and span of months.

    Shares of different coverages, or of different months, are never in one panel. Unit: per cent.
    """
    coverages = sorted(COVERAGES, key=lambda code: code != run.coverage)
    rows = [
        drawn(str(period.end.year), quantity, panel=f"{place_name(run.data, code).short}, {period.months_label}", hue=hue_of(code))
        for code in coverages
        for period, quantity in _in_panels(replace(run, coverage=code))
    ]
    return pd.DataFrame(rows)


def _in_panels(run: Scope) -> list[tuple[Period, Quantity]]:
    shares = national_shares(run)
    found = [] if shares.empty else list(zip(shares["period"], shares["Share"], strict=True))
    return sorted(found, key=lambda pair: (pair[0].end.month, pair[0].end.year))


def panels_title(run: Scope, panels: pd.DataFrame) -> Sentence:
    """How the share of the coverage moved over the years in each span of months."""
    own = panels[panels["panel"].str.startswith(f"{place_name(run.data, run.coverage).short}, ")] if len(panels) else panels
    spans = [group for _, group in own.groupby("panel", sort=False) if len(group) > 1] if len(own) else []
    values: dict[str, Value] = {"place": run.place}
    if spans and all((group["low"].iloc[1:].to_numpy() > group["high"].iloc[:-1].to_numpy()).all() for group in spans):
        text = "The share of {place} in the country's new jobs is larger in each later year"
        return _with_places(run, Sentence(text, values))
    return Sentence("The share of {place} in the country's new jobs, same months beside each other", values)


def _with_places(run: Scope, title: Sentence) -> Sentence:
    """A title that says of how many places the first and the last share are, where they are not the same number."""
    periods = sorted((period for period, _ in _in_panels(run)), key=lambda period: period.end)
    before, after = (len(run.members(period)) for period in (periods[0], periods[-1]))
    if before == after:
        return title
    values = {**title.values, "before": count(before), "after": count(after)}
    return Sentence(title.template + ", over {before} places, then {after}", values)


def same_places_note(run: Scope, shares: pd.DataFrame) -> Sentence:
    """The last and the first share of the same months without the places that joined in between (METHODS 2); nothing where none did."""
    pair = _last_and_first(shares)
    found = same_places(run, pair[0]["period"], pair[1]["period"]) if pair else None
    if pair is None or found is None:
        return Sentence("")
    (last, first), joined = pair, [code for code in run.members(pair[0]["period"]) if code not in stayers(run, pair[1]["period"])]
    now, was = (share_of(part, row["In the country"]) for part, row in zip(found, pair, strict=True))
    if now is None or was is None:
        return Sentence("")
    values: dict[str, Value] = {"joined": listed([run.name(code) for code in joined]), "now": now, "was": was}
    values |= {"when": last["period"].label, "then": first["period"].label, "later": found[0], "base": found[1]}
    return Sentence(
        "Without {joined}, which joined after {then} began, it is {now} in {when} ({later} jobs), after {was} ({base}) in {then}.", values
    )


def _last_and_first(shares: pd.DataFrame) -> tuple[pd.Series, pd.Series] | None:
    """The last share and the first one of the same months; ``None`` where these are one."""
    if shares.empty:
        return None
    last = shares.iloc[-1]
    first = next(row for _, row in shares.iterrows() if row["period"].months_label == last["period"].months_label)
    return None if first["period"] == last["period"] else (last, first)


def national_finding(run: Scope, shares: pd.DataFrame) -> Sentence:
    """The last share of the country's new jobs, beside that of the same months in the earliest year that has one."""
    if shares.empty:
        return Sentence("No period has both a count for {place} and one for the country.", {"place": run.place})
    last, pair = shares.iloc[-1], _last_and_first(shares)
    values: dict[str, Value] = {"place": run.place, "share": last["Share"], "when": last["period"].label}
    if pair is None:
        return Sentence("{share} of the country's new jobs in {when} are counted in {place}.", values)
    values |= {"then": pair[1]["period"].label, "was": pair[1]["Share"]}
    return Sentence("{share} of the country's new jobs in {when} are counted in {place}, after {was} in {then}.", values)
