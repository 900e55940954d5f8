"""Whole portfolios: tables opened, each row decided or refused, accounted for, counted, and compared with another time.

The modules here are the values that a run is made of. `arrow/` reads, decides and writes batch by batch, `run/` takes a
whole table through, `spark/` does so on a cluster, and `impact/` tells whose result another pack changes.
"""
