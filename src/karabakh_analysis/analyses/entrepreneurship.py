"""New enterprises and sole proprietors: levels, growth, places, and the stock they join (notebook 02)."""

from __future__ import annotations

import math

import pandas as pd

from karabakh_analysis.analyses.levels import level
from karabakh_analysis.analyses.marks import drawn, hue_of
from karabakh_analysis.analyses.printed_growth import stated_finding
from karabakh_analysis.analyses.scope import RELEASED, Scope, compare
from karabakh_analysis.analyses.wording import count, growth_heading, growth_sentence, rate_of
from karabakh_analysis.dataset import COUNTRY, Dataset, Period
from karabakh_analysis.metrics import aggregate, ratio, share
from karabakh_analysis.values import Quantity, Sentence, Value

__all__ = ["stated_finding"]

ENTERPRISES, PROPRIETORS, JOBS = "new_enterprises", "new_sole_proprietors", "new_jobs"
THINGS = {ENTERPRISES: "new enterprises", PROPRIETORS: "new sole proprietors"}
HEADS = {ENTERPRISES: "Enterprises", PROPRIETORS: "Sole proprietors"}
SIZES = {"size:micro": "Micro", "size:small": "Small", "size:medium": "Medium", "size:large": "Large"}
REGIONS = ("KAR", "EZR")


def scope(data: Dataset, coverage: str, reference_year: int, base_year: int) -> Scope:
    """The comparison that the notebook makes (see `compare`)."""
    return compare(data, (ENTERPRISES, PROPRIETORS), coverage, reference_year, base_year)


def year_levels(run: Scope, indicator: str) -> pd.DataFrame:
    """Registrations of every year up to the reference year. Unit: enterprises or persons."""
    years = [year for year in run.known_years(indicator) if year <= run.reference_year]
    return pd.DataFrame([drawn(str(year), run.level(indicator, Period.year(year)), note=_districts(run, year)) for year in years])


def _districts(run: Scope, year: int) -> str:
    return f"{len(run.members(Period.year(year)))} districts"


def heading(run: Scope, indicator: str) -> Sentence:
    """Growth from the base year to the reference year, short."""
    return growth_heading(THINGS[indicator], *_two_levels(run, indicator))


def growth_finding(run: Scope, indicator: str) -> Sentence:
    """Growth from the base year to the reference year."""
    return growth_sentence(THINGS[indicator], *_two_levels(run, indicator))


def _two_levels(run: Scope, indicator: str) -> tuple[tuple[str, Quantity | None], tuple[str, Quantity | None]]:
    later, base = ((str(year), run.level(indicator, Period.year(year))) for year in (run.reference_year, run.base_year))
    return later, base


def years_title(rows: pd.DataFrame, indicator: str) -> Sentence:
    """The first and the last year with a number."""
    exact = rows[rows["low"].eq(rows["high"])] if len(rows) else rows
    if len(exact) < 2:
        return Sentence("{things} by year", {"things": THINGS[indicator].capitalize()})
    first, last = exact.iloc[0], exact.iloc[-1]
    values: dict[str, Value] = {"was": first["printed"], "then": first["label"], "now": last["printed"], "when": last["label"]}
    return Sentence("From {was} in {then} to {now} in {when}", values)


def drawn_text(run: Scope, indicator: str) -> str:
    """What a figure draws, with coverage."""
    return f"{THINGS[indicator].capitalize()} in {run.place}, by year of registration."


def places_text(run: Scope, indicator: str, more: str = "") -> str:
    """What a figure by place draws."""
    words = " ".join(filter(None, [THINGS[indicator].capitalize(), more]))
    return f"{words} of {table_year(run) or run.reference_year} in {run.place}, by place."


def released_finding(run: Scope) -> Sentence:
    """The last period released after the reference year, or within it."""
    table = released_table(run)
    if table.empty:
        return Sentence("No period has a count")
    last = table.index[-1]
    known = {
        THINGS[indicator]: table.at[last, head] for indicator, head in ((ENTERPRISES, "Enterprises"), (PROPRIETORS, "Sole proprietors"))
    }
    firms, people = (cell if isinstance(cell, Quantity) else "no printed number of" for cell in known.values())
    return Sentence("{when}: {firms} new enterprises, {people} new sole proprietors", {"when": str(last), "firms": firms, "people": people})


