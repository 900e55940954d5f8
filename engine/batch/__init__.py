"""Decides Arrow batches with the kernel: a row in is a row out.

    rule base -> result_planes (what stands behind each column of results) -> plan
    batch -> read (texts and typed columns to codes) -> the plan runs -> bits -> cells -> batch

`decide` is the door. The libraries are optional; `engine.interpret.columnar.available` tells whether they are there.
"""
