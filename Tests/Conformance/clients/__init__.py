"""Real Prefect clients, run as programs of their own against Rigel and against the real server."""
