"""The vocabulary of the collection: intervals, quantities, sentences and how numbers are printed."""

from karabakh_analysis.values.interval import Interval
from karabakh_analysis.values.numbers import format_interval, format_number
from karabakh_analysis.values.quantity import Quantity, Status
from karabakh_analysis.values.sentence import SEPARATOR, Sentence, Value, listed
from karabakh_analysis.values.story import Story

__all__ = ["SEPARATOR", "Interval", "Quantity", "Sentence", "Status", "Story", "Value", "format_interval", "format_number", "listed"]
