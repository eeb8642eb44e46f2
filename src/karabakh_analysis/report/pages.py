"""The pages around the reports."""

from karabakh_analysis.report.index_page import index_page
from karabakh_analysis.report.search_page import search_page
from karabakh_analysis.report.sources_page import sources_page

__all__ = ["index_page", "search_page", "sources_page"]
