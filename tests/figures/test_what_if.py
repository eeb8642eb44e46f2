"""A table of scenarios with the inputs of the page's script: what it hands over, and what it refuses."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest

from karabakh_analysis.figures import Table, WhatIf

SLIDER = {"value": 5.0, "least": 1.0, "most": 9.0, "step": 1.0}


def made(**changes: Any) -> WhatIf:
    table = Table(pd.DataFrame({"Arrival": ["2074"]}, index=["Current pace"]), "Scenarios", "Years.", "scenarios", index_head="Scenario")
    given: dict[str, Any] = {
        "start": 2025.5,
        "years_left": 5.5,
        "deadline": "31 Dec 2030",
        "reached": (0.0, None),
        "survival": (0.82, 0.45),
    }
    sliders = {"flow": SLIDER, "growth": SLIDER, "target": SLIDER}
    return WhatIf(**{"table": table, "title": "Change", **given, **sliders, **changes})


def test_the_inputs_reach_the_script_unchanged() -> None:
    inputs = json.loads(made().inputs)
    assert inputs["reached"] == [0.0, None]
    assert inputs["survival"] == [0.82, 0.45]
    assert inputs["yearsLeft"] == 5.5
    assert inputs["flow"] == inputs["target"] == SLIDER


def test_the_page_and_the_download_hold_the_table() -> None:
    data, about = made()._repr_mimebundle_()
    assert about == {"karabakh": {"kind": "what-if", "name": "scenarios"}}
    assert "<caption>" in data["text/html"]
    assert data["text/csv"].startswith("Scenario,")
    assert "2074" in data["text/plain"]


def test_hostile_words_stay_text() -> None:
    hostile = '"><script>alert(1)</script>'
    html = made(title=hostile, deadline=hostile).html
    assert "<script" not in html
    assert html.count("data-what-if=") == 1


@pytest.mark.parametrize("name", ["flow", "growth", "target"])
@pytest.mark.parametrize("change", [{"value": 10.0}, {"value": 0.5}, {"step": None}, {"least": 9.5}])
def test_a_slider_whose_value_it_cannot_show_is_refused(name: str, change: dict[str, float | None]) -> None:
    slider = {key: value for key, value in {**SLIDER, **change}.items() if value is not None}
    with pytest.raises(ValueError, match=f"the slider {name} needs a value"):
        made(**{name: slider})
