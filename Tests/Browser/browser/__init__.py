"""A headless Chromium, driven over its DevTools protocol."""
