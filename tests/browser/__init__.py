"""The rendered site in a real browser.

A package, so that the browser is closed when a worker leaves the folder: Playwright keeps an event loop running in the thread that
started it, and tests elsewhere run loops of their own.
"""
