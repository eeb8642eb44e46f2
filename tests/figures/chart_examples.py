"""Frames as the notebooks hand them over, one or more for every chart kind."""

from __future__ import annotations

from math import inf, nan

import pandas as pd

from karabakh_analysis import figures
from karabakh_analysis.figures import Chart
from karabakh_analysis.values import Sentence

PLACES = ["Khankendi", "Lachin", "Shusha", "Aghdam", "Tartar", "Barda", "Khojaly", "Fuzuli", "Aghjabadi", "Khojavend"]
PLACES += ["Kalbajar", "Jabrayil", "Gubadli", "Zangilan", "Aghdara"]
EAST = {"Lachin", "Kalbajar", "Jabrayil", "Gubadli", "Zangilan"}


def frame(columns: str, *records: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(records), columns=columns.split())


def words(name: str, subtitle: str = "New jobs, jobs.") -> dict[str, object]:
    return {
        "name": name,
        "title": Sentence(f"What {name} shows"),
        "subtitle": subtitle,
        "source": "Source: State Statistical Committee, as reported by Trend.",
    }


def hue(place: str) -> str:
    return "ezr" if place in EAST else "kar"


def columns_by_year() -> Chart:
    data = frame(
        "group label low high status note hue evidence",
        ("2022", "Jan–Dec", 793, 793, "published", "ten districts", "grey", "a/01"),
        ("2023", "Jan–Dec", 1198, 1256, "doubt", "not published", "grey", "b/01 b/02"),
        ("2023", "Jan–Dec", 1271, inf, "implied", "ten districts", "grey", "c/01"),
        ("2024", "Jan–Dec", 2575, 2575, "published", "all twelve", "grey", "d/01"),
        ("2024", "Jan–Dec", 1402, 1869, "bounded", "same ten", "grey", ""),
    )
    return figures.columns(data, **words("new-jobs-by-year"))


def columns_by_half_year() -> Chart:
    data = frame(
        "group label low high status note",
        ("2023", "Jan–Jun", 592, 592, "published", ""),
        ("2023", "Jan–Jun", 623, 623, "superseded", ""),
        ("2023", "Jul–Dec", 648, 678, "bounded", ""),
        ("2024", "Jan–Jun", 840, 840, "published", "+41.9\u202f%"),
        ("2024", "Jul–Dec", 1735, 1735, "implied", ""),
        ("2025", "Jan–Jun", 1241, 1241, "implied", "+47.7\u202f%"),
        ("2025", "Jul–Dec", nan, nan, "unknown", ""),
    )
    return figures.columns(data, **words("new-jobs-by-half-year"))


def columns_below_zero() -> Chart:
    data = frame(
        "label low high status",
        ("Lachin", -55, -55, "implied"),
        ("Shusha", -215, -200, "bounded"),
        ("Khankendi", 370, 370, "implied"),
        ("Barda", 0, 0, "implied"),
    )
    return figures.columns(data, **words("change-by-place"))


def columns_many() -> Chart:
    data = frame(
        "label low high status hue",
        *[(place, 20 * n, 20 * n + (n % 3) * 31, "bounded" if n % 3 else "published", hue(place)) for n, place in enumerate(PLACES)],
    )
    return figures.columns(data, **words("columns-of-fifteen-places"))


def rows_by_place() -> Chart:
    statuses = ["published", "published", "rounded", "more_than", "target", "recomputed", "doubt", "unknown", *["bounded"] * 7]
    data = pd.DataFrame({"label": PLACES, "status": statuses, "low": 702.0, "high": 702.0, "hue": [hue(place) for place in PLACES]})
    lows = [702, 471, 440, 300, 250, 240, 200, nan, 170, 150, 111, 80, 20, 1, 0]
    highs = [702, 471, 460, inf, 310, 240, 230, nan, 471, 450, 420, 300, 260, 9, 0]
    return figures.rows(data.assign(low=lows, high=highs), **words("new-jobs-by-place"))


def rows_in_groups() -> Chart:
    data = frame(
        "group label low high status hue note printed",
        ("Karabakh", "Aghdam Industrial Park", 110e6, 110e6, "target", "kar", "first applications, not residents", "nearly 110 million"),
        ("Karabakh", "Aghdam Industrial Park", 65e6, 65e6, "published", "kar", "", ""),
        ("Karabakh", "Small and medium enterprises of the industrial quarter in the former depot", 20e6, inf, "more_than", "kar", "", ""),
        ("East Zangezur", "Araz Valley Economic Zone", 12e6, 12e6, "published", "ezr", "", ""),
        ("East Zangezur", "Araz Valley Economic Zone", 9e6, 9e6, "superseded", "ezr", "", ""),
    )
    return figures.rows(data, **words("investment-in-parks", "Investment, AZN."), unit="AZN")


