"""The map of the districts and the lists beside it."""

from __future__ import annotations

import math
import re
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import FROZEN

from karabakh_analysis.dataset import DataError, outlines
from karabakh_analysis.figures import key_cards, place_card, place_map
from karabakh_analysis.figures.place_card import bordering, where
from karabakh_analysis.figures.plane import area, middle, projection, thinned
from karabakh_analysis.values import Interval, Quantity, Sentence
from karabakh_analysis.values.key_number import KeyNumber

SQUARE = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)]
COUNT = Quantity(Interval.point(385), "jobs", "published", ("a/01",))
PLACES = pd.DataFrame(
    [("AZ-XA", "Khankendi", "kar", COUNT), ("X-AGD", "Aghdara", "kar", None), ("AZ-LAC", "Lachin", "ezr", COUNT)],
    columns=["code", "name", "hue", "quantity"],
).set_index("code")


def test_a_square_has_its_area_and_its_middle():
    assert area(SQUARE) == 4
    assert middle(SQUARE) == (1, 1)


@given(st.floats(-100, 100), st.floats(-80, 80))
def test_a_moved_square_has_a_moved_middle(x: float, y: float):
    assert middle([(a + x, b + y) for a, b in SQUARE]) == pytest.approx((1 + x, 1 + y), abs=1e-6)


def test_the_map_is_as_wide_as_asked_and_north_is_up():
    project, height = projection([SQUARE], 100, 0)
    assert project((0, 2)) == (0, 0)
    assert project((2, 0)) == (100, pytest.approx(height, abs=0.5))


def test_fourteen_districts_have_an_outline_and_their_surroundings_another_layer():
    found = outlines(FROZEN)
    assert found["layer"].value_counts()["place"] == 14
    assert "AZ-XA" in set(found["code"])
    assert "X-AGD" not in set(found["code"])


def test_a_broken_file_of_outlines_is_named(raw_copy):
    path = raw_copy / "raw" / "geo" / "districts.geojson"
    path.write_text("{}")
    with pytest.raises(DataError, match=r"districts\.geojson:1: -: expected a GeoJSON collection"):
        outlines(raw_copy)


def test_both_lists_lead_to_the_profiles_and_the_map_stays_out_of_the_keyboards_way():
    html = place_map(PLACES, outlines(FROZEN), value="New jobs").html
    assert re.findall(r'<th scope="row"><a href="\.\./districts/([^"]+)"', html) == ["az-xa.html", "x-agd.html", "az-lac.html"]
    drawing = html[html.index("<svg") : html.index("</svg>")]
    assert drawing.startswith("<svg viewBox=")
    assert 'aria-hidden="true"' in drawing
    assert drawing.count("<a ") == drawing.count('tabindex="-1"') == 2


def test_a_place_too_small_to_be_seen_gets_a_dot_and_one_without_outline_a_note():
    html = place_map(PLACES, outlines(FROZEN), value="New jobs").html
    assert html.count("<circle") == 1
    assert ">Khankendi</text></a>" in html
    assert "in the list only: Aghdara." in html


def test_a_card_shows_how_a_number_is_known_and_marks_a_doubt():
    doubtful = Quantity(Interval.at_least(25300), "persons", "published", ("a/09",), ("scope_doubt",), "more than 25,300")
    cards = [KeyNumber("New jobs", COUNT, "Published, exact", "Openings.", {"Covers": "12"}), KeyNumber("Helped", doubtful, "Floor", "?")]
    block = key_cards(cards)
    assert block.kind == "keys"
    assert block.html.count('<li class="key">') == 1
    assert block.html.count('<li class="key doubt">') == 1
    assert "<strong>Published, exact</strong>. Openings." in block.html
    assert 'class="big long"' in block.html
    assert block.plain == "New jobs: 385 (Published, exact)\nHelped: more than 25,300 (Floor)"


def drawing_of(html: str) -> str:
    return html[html.index('class="map small"') : html.index("</svg>")]


