"""Planted edits of the small pack, each with what has to be said of it; thought out before anything was run."""

from dataclasses import dataclass

from tests.mutation.small import PACK

OLD_KEYS = """  - name: old-keys-are-warned-of
    when: {key_is_new: no}
    then: {warn: An old key may stick., entry: open}
    because: It has happened.
    cites: [house.gate]
"""
GATE = PACK + OLD_KEYS
"""The small pack with a rule that warns, and opens the gate for whoever has an old key."""

MORE = """  - name: tea
    title: Tea
    hit_policy: any
    values: {served: Served, none: None}
    default: {value: none, because: It is a gate., cites: [house.gate]}
  - name: cake
    title: Cake
    hit_policy: any
    values: {served: Served, none: None}
    default: {value: none, because: It is a gate., cites: [house.gate]}
  - {name: door, title: Door, hit_policy: any, values: {oak: Oak, pine: Pine}}
  - {name: badge, title: Badge, hit_policy: any, values: {red: Red, blue: Blue, green: Green}}
  - name: watch
    title: Watch
    hit_policy: max
    values:
      none: {label: None, says: Nobody.}
      dog: {label: A dog, says: A dog.}
      man: {label: A man, says: A man.}
    default: {value: none, because: It is a gate., cites: [house.gate]}
controls:
  - {name: papers-kept, title: Papers kept, what: They are in the box., topic: gate, owner: guard,
     evidence: The box., classes: [blocking], cites: [house.gate]}
"""
READERS = """  - {name: tea-with-care, when: {care: high}, then: {tea: served}, because: So., cites: [house.gate]}
  - {name: cake-with-tea, when: {tea: served}, then: {cake: served}, because: So., cites: [house.gate]}
  - {name: papers, when: {care: {at_least: middle}}, then: {require: [papers-kept]}, because: So., cites: [house.gate]}
  - {name: door-always, when: always, then: {door: oak}, because: So., cites: [house.gate]}
  - {name: one-badge, when: {has_key: yes}, then: {badge: red}, because: So., cites: [house.gate]}
  - {name: another, when: {has_key: yes}, then: {badge: blue}, because: So., cites: [house.gate]}
  - {name: a-third, when: {all: [{has_key: yes}, {visits: 1}]}, then: {badge: green}, because: So., cites: [house.gate]}
  - {name: a-dog, when: {has_key: yes}, then: {watch: dog}, because: So., cites: [house.gate]}
  - {name: a-man, when: {has_key: no}, then: {watch: man}, because: So., cites: [house.gate]}
"""
HOUSE = GATE.replace("controls:\n", MORE, 1) + READERS
"""The same with decisions that read others, one that is never open, one whose rules contradict each other (red against
blue for everybody with a key), and a scale of which at most one rule fires."""

OPENS = GATE[GATE.index("  - name: opens-with-a-key") : GATE.index("  - name: cars-are-looked-at")]
CARS = GATE[GATE.index("  - name: cars-are-looked-at") : GATE.index(OLD_KEYS)]


@dataclass(frozen=True)
class Edit:
    """An edit, what it is called in words, and for each decision it can reach, what is proved of it.

    `means` has, by decision, whether complete profiles and whether incomplete ones can come out otherwise.
    """

    says: str
    old: str
    new: str
    words: tuple[str, ...]
    means: dict[str, tuple[bool, bool]]
    controls: tuple[str, ...] = ()
    pack: str = GATE


