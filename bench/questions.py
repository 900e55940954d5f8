"""How many answers it takes until the primary decisions come out: by the next best question, and in the fixed order."""

from pathlib import Path
from random import Random
from statistics import mean

from bench.interviews import Interviews, least, random_answers
from bench.sections import met, section
from engine import RuleBase, load_pack, read_profiles
from engine.rulebase.facts import Facts

PACK = Path(__file__).parent.parent / "rules"
COMPLETIONS = 2_000
LEAST = 200
"""Random answers of which the least number is worked out."""
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
    return section(
        "How many answers it takes",
        f"""Mean numbers of answers until {" and ".join(base.pack.primary)} come out as they do with the whole profile.
        Each profile starts empty; what it does not know is asked as well, and stays unknown. In the fixed order the
        quick screen comes first and then the other questions by topic, save those that certainly do not apply;
        "skipping" leaves out what no longer matters as well. "At the least" is the smallest set of the answers that
        suffices, which only somebody can ask for who knows them (of those answered by chance, for the first {LEAST}).
        What people answer by chance is drawn evenly.""",
        ["", ">fixed order", ">skipping", ">next best", ">at the least", ">next best against fixed"],
        [each for each, _ in rows],
        f"Aim: at most {AIM} of the fixed order{met(all(ratio <= AIM for _, ratio in rows))}.",
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
