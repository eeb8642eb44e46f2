"""Where each part of the jobs target stands: counts beside announcements (notebook 03)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.sector_targets import NAMES, PARK, Targets, merged, printed
from karabakh_analysis.analyses.target_coverage import fullest_version, narrowest, parts_of
from karabakh_analysis.analyses.wording import count, published_words
from karabakh_analysis.dataset.knowledge import has_flag
from karabakh_analysis.values import Interval, Quantity, Sentence, Value


def park_title(found: Targets) -> Sentence:
    """The first and the last count of jobs made."""
    steps = park_steps(found)
    made = steps[steps["series"].eq("made")] if len(steps) else steps
    if len(made) < 2:
        return Sentence("Jobs planned and made in the park")
    values: dict[str, Value] = {
        "was": made["printed"].iloc[0],
        "then": made["label"].iloc[0],
        "now": made["printed"].iloc[-1],
        "when": made["label"].iloc[-1],
    }
    return Sentence("Jobs made: {was} ({then}), {now} ({when})", values)


def park_steps(found: Targets) -> pd.DataFrame:
    """Aghdam park: jobs planned by residents and jobs made, by date of the document, and the announced target. Unit: jobs."""
    observations = found.data.observations
    park = observations[observations["sector"].eq(PARK) & ~has_flag(observations, "different_concept", "superseded", "scope_doubt")]
    plans = park[park["indicator"].eq("park_jobs_target") & park["period_end"].isna()].assign(series="planned by residents")
    made = park[park["indicator"].eq("park_jobs_created") & park["period_end"].notna()].assign(series="made")
    rows = (
        pd.concat([plans, made])
        .dropna(subset="known_from_latest")
        .sort_values(["known_from_latest", "series", "observation_id"], kind="stable")
    )
    distinct = rows.groupby(["published", "series", "low_bound", "high_bound"], dropna=False, sort=False)
    return pd.DataFrame([_step(group) for _, group in distinct])


def _step(group: pd.DataFrame) -> dict[str, object]:
    first = printed(group.iloc[0])
    quantity = Quantity(first.interval, first.unit, "published", tuple(group["observation_id"]), first.flags, first.printed)
    planned = group["series"].iloc[0] != "made"
    label = published_words(str(group["published"].iloc[0]))
    return drawn(label, quantity, series=str(group["series"].iloc[0]), hue="kar") | ({"status": "target"} if planned else {})


def park_finding(found: Targets) -> Sentence:
    """The last count of jobs made in the park beside its target."""
    steps = park_steps(found)
    made = steps[steps["series"].eq("made")] if len(steps) else steps
    target = narrowest(found.parts[found.parts["sector"].eq(PARK)])
    if made.empty or target is None:
        return Sentence("No count of jobs made in the Aghdam Industrial Park stands beside a target for {year}.", {"year": str(found.year)})
    last = _quantity_of(found, made.iloc[-1])
    values: dict[str, Value] = {"made": last, "when": str(made.iloc[-1]["label"]), "target": target, "year": str(found.year)}
    return Sentence("{made} jobs were made in the Aghdam Industrial Park by {when}; {target} are announced for {year}.", values)


def _quantity_of(found: Targets, row: pd.Series) -> Quantity:
    rows = found.data.observations.set_index("observation_id").loc[str(row["evidence"]).split()].reset_index()
    merged_rows = merged(rows)
    return merged_rows or Quantity(Interval.at_least(0), "jobs", "unknown")


def status_table(found: Targets) -> pd.DataFrame:
    """Every sector of the fullest version: its figure, what is counted towards it, and what that count is."""
    steps = park_steps(found)
    made = steps[steps["series"].eq("made")] if len(steps) else steps
    rows = {}
    for sector, quantity in parts_of(found, fullest_version(found)).items():
        is_counted = sector == PARK and len(made) > 0
        rows[NAMES[sector]] = {
            "Announced": quantity,
            "Counted": _quantity_of(found, made.iloc[-1]) if is_counted else "no figure found",
            "What is counted": f"permanent jobs made so far, by {made.iloc[-1]['label']}"
            if is_counted
            else "nothing that can be set beside it",
        }
    return pd.DataFrame.from_dict(rows, orient="index", dtype=object)


def status_finding(found: Targets) -> Sentence:
    """For how many sectors any count exists."""
    table = status_table(found)
    counted = sum(isinstance(cell, Quantity) for cell in table["Counted"])
    return Sentence("A count stands beside {counted} of the {all} sector figures.", {"counted": count(counted), "all": count(len(table))})
