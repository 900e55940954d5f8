"""The meaning of a rule base, once for each machine, each ignorant of the others. `evaluation.py` is their contract.

Equal names stand for equal things. A machine that has no such file does it in the one named here:

| | reference | durable | columnar | symbolic |
|---|---|---|---|---|
| one profile in, an evaluation out | `evaluate` | `evaluate` | `evaluate` | `evaluate`, `reading` |
| a condition | `evaluate` | `conditions` | `conditions` | `terms` |
| a test of an answer | `answers` | `slots`, `messages` | `answers` | `questions` |
| a test of a decision | `evaluate` | `messages` | `outcomes` | `outcomes` |
| the statuses of rules make an outcome | `hit_policies` | `hit_policies` | `hit_policies` | `hit_policies` |
| which unknowns matter | `relevance` | | `relevance` | |
| a row of a table of results | `row` | | `engine/batch` | |
| what runs | | `compile`, `program`, `host` | `plan`, `run`; `integers` | `solving` |

`symbolic` leaves the answers open, so that its `evaluate` speaks of every profile at once.
"""
