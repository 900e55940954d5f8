"""The first files of a pack, or of a pack that is laid over another: small, sound, and with a case that passes."""

import os
import re
from collections.abc import Collection
from pathlib import Path

from engine.rulebase.base import RuleBase
from engine.rulebase.folders import CASES
from engine.source.names import NameStyle

Files = dict[str, str]
"""By path inside the folder of the pack: what is written there."""

PACK = """\
# What the pack says of itself. Which other files there are, and what they are called, means nothing.
pack:
  id: ID
  version: 0.1.0
  title: Whether it goes ahead
  topics: {start: The start}
  roles: {organiser: The organiser}
  control_classes: {first: Before it begins}
  header: {title: text}
  layout:
    heading: [title]
    primary: [go_ahead]
    headline: [go_ahead]
  statement_kinds:
    decides: {says: Decides whether it goes ahead, shown_by: rule, decisions: [go_ahead]}
    duty: {says: Has to be in place, shown_by: control}

# What your sources say, in your own words. Every rule cites a statement.
documents:
  - {id: house-rules, prefix: house, title: Our rules}

statements:
  - {id: house.agreed, must: decides, says: Nothing begins before those it is for have agreed.}
  - {id: house.contact, must: duty, says: Everybody knows whom to call.}
"""

RULES = """\
topic: start

# The questions.
facts:
  - name: people_have_agreed
    kind: yes_no
    quick: 1
    question: Have the people it is for agreed to it?
    yes_example: Each of them was asked, and said yes.
    no_example: Somebody else said yes for them.
    worse: no
    cites: [house.agreed]

# The named results.
decisions:
  - name: go_ahead
    title: Going ahead
    hit_policy: any
    values:
      go: {label: Go ahead, says: Nothing stands in the way.}
      wait: {label: Wait, says: Something has to be settled first.}
    default: {value: go, because: Nothing speaks against it., cites: [house.agreed]}
    while_open: wait

# What has to be in place.
controls:
  - name: contact-is-named
    title: A contact is named
    what: Everybody knows whom to call, and the number works.
    owner: organiser
    evidence: The name and the number are on the notice board.
    classes: [first]
    belongs_to: {go_ahead: [go]}
    cites: [house.contact]

rules:
  - name: wait-until-they-agree
    title: Nothing begins without them
    when: {people_have_agreed: no}
    then: {go_ahead: wait}
    because: The people it is for have not agreed.
    cites: [house.agreed]

  - name: a-contact-before-it-begins
    title: Somebody can be reached
    when: {go_ahead: go}
    then: {require: [contact-is-named]}
    because: When something goes wrong, somebody has to be reached.
    cites: [house.contact]
"""

PACK_CASES = """\
# Each case is a sentence, a few answers, and what must come out. Everything else is not known.
cases:
  - name: nothing begins before the people it is for have agreed
    answers: {people_have_agreed: no}
    expect: {go_ahead: wait, controls: {excludes: [contact-is-named]}}

  - name: where they have agreed it begins, with a contact
    answers: {people_have_agreed: yes}
    expect: {go_ahead: go, controls: {includes: [contact-is-named]}}

  - name: while nobody has asked them, it waits
    expect: {go_ahead: {interim: wait}}
"""

OVER = """\
# This pack is laid over another: everything below holds, and what stands here is added to it.
pack:
  id: ID
  version: 0.1.0
  title: TITLE
  extends: BELOWKINDS

documents:
  - {id: ID-rules, prefix: PREFIX, title: Our own rules}

statements:
  - {id: PREFIX.first, must: KIND, says: Whoever decides writes down the day and their name.}

rules:
  - name: RULE
    title: The day and the name are written down
    when: always
    then: {advise: "Write down the day, and who decided."}
    because: In a year somebody will ask.
    cites: [PREFIX.first]

# A rule from below may also be replaced, switched off or tightened, each with a reason:
#
# rules:
#   - name: the-name-of-that-rule
#     replaces: Why it is replaced.
#     when: ...
# switch_off:
#   - {rule: the-name-of-that-rule, because: Why it is switched off.}
# tighten:
#   - {rule: the-name-of-that-rule, question: what_it_asks, to: 5, because: Why its threshold is moved.}
"""

OVER_KINDS = """
  statement_kinds:
    KIND: {says: What we add, shown_by: rule, decisions: [advice]}"""
"""For a pack whose statements are of kinds; where there are none below, a first one would leave those below without."""

OVER_CASES = """\
# Only the cases of this pack are run here; those of the pack below hold for that pack.
cases:
  - name: the day and the name are always written down
    expect: {advice: {includes: [RULE]}}
"""


def new_pack(folder: Path) -> Files:
    """Write the files of a pack that stands alone, with an id after the name of its folder."""
    name = _name(folder)
    return {"pack.yaml": PACK.replace("ID", name), "rules.yaml": RULES, f"{CASES}/first.yaml": PACK_CASES}


def new_overlay(folder: Path, below: RuleBase, named: str) -> Files:
    """Write the files of a pack that is laid over another, which goes by `named`: an id, or a folder."""
    name = _unused(_name(folder), {below.pack.id, *(pack.id for pack in below.extends)})
    documents = below.documents.values()
    words = {
        "KINDS": OVER_KINDS if below.pack.statement_kinds else "",
        "ID": _unused(name, {document.id.removesuffix("-rules") for document in documents}),
        "PREFIX": _unused(name.replace("-", ""), {document.prefix for document in documents}, ""),
        "KIND": _unused("of_ours", {kind.name for kind in below.pack.statement_kinds}, "_"),
        "RULE": _unused("the-day-and-the-name", {*below.rules}),
        "TITLE": f"What we add to {below.pack.id}",
        "BELOW": named,
    }
    pack, cases = OVER, OVER_CASES
    for key, word in words.items():
        pack, cases = pack.replace(key, word), cases.replace(key, word)
    return {"pack.yaml": pack, f"{CASES}/first.yaml": cases}


def seen_from(folder: Path, other: Path) -> str:
    """Write the way from one folder to another as a pack writes it."""
    return Path(os.path.relpath(other.resolve(), folder.resolve())).as_posix()


def _name(folder: Path) -> str:
    """Make a name of the name of a folder, as far as that goes."""
    words = re.sub("[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-")
    return words if NameStyle.KEBAB.pattern.fullmatch(words) and len(words) <= 60 else "my-pack"


def _unused(name: str, taken: Collection[str], joint: str = "-") -> str:
    number = 2
    found = name
    while found in taken:
        found, number = f"{name}{joint}{number}", number + 1
    return found
