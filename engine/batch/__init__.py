"""Decides Arrow batches with the kernel: a row in is a row out.

    batch -> read (texts and typed columns to codes) -> columnar -> cells -> batch

`decide` is the door. The libraries are optional; `engine.interpret.columnar.available` tells whether they are there.
"""
