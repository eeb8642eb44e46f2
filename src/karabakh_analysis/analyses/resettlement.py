"""Resettled families and persons by day, beside each version of the targets for them (notebook 06)."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from karabakh_analysis.analyses.counts_to_date import Count, counts_to_date, dated_counts
from karabakh_analysis.analyses.printings import LIBERATED, Printing, printings
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.values import SEPARATOR, Quantity
from karabakh_analysis.values.quantity import merge_evidence


@dataclass(frozen=True)
class Resettlement:
    """What is counted and targeted of one thing.

    Parameters
    ----------
    things
        ``families`` or ``persons``.
    counts
        Counts to date for the liberated districts with a day of their own and without doubt about their scope, by day.
    targets
        Every printed target of any place, in order of publication.
    as_of
        The cut-off day of the page; a deadline up to it lies behind its reader.
    """

    things: str
    counts: list[Count]
    targets: list[Printing]
    as_of: pd.Timestamp | None = None

    @property
    def compared(self) -> list[Printing]:
        """Targets of the liberated districts with a deadline, fit to stand beside the counts; by deadline, then publication.

        A number to add within a time is none: the counts are to date.
        """
        fit = [each for each in self.targets if each.geography == LIBERATED and each.is_comparable]
        return sorted((each for each in fit if pd.notna(each.day) and pd.notna(each.known)), key=lambda each: (each.day, each.known))

    @property
    def bounded(self) -> list[Count]:
        """The counts with two ends: a pace starts from the last of them."""
        return [each for each in self.counts if each.quantity.interval.is_bounded]

    @property
    def deadlines(self) -> list[pd.Timestamp]:
        """The deadlines of these, in order."""
        return list(dict.fromkeys(each.day for each in self.compared))


def families(data: Dataset) -> Resettlement:
    """Resettled families."""
    return Resettlement("families", dated_counts(data, "families_resettled"), printings(data, "families_resettled_target"), data.as_of)


def persons(data: Dataset) -> Resettlement:
    """Resettled persons."""
    return Resettlement("persons", dated_counts(data, "population_resettled"), printings(data, "population_resettled_target"), data.as_of)


def counts_table(data: Dataset) -> pd.DataFrame:
    """Families and persons resettled by day in the liberated districts, with what is noted. Units: families, persons."""
    found = {"Families": counts_to_date(data, "families_resettled"), "Persons": counts_to_date(data, "population_resettled")}
    days = sorted({(each.day, each.label) for counts in found.values() for each in counts})
    by_label = {head: {each.label: each.quantity for each in counts} for head, counts in found.items()}
    rows = [{head: quantities.get(label) for head, quantities in by_label.items()} for _, label in days]
    remarks = [_noted(data, [each for each in row.values() if each is not None]) for row in rows]
    return pd.DataFrame(rows, index=[label for _, label in days], dtype=object).assign(Remarks=remarks)


def _noted(data: Dataset, quantities: list[Quantity]) -> str:
    """What the rows behind some quantities note, each note once."""
    rows = data.observations["observation_id"].isin(merge_evidence(*quantities))
    return SEPARATOR.join(dict.fromkeys(filter(None, data.observations.loc[rows, "note"]))) or "none"
