"""Variables of the environment with which a build tells its processes where things lie."""

PROJECT = "KARABAKH_ANALYSIS_PROJECT"
DATA = "KARABAKH_ANALYSIS_DATA"
STORE = "KARABAKH_ANALYSIS_STORE"
