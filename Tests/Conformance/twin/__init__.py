"""Runs one scenario against Rigel and against the real Prefect server and compares what they answer."""
