"""What a notebook shows: charts, tables and sentences, each with its data and its evidence."""

from karabakh_analysis.figures.chart import Chart
from karabakh_analysis.figures.key_cards import key_cards
from karabakh_analysis.figures.kinds import columns, dots, dumbbell, grid, multiples, paths, rows, scatter, stack, steps, waterfall
from karabakh_analysis.figures.place_card import place_card
from karabakh_analysis.figures.place_map import place_map
from karabakh_analysis.figures.recorded import record
from karabakh_analysis.figures.shown import draw, tabulate
from karabakh_analysis.figures.table import Table
from karabakh_analysis.figures.text import bullets, heading, note, paragraph, remarks, see_also, stories
from karabakh_analysis.figures.what_if import WhatIf

__all__ = [
    "Chart",
    "Table",
    "WhatIf",
    "bullets",
    "columns",
    "dots",
    "draw",
    "dumbbell",
    "grid",
    "heading",
    "key_cards",
    "multiples",
    "note",
    "paragraph",
    "paths",
    "place_card",
    "place_map",
    "record",
    "remarks",
    "rows",
    "scatter",
    "see_also",
    "stack",
    "steps",
    "stories",
    "tabulate",
    "waterfall",
]
