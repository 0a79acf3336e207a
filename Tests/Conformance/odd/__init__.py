"""Odd input for every operation: what is sent, and which answers may differ."""