def test_a_card_of_a_place_marks_it_on_a_map_without_links_and_says_where_it_borders():
    block = place_card([Sentence("A <b> district.")], PLACES, outlines(FROZEN), "AZ-LAC")
    assert drawing_of(block.html).count('class="here ezr"') == 1
    assert "<a " not in block.html
    assert 'role="img" aria-label="Map of Karabakh and East Zangezur: Lachin ' in block.html
    assert "A &lt;b&gt; district." in block.html
    assert "Aghdara has no outline in the source of our maps and is not drawn." in block.plain


def test_a_card_names_the_places_on_which_a_place_borders():
    names = {"AZ-XA": "Khankendi", "AZ-XCI": "Khojaly", "AZ-SUS": "Shusha", "AZ-LAC": "Lachin", "AZ-BAR": "Barda"}
    frame = pd.DataFrame([(code, name, "kar", None) for code, name in names.items()], columns=["code", "name", "hue", "quantity"])
    places = frame.set_index("code")
    assert bordering(places, outlines(FROZEN), "AZ-XA") == ["Khojaly"]
    assert bordering(places, outlines(FROZEN), "AZ-XCI") == ["Khankendi", "Lachin", "Shusha"]
    assert "Shusha borders on Khojaly and Lachin." in place_card([], places, outlines(FROZEN), "AZ-SUS").plain
    assert "Barda lies in the north-east of the two regions." in place_card([], places, outlines(FROZEN), "AZ-BAR").plain


def test_a_small_place_is_marked_by_a_dot_on_its_card_and_never_a_hole_on_others():
    html = place_card([], PLACES, outlines(FROZEN), "AZ-XA").html
    assert html.count('class="dot kar"') == 1
    assert ">Khankendi</text>" in html
    assert drawing_of(place_card([], PLACES, outlines(FROZEN), "AZ-LAC").html).count('<circle class="kar"') == 1


def test_the_card_of_a_place_without_outline_shows_the_others_and_says_so():
    html = place_card([], PLACES, outlines(FROZEN), "X-AGD").html
    assert drawing_of(html).count("<path") == 1
    assert "Aghdara has no outline in the source of our maps and is not drawn." in html
    assert "Aghdara is not marked." in html


def test_the_key_of_a_card_names_both_regions_and_the_place():
    html = place_card([], PLACES, outlines(FROZEN), "AZ-LAC").html
    key = html[html.index("Key of the map") :]
    assert [name for name in ("Karabakh", "East Zangezur", "Lachin") if f"</svg>{name}</li>" in key] == [
        "Karabakh", "East Zangezur", "Lachin",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("point", "words"), [((10, 10), "north-west"), ((150, 10), "north"), ((299, 299), "south-east"), ((150, 150), "middle")]
)
def test_the_thirds_of_a_map_have_names(point: tuple[float, float], words: str):
    assert where(point, 300) == words


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=2, max_size=20), st.floats(0.1, 10))
def test_a_thinned_line_keeps_its_ends_and_only_points_that_are_far_enough_apart(ring: list[tuple[float, float]], least: float):
    kept = thinned(ring, least)
    assert (kept[0], kept[-1]) == (ring[0], ring[-1])
    assert set(kept) <= set(ring)
    assert all(math.dist(a, b) >= least for a, b in pairwise(kept[:-1]))


def test_the_name_of_a_district_around_a_dot_stands_a_line_above_the_name_of_the_dot():
    both = pd.DataFrame([("Khojaly", "kar", None), ("Khankendi", "kar", None)], ["AZ-XCI", "AZ-XA"], ["name", "hue", "quantity"])
    html = place_map(both, outlines(FROZEN), value="New jobs").html
    heights = {name: float(y) for y, name in re.findall(r'<text x="[^"]*" y="([^"]*)"[^>]*>(\w+)</text>', html)}
    assert heights["Khankendi"] - heights["Khojaly"] >= 24
