"""Checks of a rendered page in a browser: each takes a Playwright page and says in words what is wrong with it."""