def released_table(run: Scope) -> pd.DataFrame:
    """Every released period up to the year after the reference year: both levels, and their rate of change against the year before."""
    rows = {}
    years = sorted({year for indicator in THINGS for year in run.known_years(indicator) if year <= run.reference_year + 1})
    for period in (Period.year_to(year, last) for year in years for _, last in RELEASED):
        now = {indicator: run.count(indicator, period) for indicator in THINGS}
        if any(now.values()):
            rows[period.label] = {
                head: cell for indicator in THINGS for head, cell in _released(run, indicator, period, now[indicator]).items()
            }
    return pd.DataFrame.from_dict(rows, orient="index", dtype=object)


def _released(run: Scope, indicator: str, period: Period, now: Quantity | None) -> dict[str, object]:
    before = run.count(indicator, period.in_year(period.end.year - 1))
    return {HEADS[indicator]: now, f"{HEADS[indicator]}: change, %": rate_of(now, before)}


def entrants_note(run: Scope) -> Sentence:
    """Which districts joined the coverage within the years shown, and what they brought in the first year."""
    years = [year for year in run.known_years(PROPRIETORS) if year <= run.reference_year]
    for year in reversed(years[1:]):
        now, before = (run.members(Period.year(each)) for each in (year, year - 1))
        joined = [code for code in now if code not in before]
        if joined:
            return _joined(run, year, joined)
    return Sentence("The set of districts is the same in all years shown.")


def _joined(run: Scope, year: int, joined: list[str]) -> Sentence:
    counts = {indicator: [run.data.published(indicator, code, Period.year(year)) for code in joined] for indicator in THINGS}
    firms, people = (aggregate(parts, unit="persons") if any(parts) else "no printed number of" for parts in counts.values())
    values: dict[str, Value] = {"names": " and ".join(map(run.name, joined)), "year": str(year), "firms": firms, "people": people}
    return Sentence(
        "{names} joined in {year}, so growth from the year before compares different sets of districts. Their counts for {year}: {firms}"
        " new enterprises, {people} new sole proprietors.",
        values,
    )


def table_year(run: Scope) -> int | None:
    """The last year up to the reference year for which registrations are printed by district."""
    years = [year for year in run.known_years(PROPRIETORS) if year <= run.reference_year]
    return next((year for year in reversed(years) if _by_place(run, Period.year(year), PROPRIETORS)), None)


def _by_place(run: Scope, period: Period, indicator: str) -> dict[str, Quantity]:
    levels = {member: run.data.published(indicator, member, period) for member in run.members(period)}
    return {member: quantity for member, quantity in levels.items() if quantity is not None}


def place_table(run: Scope) -> pd.DataFrame:
    """Enterprises, proprietors and jobs by place in the last year with a district table.

    Returns
    -------
    DataFrame
        Index: district codes, most proprietors first; columns ``name``, ``region`` and one a level (missing where none is printed).
    """
    year = table_year(run)
    if year is None:
        return pd.DataFrame(columns=["name", "region", ENTERPRISES, PROPRIETORS, JOBS])
    period = Period.year(year)
    levels = {indicator: _by_place(run, period, indicator) for indicator in (ENTERPRISES, PROPRIETORS, JOBS)}
    members = [member for member in run.members(period) if any(member in values for values in levels.values())]
    order = sorted(members, key=lambda member: (-_size(levels[PROPRIETORS].get(member)), member))
    rows = [
        {"name": run.name(code), "region": run.data.geography.region_of(code), **{key: values.get(code) for key, values in levels.items()}}
        for code in order
    ]
    return pd.DataFrame(rows, index=order, dtype=object)


def _size(quantity: Quantity | None) -> float:
    return float(quantity.interval.low) if quantity else -1.0