def multiples_by_place() -> Chart:
    records = []
    for n, place in enumerate(PLACES):
        first = (place, "2023", nan, nan, "unknown", hue(place)) if n % 4 == 3 else (place, "2023", 12 * n, 12 * n, "published", hue(place))
        second = (place, "2024", 160, 215, "bounded", hue(place)) if n % 3 else (place, "2024", 299, 299, "published", hue(place))
        records += [first, second, (place, "2025", 385 - 20 * n, 385 - 20 * n, "implied", hue(place))]
    records.append(("Lachin", "2023", 328, 328, "superseded", "ezr"))
    return figures.multiples(frame("panel label low high status hue", *records), **words("first-halves-by-place"))


def paths_by_year() -> Chart:
    quarters = ["Jan–Mar", "Jan–Jun", "Jan–Sep", "Jan–Dec"]
    values = {
        2022: [(nan, nan, "unknown"), (nan, nan, "unknown"), (nan, nan, "unknown"), (793, 793, "published")],
        2023: [(201, 201, "published"), (592, 592, "published"), (1271, 1300, "bounded"), (1271, inf, "implied")],
        2024: [(288, 288, "published"), (840, 840, "published"), (1560, 1560, "implied"), (2575, 2575, "published")],
        2025: [(640, 640, "published"), (1241, 1241, "implied"), (nan, nan, "unknown"), (nan, nan, "unknown")],
    }
    records = [
        (str(year), quarter, *value, "ten" if year < 2024 else "twelve")
        for year, path in values.items()
        for quarter, value in zip(quarters, path, strict=True)
    ]
    records.append(("2023", "Jan–Jun", 623, 623, "superseded", "ten"))
    return figures.paths(frame("panel label low high status coverage", *records), **words("paths-within-the-year"))


def waterfall_exact() -> Chart:
    changes = [370, -55, -215, -9, 160, 72, 70, -14, -18, 29, 160, 120, 92, -110, 3]
    data = pd.DataFrame({"label": PLACES, "low": changes, "high": changes, "status": "implied", "hue": [hue(place) for place in PLACES]})
    return figures.waterfall(
        data, **words("contributions-of-places"), start=("Jan–Jun 2024", 946), end=("Jan–Jun 2025", 946 + sum(changes))
    )


def waterfall_with_intervals() -> Chart:
    data = frame(
        "label low high status hue",
        ("Kalbajar", 16, 160, "bounded", "ezr"),
        ("Khankendi", 687, 687, "implied", "kar"),
        ("Aghdam", -40, 12, "bounded", "kar"),
        ("Lachin", -154, -154, "implied", "ezr"),
    )
    return figures.waterfall(data, **words("contributions-partly-known"), start=("2023", 1271))


def dots_by_sector() -> Chart:
    data = frame(
        "label series low high status hue note",
        ("Public sector", "April 2023", 20000, 25000, "target", "kar", ""),
        ("Public sector", "April 2025", 20000, 25000, "target", "kar", ""),
        ("Tourism", "April 2023", 1500, 2000, "superseded", "kar", "merged with mining in one document"),
        ("Tourism", "April 2025", 1000, 1500, "target", "kar", ""),
        ("Small and medium-sized enterprises outside parks", "April 2023", 10000, 11500, "bounded", "kar", ""),
        ("Small and medium-sized enterprises outside parks", "May 2025", 7000, inf, "more_than", "kar", ""),
        ("Agriculture", "April 2023", nan, nan, "unknown", "kar", ""),
        ("Agriculture", "April 2025", 16000, 16000, "published", "kar", ""),
        ("Mining", "April 2025", 1500, 1500, "implied", "ezr", ""),
        ("Mining", "May 2025", 2500, 2500, "doubt", "ezr", ""),
        ("Mining", "June 2025", 2000, 3500, "recomputed", "ezr", ""),
    )
    return figures.dots(data, **words("targets-by-sector", "Jobs by 2030, jobs."))


def dumbbell_of_growth() -> Chart:
    data = frame(
        "label series low high status",
        ("Jan–Jun 2024", "as printed", 41.5, 42.5, "rounded"),
        ("Jan–Jun 2024", "same ten", 41.9, 41.9, "recomputed"),
        ("2024", "as printed", 105.0, 115.0, "doubt"),
        ("2024", "same ten", 10.3, 47.1, "bounded"),
        ("Jan–Jun 2025", "as printed", 47.7, 47.7, "published"),
        ("Jan–Jun 2025", "same ten", 12.1, 12.1, "implied"),
        ("Jan–Sep 2025", "as printed", 33.0, 33.0, "published"),
        ("Jan–Sep 2025", "same ten", nan, nan, "unknown"),
    )
    return figures.dumbbell(data, **words("growth-and-its-twin", "Growth on the same period a year earlier, per cent."))


def scatter_of_places() -> Chart:
    x = [120, 310, 95, 640, 410, 905, 60, 280, 870, 75, 33, 41, 18, 12, nan]
    y = [702, 471, 440, 300, 250, 240, 200, 190, 170, 150, 111, 80, 20, 0, 7]
    data = pd.DataFrame({"label": PLACES, "x": x, "y": y, "hue": [hue(place) for place in PLACES]})
    return figures.scatter(
        data, **words("proprietors-against-jobs"), x_title="New sole proprietors, persons", y_title="New jobs, jobs", log=True
    )


