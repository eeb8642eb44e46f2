"""Named errors of the metrics: what cannot be computed is said, never returned as infinity or a silent zero."""


class MetricError(ValueError):
    """A metric is not defined for what it was given."""


class UndefinedRatioError(MetricError):
    """The base of a ratio is zero or may be zero."""


class SurvivalError(MetricError):
    """Shares that survive are none, or contradict each other."""


class FlowError(MetricError):
    """A flow, its growth or the time that it runs is not possible."""
