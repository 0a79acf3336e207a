"""Random walks through the API: the same calls, chosen by a seed, on both servers."""