EDITS = (
    Edit(
        "a threshold moved",
        "visits: {at_least: 3}",
        "visits: {at_least: 4}",
        ("rules changed opens-with-a-key: when",),
        {"entry": (True, True)},
    ),
    Edit(
        "a value exchanged, of which no other rule reads anything",
        "then: {care: high, require: [name-noted]}",
        "then: {care: middle, require: [name-noted]}",
        ("rules changed cars-are-looked-at: then",),
        {"care": (True, True)},
    ),
    Edit("a rule removed", OPENS, "", ("rules removed opens-with-a-key:",), {"entry": (True, True)}),
    Edit(
        "a default changed",
        "default: {value: shut,",
        "default: {value: open,",
        ("decisions changed entry: default.value",),
        {"entry": (True, True)},
    ),
    Edit(
        "a literal negated",
        "any: [{comes_by: car},",
        "any: [{not: {comes_by: car}},",
        ("rules changed cars-are-looked-at: when",),
        {"care": (True, True), "controls": (True, True)},
        ("name-noted",),
    ),
    Edit(
        "a rule that only has another name",
        "name: opens-with-a-key",
        "name: the-key-opens",
        ("rules renamed the-key-opens:",),
        {},
    ),
    Edit(
        "a rule that warns and only has another name",
        "name: old-keys-are-warned-of",
        "name: old-keys-may-stick",
        ("rules renamed old-keys-may-stick:",),
        {},
    ),
    Edit("rules in another order", OPENS + CARS, CARS + OPENS, (), {}),
    Edit(
        "only a text changed",
        "because: They are known.",
        "because: They are well known.",
        ("rules changed opens-with-a-key: because",),
        {},
    ),
    Edit(
        "a warning in other words is still the same warning",
        "An old key may stick.",
        "An old key sticks at times.",
        ("rules changed old-keys-are-warned-of: warning",),
        {},
    ),
    Edit(
        "another value to apply meanwhile, which only those see who have not said how they come",
        "while_open: middle",
        "while_open: high",
        ("decisions changed care: while_open",),
        {"care": (False, True)},
    ),
    Edit(
        "a condition written otherwise that says the same",
        "any: [{comes_by: car}, {key_is_new: yes}]",
        "not: {all: [{not: {key_is_new: yes}}, {not: {comes_by: car}}]}",
        ("rules changed cars-are-looked-at: when",),
        {"care": (False, False), "controls": (False, False)},
    ),
    Edit(
        "a test that never fails once it is known: only who leaves it open is kept waiting",
        "when: {any: [{comes_by: car}, {key_is_new: yes}]}",
        "when: {all: [{any: [{comes_by: car}, {key_is_new: yes}]}, {visits: {at_least: 0}}]}",
        ("rules changed cars-are-looked-at: when",),
        {"care": (False, True), "controls": (False, True)},
        ("name-noted",),
    ),
    Edit(
        "a question that applies to more people changes every rule that reads it",
        "applies_when: {has_key: yes}",
        "applies_when: {visits: {at_least: 1}}",
        ("facts changed key_is_new: applies_when",),
        {"entry": (True, True), "care": (True, True), "controls": (True, True), "warnings": (True, True)},
        ("name-noted",),
    ),
    Edit(
        "fewer answers allowed: those that both packs allow mean the same",
        "range: [0, 9]",
        "range: [0, 6]",
        ("facts changed visits: range",),
        {},
    ),
    Edit(
        "a control no longer required",
        "then: {care: high, require: [name-noted]}",
        "then: {care: high}",
        ("rules changed cars-are-looked-at: then",),
        {"controls": (True, True)},
        ("name-noted",),
    ),
    Edit(
        "the values of a scale in another order",
        """      middle: {label: Middle, says: A word.}
      high: {label: High, says: A look at the papers.}
""",
        """      high: {label: High, says: A look at the papers.}
      middle: {label: Middle, says: A word.}
""",
        ("decisions changed care: values",),
        # Nothing but `high` and the default is ever concluded; meanwhile it was `middle`, and now that is above `high`.
        {"care": (False, True)},
    ),
    Edit(
        "a statement that says something else",
        "says: The gate opens for some.",
        "says: The gate opens for many.",
        ("statements changed house.gate: says",),
        {},
    ),
    Edit(
        "what a decision rests on changes all that reads it, however far on",
        "any: [{comes_by: car}, {key_is_new: yes}]",
        "all: [{comes_by: car}, {key_is_new: yes}]",
        ("rules changed cars-are-looked-at: when",),
        dict.fromkeys(("care", "tea", "cake", "controls"), (True, True)),
        ("name-noted", "papers-kept"),
        HOUSE,
    ),
    Edit(
        "a value to apply meanwhile brings its controls meanwhile, and feeds no other decision",
        "while_open: middle",
        "while_open: low",
        ("decisions changed care: while_open",),
        {"care": (False, True), "tea": (False, False), "cake": (False, False), "controls": (False, True)},
        ("papers-kept",),
        HOUSE,
    ),
    Edit(
        "what is never open is not open otherwise",
        "then: {door: oak}",
        "then: {door: pine}",
        ("rules changed door-always: then",),
        {"door": (True, False)},
        pack=HOUSE,
    ),
    Edit(
        "where rules contradict each other, one more of them is a difference",
        "when: {all: [{has_key: yes}, {visits: 1}]}",
        "when: {all: [{has_key: yes}, {visits: 2}]}",
        ("rules changed a-third: when",),
        # Where the rules contradict each other nothing is open; who has not said whether there is a key may wait for
        # another badge.
        {"badge": (True, True)},
        pack=HOUSE,
    ),
    Edit(
        "a scale in another order has other ends while it is open, though whoever is settled stays where they were",
        """      dog: {label: A dog, says: A dog.}
      man: {label: A man, says: A man.}
""",
        """      man: {label: A man, says: A man.}
      dog: {label: A dog, says: A dog.}
""",
        ("decisions changed watch: values",),
        {"watch": (False, True)},
        pack=HOUSE,
    ),
)
"""Where the edit can reach a decision and it is named with (False, False), that there is no difference is proved."""

TABLED = (
    GATE
    + """
tables:
  - {name: prices, title: Prices, file: prices.csv, hit_policy: first, decides: [price], because: So.,
     cites: [house.gate]}
"""
)
PRICED = TABLED.replace(
    "\ndecisions:",
    "\ndecisions:\n  - {name: price, title: Price, hit_policy: first, values: {free: Free, low: Low, full: Full}}",
)
"""The same with a decision that a table makes, whose file `prices.csv` each test writes."""
