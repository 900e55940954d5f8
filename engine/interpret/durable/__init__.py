"""The second engine: every rule run again by forward chaining in durable-rules, by other code than the reference's.

    rule base -> forms (negations pushed inwards) -> joins and gates -> rulesets -> Program
    facts -> messages -> fired rules -> decisions, stratum by stratum -> Evaluation

durable-rules compares numbers and joins messages; the code here counts, decides and chains. The package is optional
and is imported when the first profile is evaluated, not before. Nothing is shared with the reference but the values.
"""

from engine.interpret.durable.compile import compile_program
from engine.interpret.durable.host import available
from engine.interpret.durable.program import Program
from engine.interpret.durable.registered import has_registered
from engine.interpret.durable.run import evaluate

__all__ = ["Program", "available", "compile_program", "evaluate", "has_registered"]
