"""From notebooks to pages: the book, execution, staleness, the exporter and the pages around the reports."""
