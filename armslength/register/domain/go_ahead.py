"""Whether work may go ahead: what has to be so before it starts, goes on after a pause, or changes.

The pack names the decision and the classes of controls. The assessment comes in as a value: it is made of the answers
that stand, with every control that is waived taken as in place (`known.profile_of`), since that is what a waiver is.
"""

from collections.abc import Iterable, Iterator

from armslength.register.domain import commands as ask
from armslength.register.domain.known import IN_PLACE, MISSING
from armslength.register.domain.making import Held
from armslength.register.domain.office import RegisterOffice, StartRule
from armslength.register.domain.refusal import Lacking, Refusal
from armslength.register.domain.state import State
from engine import Assessment, ControlFound, RuleFound, Single
from engine.rulebase.rules import Rule

WAY_OUT = "Put these right, and enter that they are. A control can also be waived for a time by whoever may approve it."


def needs_go_ahead(command: ask.Command, state: State, office: RegisterOffice) -> bool:
    """Tell whether a command is one that has to wait for what comes first, under a pack that names any."""
    if office.start is None:
        return False
    if isinstance(command, ask.Start | ask.Resume):
        return True
    if state.refreshed is None or not isinstance(command, ask.SetControl):
        return False
    return command.control in office.scope[1:] and command.value == IN_PLACE


def not_ready(command: ask.Command, state: State, held: Held) -> Refusal | None:
    """Refuse to go ahead while something that comes first is missing, naming all of it with who owns it.

    Raises `ValueError` where the command has to be held to an assessment, and none was given.
    """
    rule = held.office.start
    if rule is None or not needs_go_ahead(command, state, held.office):
        return None
    if held.assessment is None:
        raise ValueError(f"{type(command).__name__} is held to an assessment of the subject as it stands")
    lacking = what_is_lacking(held.office, held.assessment)
    value = applied(held.assessment, rule.decision)
    if value in rule.allows and not lacking:
        return None
    decision = held.office.base.decisions[rule.decision]
    said = decision.values[value].label if value is not None else "not decided"
    reason = f"It has to wait. {decision.title}: {said}."
    return Refusal("not-ready", reason, lacking=lacking, way_out=WAY_OUT)


def applied(assessment: Assessment, decision: str) -> str | None:
    """Give what is to be applied of a decision with one value: what came out, or what holds while it is open."""
    outcome = assessment.outcome(decision)
    if not isinstance(outcome, Single) or outcome.conflict:
        return None
    return outcome.interim if outcome.status == "open" else next(iter(outcome.possible), None)


def what_is_lacking(office: RegisterOffice, assessment: Assessment) -> tuple[Lacking, ...]:
    """List what has to come first and is not there, each once: controls, then all else that holds it up."""
    rule = office.start
    if rule is None:
        return ()
    found = [*_controls(office, assessment, rule)]
    if applied(assessment, rule.decision) not in rule.allows:
        for each in assessment.rules:
            if (stopping := office.base.rules.get(each.name)) and _holds_up(office, rule, stopping, each.status):
                found += _of_rule(office, assessment, stopping, each)
    return tuple({each.name: each for each in found}.values())


def _controls(office: RegisterOffice, assessment: Assessment, rule: StartRule) -> Iterator[Lacking]:
    for found in assessment.controls:
        of_these = not frozenset(rule.waits_for).isdisjoint(office.base.controls[found.name].classes)
        if of_these and found.required != "possible" and found.status != IN_PLACE:
            yield _control(office, found)


def _control(office: RegisterOffice, found: ControlFound) -> Lacking:
    control = office.base.controls[found.name]
    stands = MISSING if found.status == MISSING else "not known"
    return Lacking(found.name, control.title, stands, _labels(office, [control.owner]))


def _labels(office: RegisterOffice, roles: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(office.base.pack.roles.get(role, role) for role in roles))


def _holds_up(office: RegisterOffice, start: StartRule, rule: Rule, status: str) -> bool:
    """Tell whether a rule speaks against it, or may and so does meanwhile: see `DecisionValue.meanwhile`."""
    values = office.base.decisions[start.decision].values
    against = [values[name] for name in rule.values_for(start.decision) if name not in start.allows]
    return bool(against) and (status == "fired" or (status == "open" and any(each.meanwhile for each in against)))


def _of_rule(office: RegisterOffice, assessment: Assessment, rule: Rule, found: RuleFound) -> Iterator[Lacking]:
    """Walk what a rule is about: controls that are not in place, questions it waits for, or else what it says."""
    required = {each.name: each for each in assessment.controls if each.required != "possible"}
    facts = office.base.facts
    controls = [required[name] for name in (*found.facts, *found.waits_for) if name in required]
    missed = [each for each in controls if each.status != IN_PLACE]
    yield from (_control(office, each) for each in missed)
    for name in found.waits_for:
        if name in facts:
            yield Lacking(name, facts[name].question, "not answered", _labels(office, facts[name].known_by))
    if found.status == "fired" and not missed:
        asked = (facts[name] for name in found.facts if name in facts and name not in office.knows)
        yield Lacking(rule.name, rule.title, "", _labels(office, (role for each in asked for role in each.known_by)))
