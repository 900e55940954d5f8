"""The second engine: every rule run again by forward chaining in durable-rules, by other code than the reference's.

    rule base -> forms (negations pushed inwards) -> joins and gates -> rulesets -> DurableProgram
    facts -> messages -> fired rules -> decisions, stratum by stratum -> Evaluation

durable-rules compares numbers and joins messages; the code here counts, decides and chains. The package is optional
and is imported when the first profile is evaluated, not before. Nothing is shared with the reference but the values.
"""

from engine.interpret.durable.host import available

__all__ = ["available"]
