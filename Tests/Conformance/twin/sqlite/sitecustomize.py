"""Gives the real server a newer SQLite than the system's: older ones lack concat(), which its log search needs."""

import sys

import pysqlite3

sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
