"""Which reports say more on what a district or city has figures on (notebook district_profile)."""

from __future__ import annotations

from karabakh_analysis.analyses.profile import JOBS, Profile
from karabakh_analysis.analyses.profile_settlements import RESETTLED

JOB_GROWTH = {"Job growth": "01-job-growth"}
CLAIM_CHECK = {"Claim check": "07-claim-check"}
INDUSTRIAL_PARKS = {"Industrial parks": "05-industrial-parks"}
RETURN = {"Employment and return": "06-employment-and-return"}


def of_jobs(run: Profile) -> dict[str, str]:
    """The reports on new jobs and on printed claims, where the place has any."""
    counts = run.rows["indicator"].eq(JOBS).any()
    claims = run.data.claims["geography"].eq(run.code).any()
    return (JOB_GROWTH if counts else {}) | (CLAIM_CHECK if claims else {})


def of_resettlement(run: Profile) -> dict[str, str]:
    """The report on return, where the place has counts of resettled persons or families."""
    return RETURN if run.rows["indicator"].isin(list(RESETTLED)).any() else {}


def of_others(run: Profile) -> dict[str, str]:
    """The report on industrial parks, where the place has figures on one."""
    return INDUSTRIAL_PARKS if run.has_park else {}
