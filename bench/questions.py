"""How many answers it takes until the primary decisions come out: by the next best question, and in the fixed order."""

from pathlib import Path
from random import Random
from statistics import mean, median
from time import process_time

from bench.interviews import DAY, Interviews, least, random_answers
from bench.sections import met, section
from bench.trees import compared
from engine import RuleBase, load_pack, next_questions, read_profiles
from engine.rulebase.facts import Facts

PACK = Path(__file__).parent.parent / "rules"
COMPLETIONS = 2_000
LEAST = 200
"""Random answers of which the least number is worked out."""
PACKS = 20
SEED = 11
AIM = 0.6


def table() -> str:
    """Hold every interview with the shipped profiles, and with people who answer by chance."""
    base = load_pack(PACK)
    interviews = Interviews(base, base.pack.primary)
    profiles = shipped(base)
    settled = [facts for facts in profiles if is_settled(interviews, facts)]
    others = [facts for facts in profiles if not is_settled(interviews, facts)]
    rng = Random(SEED)
    rows = [
        row(f"the {len(settled)} shipped profiles that settle both", interviews, settled, settled),
        row(f"the {len(others)} that leave one open", interviews, others, others),
    ]
    completions = [random_answers(base, rng) for _ in range(COMPLETIONS)]
    rows.append(row(f"{COMPLETIONS:,} profiles answered by chance", interviews, completions, completions[:LEAST]))
    mine, best_way = compared(PACKS, SEED)
    small = [f"{PACKS} packs so small that every way of asking can be tried", "", "", f"{mine:.2f}", f"{best_way:.2f}"]
    return section(
        "How many answers it takes",
        f"""Mean numbers of answers until {" and ".join(base.pack.primary)} come out as they do with the whole profile.
        Each profile starts empty; what it does not know is asked as well, and stays unknown. In the fixed order the
        quick screen comes first and then the other questions by topic, save those that certainly do not apply;
        "skipping" leaves out what no longer matters as well. "At the least" is the smallest set of the answers that
        suffices, which only somebody can ask for who knows them (of those answered by chance, for the first {LEAST}).
        What people answer by chance is drawn evenly. For the small packs it is the mean of the best way of asking.""",
        ["", ">fixed order", ">skipping", ">next best", ">at the least", ">next best against fixed"],
        [*(each for each, _ in rows), small],
        f"Aim: at most {AIM} of the fixed order{met(rows[0][1] <= AIM and rows[2][1] <= AIM)}, where both are settled "
        f"in the end. {times(base, [{}, *profiles])}",
    )


def times(base: RuleBase, profiles: list[Facts]) -> str:
    """Say how long the whole list of next questions takes, for every decision that people are shown."""
    seconds = []
    for facts in profiles:
        before = process_time()
        next_questions(base, facts, DAY)
        seconds.append(process_time() - before)
    return (
        "To list every question that can still change anything that people are shown took "
        f"{median(seconds):.2f} s for the profile in the middle and {max(seconds):.2f} s at most."
    )


def row(title: str, interviews: Interviews, profiles: list[Facts], few: list[Facts]) -> tuple[list[str], float]:
    """Give a line of the table, and its ratio."""
    found = [interviews.answers(facts) for facts in profiles]
    fixed, skipping, best = (mean(getattr(each, name) for each in found) for name in ("fixed", "skipping", "best"))
    fewest = mean(least(interviews, facts) for facts in few)
    return [title, *(f"{each:.1f}" for each in (fixed, skipping, best, fewest)), f"{best / fixed:.2f}"], best / fixed


def shipped(base: RuleBase) -> list[Facts]:
    """Read the answers of the shipped profiles."""
    folder = PACK.parent / "profiles"
    return [profile.facts() for path in sorted(folder.glob("*.yaml")) for profile in read_profiles(path, base)]


def is_settled(interviews: Interviews, facts: Facts) -> bool:
    """Tell whether these answers settle the decisions."""
    return all(outcome is None or outcome.status == "settled" for outcome in interviews.told(facts))