def place_rows(places: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """One indicator of a `place_table` as rows of a figure, largest first."""
    known = places[[isinstance(quantity, Quantity) for quantity in places[indicator]]]
    frame = pd.DataFrame([drawn(row["name"], row[indicator], hue=hue_of(row["region"])) for _, row in known.iterrows()])
    return frame.sort_values("low", ascending=False, kind="stable", ignore_index=True) if len(frame) else frame


def enterprises_title(rows: pd.DataFrame) -> Sentence:
    """The place with most new enterprises."""
    if rows.empty:
        return Sentence("No district table")
    return Sentence("{place} has most new enterprises: {many}", {"place": rows["label"].iloc[0], "many": rows["printed"].iloc[0]})


def points_title(points: pd.DataFrame) -> Sentence:
    """Whether more proprietors go with more jobs: the rank correlation of the places with both counts."""
    both = points.dropna(subset=["x", "y"]) if len(points) else points
    if len(both) < 4:
        return Sentence("Too few places for a pattern")
    rho = both["x"].rank().corr(both["y"].rank())
    strength = "hardly go together" if abs(rho) < 0.3 else "go together loosely" if rho < 0.7 else "go together"
    strength = strength if rho > -0.3 else "run against each other"
    return Sentence(f"Proprietors and jobs {strength} over the {{all}} places with both counts", {"all": count(len(both))})


def _number(cell: object) -> float:
    return float(cell.interval.low) if isinstance(cell, Quantity) else math.nan


def place_points(places: pd.DataFrame) -> pd.DataFrame:
    """Proprietors and jobs by place as points of a figure. Units: persons, jobs."""
    return pd.DataFrame(
        {
            "label": list(places["name"]),
            "x": [_number(quantity) for quantity in places[PROPRIETORS]],
            "y": [_number(quantity) for quantity in places[JOBS]],
            "hue": [hue_of(region) for region in places["region"]],
            "evidence": [
                " ".join(row for cell in cells if isinstance(cell, Quantity) for row in cell.evidence)
                for cells in places[[PROPRIETORS, JOBS]].itertuples(index=False)
            ],
        }
    )


def points_finding(run: Scope, places: pd.DataFrame) -> Sentence:
    """Whether the place with most proprietors is also the one with most jobs."""
    year = str(table_year(run) or run.reference_year)
    both = places[[isinstance(p, Quantity) and isinstance(j, Quantity) for p, j in zip(places[PROPRIETORS], places[JOBS], strict=True)]]
    if len(both) < 2:
        return Sentence("Fewer than two places have printed counts of both sole proprietors and jobs for {year}.", {"year": year})
    most = {key: max(both.index, key=lambda code: _size(both.at[code, key])) for key in (PROPRIETORS, JOBS)}
    values: dict[str, Value] = {"year": year, "a": run.name(most[PROPRIETORS]), "people": both.at[most[PROPRIETORS], PROPRIETORS]}
    if most[PROPRIETORS] == most[JOBS]:
        return Sentence(
            "{a} has both the most new sole proprietors ({people}) and the most new jobs ({jobs}) of {year}.",
            {**values, "jobs": both.at[most[JOBS], JOBS]},
        )
    values |= {"b": run.name(most[JOBS]), "jobs": both.at[most[JOBS], JOBS]}
    return Sentence(
        "Most new sole proprietors of {year} are registered in {a} ({people}), most new jobs are counted in {b} ({jobs}).", values
    )


def places_finding(run: Scope, places: pd.DataFrame) -> Sentence:
    """The share of the two places with most new sole proprietors, and whether the table is of the reference year."""
    year = table_year(run)
    known = [(code, quantity) for code, quantity in places[PROPRIETORS].items() if isinstance(quantity, Quantity)]
    whole = run.level(PROPRIETORS, Period.year(year)) if year else None
    values: dict[str, Value] = {"place": run.place, "reference": str(run.reference_year), "year": str(year)}
    if len(known) < 2 or whole is None or whole.interval.low <= 0:
        return Sentence("No district table of new sole proprietors with a total is printed for {place} up to {reference}.", values)
    (first, one), (second, two) = known[:2]
    values |= {"one": run.name(str(first)), "two": run.name(str(second)), "share": share(aggregate([one, two], unit="persons"), whole)}
    if year == run.reference_year:
        return Sentence("{one} and {two} have {share} of the new sole proprietors of {year}.", values)
    return Sentence(
        "{one} and {two} have {share} of the new sole proprietors of {year}; for {reference} no district table is printed.", values
    )


def per_enterprise(run: Scope) -> pd.DataFrame:
    """Sole proprietors for each new enterprise over the coverage and in the country, for every period that has either."""
    rows = {}
    years = sorted({year for year in run.known_years(PROPRIETORS) if year <= run.reference_year + 1})
    for period in (Period.year_to(year, last) for year in years for _, last in RELEASED):
        here, country = _ratio(run, run.coverage, period), _ratio(run, COUNTRY, period)
        if here is not None or country is not None:
            rows[period.label] = {"Here": here, "In the country": country}
    return pd.DataFrame.from_dict(rows, orient="index", dtype=object)


def _ratio(run: Scope, place: str, period: Period) -> Quantity | None:
    """Persons for each enterprise where both counts have two ends."""
    counts = [level(run.data, indicator, place, period) for indicator in (PROPRIETORS, ENTERPRISES)]
    people, firms = (found if found is not None and found.interval.is_bounded else None for found in counts)
    return ratio(people, firms) if people is not None and firms is not None and firms.interval.low > 0 else None


def ratio_finding(table: pd.DataFrame) -> Sentence:
    """How the ratio moved from the first whole year to the last."""
    years = table[[str(label).isdigit() for label in table.index]] if len(table) else table
    years = years[[isinstance(cell, Quantity) for cell in years["Here"]]] if len(years) else years
    if len(years) < 2:
        return Sentence("The published counts do not give the number of sole proprietors for each new enterprise in two years.")
    first, last = years.iloc[0]["Here"], years.iloc[-1]["Here"]
    values: dict[str, Value] = {"was": first, "then": str(years.index[0]), "now": last, "when": str(years.index[-1])}
    if last.interval.below(first.interval):
        return Sentence(
            "For each new enterprise {was} sole proprietors were registered in {then}, {now} in {when}: enterprises grew faster.", values
        )
    if first.interval.below(last.interval):
        return Sentence(
            "For each new enterprise {was} sole proprietors were registered in {then}, {now} in {when}: proprietors grew faster.", values
        )
    return Sentence("For each new enterprise {was} sole proprietors were registered in {then} and {now} in {when}.", values)


def stock_day(run: Scope) -> Period | None:
    """The last day for which enterprises in operation are printed by size class."""
    cells = run.data.cells
    days = cells.loc[cells["indicator"].eq("enterprises_active") & cells["sector"].isin(SIZES) & cells["geography"].eq("EZR"), "period_end"]
    return Period.day(days.value_counts().sort_index(kind="stable").idxmax()) if len(days) else None


def stock_table(run: Scope) -> pd.DataFrame:
    """Enterprises by size class and sole proprietors in operation, by economic region, on the day of `stock_day`."""
    day = stock_day(run)
    if day is None:
        return pd.DataFrame()
    rows = {
        name: {region: run.data.published("enterprises_active", region, day, size) for region in REGIONS} for size, name in SIZES.items()
    }
    totals: dict[str, Quantity | None] = {
        region: aggregate([row[region] for row in rows.values()], unit="enterprises") for region in REGIONS
    }
    rows |= {
        "All enterprises": totals,
        "Sole proprietors": {region: run.data.published("sole_proprietors_active", region, day) for region in REGIONS},
    }
    return pd.DataFrame.from_dict(rows, orient="index", dtype=object).rename(columns={region: run.name(region) for region in REGIONS})


def stock_finding(run: Scope) -> Sentence:
    """The share of micro enterprises in the stock of both regions."""
    table = stock_table(run)
    day = stock_day(run)
    if table.empty or day is None:
        return Sentence("No stock of enterprises by size is printed.")
    micro, all_firms = (aggregate(list(table.loc[row]), unit="enterprises") for row in ("Micro", "All enterprises"))
    return Sentence(
        "{share} of the {all} enterprises in operation on {day} are micro enterprises.",
        {"share": share(micro, all_firms), "all": all_firms, "day": day.label},
    )


def stock_units(run: Scope) -> str:
    """Units and day of the stock table."""
    day = stock_day(run)
    return f"Enterprises; persons. Whole economic regions, {day.label}." if day else "Enterprises; persons."


def births_title(rows: pd.DataFrame) -> Sentence:
    """The two counts side by side."""
    if rows.empty or rows["low"].isna().any():
        return Sentence("Births and stock")
    first, second = rows.iloc[0], rows.iloc[1]
    values: dict[str, Value] = {
        "births": first["printed"],
        "a": first["label"].lower(),
        "stock": second["printed"],
        "b": second["label"][0].lower() + second["label"][1:],
    }
    return Sentence("{births} {a}, {stock} {b}", values)


def births_beside_stock(run: Scope) -> pd.DataFrame:
    """East Zangezur: enterprises registered in the last year with a district table, beside those in operation later. Unit: enterprises."""
    year, day = table_year(run), stock_day(run)
    stock = stock_table(run)
    if year is None or day is None or stock.empty:
        return pd.DataFrame()
    births = level(run.data, ENTERPRISES, "EZR", Period.year(year))
    total = stock.at["All enterprises", run.name("EZR")]
    return pd.DataFrame([drawn(f"Registered in {year}", births, hue="ezr"), drawn(f"In operation on {day.label}", total, hue="ezr")])


def births_finding(run: Scope, rows: pd.DataFrame) -> Sentence:
    """The two counts in one sentence, without a rate between them."""
    if rows.empty or rows["low"].isna().any():
        return Sentence("For East Zangezur registrations and a later stock are not both printed.")
    year, day = table_year(run), stock_day(run)
    births = level(run.data, ENTERPRISES, "EZR", Period.year(int(year or 0)))
    total = stock_table(run).at["All enterprises", run.name("EZR")]
    values: dict[str, Value] = {"births": births or count(0), "year": str(year), "stock": total, "day": day.label if day else ""}
    return Sentence("In East Zangezur {births} enterprises were registered in {year}; {stock} were in operation on {day}.", values)
