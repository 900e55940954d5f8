"""`replay`: assess again, and hold it against a stored result."""

import sys
from pathlib import Path

import click

from engine.commands.options import FILE, FINDINGS, example, output_option, pack_option, profiles_argument

SAME_BYTES = "The same: pack, profile and day give the same bytes again."
SAME_RESULT = (
    "The same: pack, profile and day give the result again that the document was made from. "
    "Its other words were not compared."
)
OR_A_DOCUMENT = "or a document that bears the stamp of one profile; a pack has to be unpacked first"


@click.command(epilog=example("replay result.json my-arrangement.yaml"))
@click.argument("result", type=FILE)
@profiles_argument
@output_option()
@pack_option
def replay(result: str, profiles: tuple[str, ...], output: str, folder: Path | None) -> None:
    """Assess each PROFILE again and hold it against a stored RESULT: the same bytes, or what differs.

    RESULT is what `assess --format json` wrote, or a document that bears a stamp at its end, in any form. Of a
    document, the stamp is compared, and not its words. The day of assessment is the one that stands in it. Exits with
    1 if anything differs, and says whether it is the rules, the profile or the conclusions.
    """
    from engine import UsageError, api
    from engine.commands.profile_files import profiles_in
    from engine.commands.terminal import to_file_or_out
    from engine.export.replay import day_of, differences, stored_results
    from engine.export.stamp import stamp_differences, stamp_in
    from engine.source.characters import visible
    from engine.source.origin import read_whole, stdin_once

    stdin_once(result, *profiles)
    base = api.load_pack(folder)
    data, found = read_whole(result), list[str]()
    stamp = stamp_in(data)
    try:
        stored = {} if stamp else stored_results(data)
    except UsageError as error:
        raise UsageError(f"{error}, {OR_A_DOCUMENT}") from error
    for each in profiles_in(profiles, base):
        if stamp:
            again = api.assess(base, each, stamp.as_of)
            found += [f"{each.id}: {words}" for words in stamp_differences(stamp, base, again.assessment)]
            continue
        if each.id not in stored:
            found.append(f"the stored result has no profile `{each.id}`")
            continue
        again = api.assess(base, each, day_of(stored[each.id]))
        found += [f"{each.id}: {words}" for words in differences(base, stored[each.id], again.assessment)]
    to_file_or_out(
        "\n".join(map(visible, found)) or (SAME_RESULT if stamp else SAME_BYTES), output, [result, *profiles]
    )
    sys.exit(FINDINGS if found else 0)
