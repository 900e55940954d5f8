"""Our kernel, planes in, planes out: what stands behind `armslength portfolio`, without reading and writing tables."""

from collections.abc import Callable

from bench.peers.contract import Machine, Peer
from bench.planes import Atom, Words, atoms_of, cells_of_planes, planes_of, subjects_of
from bench.problem import Cells, Problem, Profiles
from bench.rule_base import layer_name, rule_base_of
from engine.interpret.columnar.circuit import Wire
from engine.interpret.columnar.conditions import Answered, Unanswered
from engine.interpret.columnar.outcomes import CollectedPlanes
from engine.interpret.columnar.plan import Plan, to_plan
from engine.interpret.columnar.rule_circuit import RuleCircuit
from engine.interpret.columnar.run import BoundPlan, room_for
from engine.rulebase.conditions import Between


def prepare(problem: Problem) -> Machine:
    """Make the plan for the planes of every flag, and bind it to memory."""
    plan = plan_of_flags(problem)
    return _machine(problem, plan, BoundPlan(plan).run)


def prepare_compiled(problem: Problem) -> Machine:
    """Make the same plan, and compile it for this processor."""
    from engine.interpret.columnar.compiled import compiled

    plan = plan_of_flags(problem)
    kernel = compiled(plan)
    room: dict[int, Words] = {}

    def run(given: Words) -> Words:
        """Write the results where the last ones were, as the loop in C does."""
        words = given.shape[1]
        if words not in room:
            room[words] = room_for(len(plan.outputs), words)
        kernel.run_into(room[words], given)
        return room[words]

    return _machine(problem, plan, run)


def _machine(problem: Problem, plan: Plan, run: Callable[[Words], Words]) -> Machine:
    rows = rows_of(plan, problem)
    flags = len(problem.flags)

    def take(profiles: Profiles) -> Words:
        planes = planes_of(profiles).rows[rows]
        given = room_for(*planes.shape)
        given[:] = planes
        return given

    def read(results: Words, profiles: Profiles) -> Cells:
        return cells_of_planes(results[:flags], results[flags:], profiles.count)

    return Machine(take, run, read)


def plan_of_flags(problem: Problem) -> Plan:
    """Ask for each flag where it is certainly up, and then for each where it may be."""
    rules = RuleCircuit(rule_base_of(problem))
    truths: dict[str, Wire] = {}
    for number in range(len(problem.layers)):
        found = rules.outcome(layer_name(number))
        if isinstance(found, CollectedPlanes):
            truths |= found.truths
    planes = [side(truths[flag]) for side in (rules.circuit.certain, rules.circuit.possible) for flag in problem.flags]
    return to_plan(rules.circuit, planes)


def rows_of(plan: Plan, problem: Problem) -> list[int]:
    """Find, for each plane that the plan asks for, its row among the planes that every machine is given."""
    certain = {each: row for row, each in enumerate(atoms_of(problem))}
    unknown = {each: row for row, each in enumerate(subjects_of(problem), start=len(certain))}
    rows = []
    for key in plan.inputs:
        if isinstance(key, Unanswered):
            rows.append(unknown[key.subject])
        elif isinstance(key, Answered):
            rows.append(certain[_atom(key)])
        else:
            raise TypeError(f"no plane for {key!r}")
    return rows


def _atom(key: Answered) -> Atom:
    return key.subject, key.test.low if isinstance(key.test, Between) else None


PEER = Peer(
    title="**our kernel**, one core",
    given="planes",
    unknowns=True,
    rule_engine=False,
    profiles=1 << 21,
    prepare=prepare,
    library="numpy",
)

COMPILED = Peer(
    title="**our kernel, compiled**, one core",
    given="planes",
    unknowns=True,
    rule_engine=False,
    profiles=1 << 21,
    prepare=prepare_compiled,
    library="llvmlite",
)
