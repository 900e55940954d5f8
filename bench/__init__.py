"""Speed, as ratios in one run: `python -m bench` prints the tables and writes them to docs/performance.md."""