def scatter_crowded() -> Chart:
    data = pd.DataFrame(
        {
            "label": PLACES,
            "x": [100 + 3 * n for n in range(15)],
            "y": [200 + 2 * (n % 4) for n in range(15)],
            "hue": [hue(place) for place in PLACES],
        }
    )
    return figures.scatter(data, **words("crowded-points"), x_title="New sole proprietors, persons", y_title="New jobs, jobs", log=False)


def stack_of_targets() -> Chart:
    data = frame(
        "label low high status hue",
        ("Public sector", 20000, 25000, "target", "kar"),
        ("Agriculture", 15000, 17000, "target", "kar"),
        ("Small and medium firms", 10000, 11500, "target", "kar"),
        ("Aghdam Industrial Park", 5000, 5000, "published", "kar"),
        ("Mining", 1500, 2000, "target", "kar"),
        ("Tourism", 1000, 1500, "target", "kar"),
    )
    return figures.stack(
        data, **words("towards-150000", "Jobs announced for 2030, jobs."), total=(150000, 150000), remainder="No sector named"
    )


def steps_of_a_park() -> Chart:
    data = frame(
        "series label day low high status hue printed evidence",
        ("planned by residents", "16 Sep 2022", "2022-09-16", 50, inf, "target", "kar", "more than 50", "a/01"),
        ("planned by residents", "10 Feb 2023", "2023-02-10", 66, 66, "doubt", "kar", "", "b/01"),
        ("planned by residents", "19 Oct 2023", "2023-10-19", 176, inf, "target", "kar", "more than 176", "c/01"),
        ("planned by residents", "16 Feb 2024", "2024-02-16", 190, inf, "target", "kar", "more than 190", "d/01"),
        ("planned by residents", "25 Dec 2025", "2025-12-25", 312, inf, "target", "kar", "more than 312", "e/01"),
        ("made", "19 Oct 2023", "2023-10-19", 11.5, 12.5, "rounded", "kar", "about 12", "c/02"),
        ("made", "16 Feb 2024", "2024-02-16", 15.25, 15.35, "rounded", "kar", "about 15.3", "d/02"),
        ("made", "28 Jun 2024", "2024-06-28", 35, inf, "more_than", "kar", "more than 35", "f/01"),
        ("made", "23 Dec 2025", "2025-12-23", 141.5, 142.5, "rounded", "kar", "142", "g/01"),
        ("made", "25 Dec 2025", "2025-12-25", 141.5, 142.5, "rounded", "kar", "142", "e/02"),
    )
    return figures.steps(data, **words("investment-by-day", "Investment, million AZN."), unit="million AZN")


def steps_crowded() -> Chart:
    records = [
        (
            f"series {series}",
            f"day {n}",
            f"{2022 + n // 12}-{n % 12 + 1:02d}-05",
            900 * series + n * (n % 3),
            900 * series + n * (n % 3),
            "published",
        )
        for series in range(1, 5)
        for n in range(30)
    ]
    return figures.steps(frame("series label day low high status", *records), **words("crowded-steps"))


QUARTERS = ("Q1", "Q2", "Q3", "Q4")
IN_GRID = {
    "published": (5, 5),
    "implied": (7, 7),
    "bounded": (0, 9),
    "open": (3, inf),
    "unknown": (nan, nan),
    "doubt": (4, 8),
    "conflicting": (2, 6),
    "absent": (nan, nan),
}


def grid_rows(places: list[str], years: list[str], columns: tuple[str, ...] = QUARTERS) -> pd.DataFrame:
    """Every place in every period; the statuses take turns, every second cell is published."""
    records = []
    for n, place in enumerate(places):
        for m, (year, column) in enumerate((year, column) for year in years for column in columns):
            status = "published" if (n + m) % 2 else list(IN_GRID)[(n + m // 2) % len(IN_GRID)]
            group = "East Zangezur" if place in EAST else "Karabakh"
            own, note = {"open": ("bounded", ""), "doubt": ("bounded", "in doubt")}.get(status, (status, ""))
            records.append((group, place, year, column, *IN_GRID[status], own, hue(place), note))
    return frame("group label panel column low high status hue note", *records)


def grid_of_coverage() -> Chart:
    places = sorted(PLACES, key=lambda place: (place in EAST, place))
    return figures.grid(grid_rows(places, ["2022", "2023", "2024", "2025"], (*QUARTERS, "H1", "9M", "Y")), **words("coverage"))


def grid_of_one_year() -> Chart:
    return figures.grid(grid_rows(["Lachin", "Shusha"], ["2024"]).drop(columns=["group", "hue"]), **words("coverage-of-a-year"))


EXAMPLES = {
    make.__name__: make
    for make in (
        columns_by_year, columns_by_half_year, columns_below_zero, columns_many, rows_by_place, rows_in_groups, multiples_by_place,
        paths_by_year, waterfall_exact, waterfall_with_intervals, dots_by_sector, dumbbell_of_growth, scatter_of_places, scatter_crowded,
        stack_of_targets, steps_of_a_park, steps_crowded, grid_of_coverage, grid_of_one_year,
    )
}  # fmt: skip
