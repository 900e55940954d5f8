"""`explain`: why a decision came out as it did, or why not otherwise; what would change it, and what carries it."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.commands.options import FILE, as_of_option, completing, example, form_option, output_option, pack_option

if TYPE_CHECKING:
    from engine import CarriedBy, Explanation, Profile, RuleBase, SmallestChanges, Supposition

    Found = CarriedBy | Explanation | SmallestChanges | Supposition


@click.command(epilog=example("explain my-arrangement.yaml --if stage=ended --if label=other"))
@click.argument("profile", type=FILE)
@click.argument(
    "decision", metavar="[DECISION[=VALUE]]", default="", shell_complete=completing(lambda base: base.decisions)
)
@click.option(
    "--if",
    "supposed",
    metavar="QUESTION=ANSWER",
    multiple=True,
    help="What if this were the answer? May be given several times. `unknown` takes an answer back, and "
    "DECISION=VALUE takes a decision as settled.",
)
@click.option(
    "--changes", metavar="N", type=click.IntRange(1, 3), help="What would make it VALUE, with up to N answers?"
)
@click.option("--at-most", metavar="VALUE", help="What would make it at most VALUE?  [up to 2 answers, or --changes]")
@click.option("--at-least", metavar="VALUE", help="What would make it at least VALUE?")
@click.option("--evidence", is_flag=True, help="Which answers carry it, and how well are they evidenced?")
@click.option("--full", is_flag=True, help="Show the whole derivation of every rule, or everything that was found.")
@form_option("text", "markdown")
@as_of_option
@output_option()
@pack_option
def explain(
    profile: str,
    decision: str,
    supposed: tuple[str, ...],
    changes: int | None,
    at_most: str | None,
    at_least: str | None,
    evidence: bool,
    full: bool,
    form: str,
    as_of: date,
    output: str,
    folder: Path | None,
) -> None:
    """Say why a DECISION about one PROFILE came out as it did, or why not as VALUE.

    Names the rules with what held, what failed and what is still open, and every single answer that would change it.
    `rules show` lists the decisions. With --if it says what would be otherwise, and DECISION may be left out.
    """
    from engine import UsageError, api, carried_by
    from engine.commands.profile_files import one_profile
    from engine.commands.terminal import colour, to_file_or_out, width

    if bool(supposed) + evidence + max((at_most is not None) + (at_least is not None), changes is not None) > 1:
        message = "`--if`, `--evidence`, `--changes`, `--at-most` and `--at-least` are questions of their own; ask one"
        raise UsageError(message)
    base = api.load_pack(folder)
    read = one_profile(profile, "explain", base)
    name, sign, value = decision.partition("=")
    found: Found
    if supposed:
        found = suppose(base, read, decision, supposed, as_of)
    elif not decision:
        named = ", ".join(f"`{each}`" for each in base.pack.headline)
        raise UsageError(f"which decision is it about? {named}, or any other that `rules show` lists")
    elif evidence:
        found = carried_by(base, read, name, value if sign else None, as_of)
    elif at_most is not None or at_least is not None or changes is not None:
        found = changing(base, read, decision, at_most, at_least, changes, as_of)
    else:
        found = api.explain_decision(base, read, name, value if sign else None, as_of)
    page = written(base, found, read, form, only=decision, full=full, width=width(output), colour=colour(output))
    to_file_or_out(page, output, [profile])


def suppose(
    base: "RuleBase", profile: "Profile", decision: str, supposed: tuple[str, ...], as_of: date
) -> "Supposition":
    """Try what is supposed; a decision that is asked about must be there."""
    from engine import explain_decision, read_suppositions, what_if

    if decision:
        explain_decision(base, profile, decision, None, as_of)
    read = read_suppositions(base, profile, supposed)
    return what_if(base, profile, read.answers, as_of, read.decided)


def changing(
    base: "RuleBase",
    profile: "Profile",
    decision: str,
    at_most: str | None,
    at_least: str | None,
    most: int | None,
    as_of: date,
) -> "SmallestChanges":
    """Find the smallest changes to a value, or to one at most or at least as high."""
    from engine import UsageError, smallest_changes

    name, sign, value = decision.partition("=")
    bound = at_most if at_most is not None else at_least
    if sign and bound is not None:
        raise UsageError(
            f"the value is said twice; write `{name}` with `--at-most` or `--at-least`, or `{decision}` alone"
        )
    if not sign and bound is None:
        raise UsageError("`--changes` needs a value: DECISION=VALUE, or DECISION with `--at-most` or `--at-least`")
    return smallest_changes(
        base,
        profile,
        name,
        value if bound is None else bound,
        bound="" if bound is None else "at_most" if at_most is not None else "at_least",
        most=most or 2,
        as_of=as_of,
    )


def written(
    base: "RuleBase", found: "Found", profile: "Profile", form: str, *, only: str, full: bool, width: int, colour: bool
) -> str:
    """Write whatever was found."""
    from engine import Explanation, api

    if isinstance(found, Explanation):
        return api.write_explanation(base, found, profile, form, full=full, width=width, colour=colour)
    return api.write_inquiry(base, found, profile, form, decision=only, full=full, width=width, colour=colour)
