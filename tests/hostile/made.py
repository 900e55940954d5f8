"""Hostile input that cannot be kept as a text file, or is too large to be: each made here, with what is said of it."""

from dataclasses import dataclass

RULE = """\
rules:
  - name: bad
    when: {can_swim: no}
    then: {care: close}
    because: It is bad.
    cites: [hr.swim]
"""
PROFILE = "id: a\ntrip: down the river\nanswers: {can_swim: yes, people: 3}\n"


@dataclass(frozen=True, slots=True)
class Made:
    """The bytes of one bad file, and the lines that are said, without the name of the file; none where it is good.

    Lines that name a file of their own speak of another one.
    """

    data: bytes
    lines: tuple[str, ...] = ()
    findings: bool = False


def made(data: bytes | str, *lines: str, findings: bool = False) -> Made:
    return Made(data if isinstance(data, bytes) else data.encode(), lines, findings)


def with_because(text: str) -> str:
    return RULE.replace("It is bad.", text)


def with_trip(text: str) -> str:
    return PROFILE.replace("down the river", text)


def cut(letter: str) -> str:
    """A very long word as a message shows it."""
    return f"`{letter * 59}…`"


NUL = "control-character: control character NUL (U+0000) in the text; delete it"
ESCAPE = "control-character: control character ESCAPE (U+001B) in the text; delete it"
NEXT_LINE = "control-character: control character NEXT LINE (U+0085) in the text; delete it"
CARRIAGE_RETURN = "control-character: a carriage return without a line feed; save the file with ordinary line ends"
HALF = "lone-surrogate: an escape in this text stands for no character; write the character itself"
UTF_32 = "not-utf8: the file is UTF-32; save it as UTF-8"
LIKE_UTF_16 = "not-utf8: the file looks like UTF-16; save it as UTF-8"
TOO_LARGE = "too-large: larger than 5 MB; split it"
TOO_DEEP = "too-deep: nested more than 64 levels deep; lay it out flatter"
TOO_MANY = "too-large: more than 200,000 values in one file; split it"


def not_utf8(byte: str) -> str:
    return f"not-utf8: byte 0x{byte} is not UTF-8; save the file as UTF-8"


def encoded(text: str, line: int, column: int) -> dict[str, Made]:
    """The ways in which a file is not plain UTF-8; `#` in the text stands for what is wrong, at this place."""
    plain = text.replace("#", "")
    at = f"{line}:{column}"

    def wrong(data: bytes) -> bytes:
        return text.encode().replace(b"#", data)

    return {
        "byte-order-mark": made(b"\xef\xbb\xbf" + plain.encode()),
        "utf-16": made(plain.encode("utf-16")),
        "utf-16-big-endian": made(b"\xfe\xff" + plain.encode("utf-16-be")),
        "utf-16-without-a-mark": made(plain.encode("utf-16-le"), f"1:1: {LIKE_UTF_16}"),
        "utf-32": made(plain.encode("utf-32"), f"1:1: {UTF_32}"),
        "latin-1": made(wrong(b"\xe9"), f"{at}: {not_utf8('E9')}"),
        "broken-off-character": made(wrong(b"\xe2\x82"), f"{at}: {not_utf8('E2')}"),
        "half-a-surrogate-pair": made(wrong(b"\xed\xa0\x80"), f"{at}: {not_utf8('ED')}"),
        "overlong-nul": made(wrong(b"\xc0\x80"), f"{at}: {not_utf8('C0')}"),
        "nul": made(wrong(b"\0"), f"{at}: {NUL}"),
        "escape": made(wrong(b"\x1b[31m"), f"{at}: {ESCAPE}"),
        "next-line": made(wrong(b"\xc2\x85"), f"{at}: {NEXT_LINE}"),
        "carriage-return": made(wrong(b"\r"), f"{at}: {CARRIAGE_RETURN}"),
        "carriage-returns-with-line-feeds": made(plain.replace("\n", "\r\n")),
        "five-megabytes-and-more": made(plain.encode() + b"#" * 5_000_000, f"1:1: {TOO_LARGE}"),
        "five-megabytes-of-comments": made(plain + "# abcdefg\n" * 499_000),
    }


def facts(*lines: str) -> str:
    return "topic: people\nfacts:\n" + "".join(f"  - {{{line}}}\n" for line in lines)


def growing(number: int) -> str:
    """Each question asks the one before it twice: a few lines that would come to 2 to the power of their number."""
    asked = ["name: f0, kind: yes_no, question: Is it?"]
    for n in range(1, number):
        twice = f"all: [{{f{n - 1}: yes}}, {{f{n - 1}: yes}}]"
        asked.append(f"name: f{n}, kind: yes_no, question: Is it?, applies_when: {{{twice}}}")
    return facts(*asked)


def chained_facts(number: int) -> str:
    asked = ["name: f0, kind: yes_no, question: Is it?"]
    asked += [f"name: f{n}, kind: yes_no, question: Is it?, applies_when: {{f{n - 1}: yes}}" for n in range(1, number)]
    return facts(*asked)


def rule(name: str, when: str, then: str) -> str:
    return f"  - {{name: {name}, when: {when}, then: {then}, because: So., cites: [hr.swim]}}\n"


def chained_decisions(number: int, policy: str = "any") -> str:
    """Decisions that each read the one before."""
    declared = "".join(
        f"  - {{name: d{n}, title: D, hit_policy: {policy}, values: {{no: N, yes: Y}}}}\n" for n in range(number)
    )
    rules = rule("r0", "{can_swim: no}", "{d0: yes}")
    rules += "".join(rule(f"r{n}", f"{{d{n - 1}: yes}}", f"{{d{n}: yes}}") for n in range(1, number))
    return f"decisions:\n{declared}rules:\n{rules}"


def nested(before: str, after: str, depth: int) -> str:
    """A condition inside others, as deep as is asked for."""
    return "rules:\n" + rule("bad", before * depth + "{can_swim: no}" + after * depth, "{care: close}")


def fifteen_of_thirty() -> str:
    asked = facts(*(f"name: f{n}, kind: yes_no, question: Is it?" for n in range(30)))
    parts = ", ".join(f"{{f{n}: yes}}" for n in range(30))
    return asked + "rules:\n" + rule("bad", f"{{at_least: {{n: 15, of: [{parts}]}}}}", "{hire: go}")


def many_rules(number: int) -> str:
    """Rules of one decision, each for other numbers of people, all within the range: those of the bits of its own."""
    sets = ([f"{{people: {bit + 1}}}" for bit in range(12) if n >> bit & 1] for n in range(1, number + 1))
    return "rules:\n" + "".join(
        rule(f"r{n}", f"{{any: [{', '.join(each)}]}}", "{hire: stay}") for n, each in enumerate(sets)
    )


GROWN = (
    "asks more than 5,000 things or is nested more than 150 levels deep, "
    "with the `applies_when` of everything it reads written out; simplify those"
)
BOTH = "conclude `hire` and do not contradict each other in any literal, so both might fire"

PACKS = {
    **encoded(with_because("It is b#d."), line=5, column=21),
    "escaped-nul": made(with_because('"It is \\0 bad."'), f"5:14: {NUL}"),
    "escaped-surrogate": made(with_because('"It is \\ud800 bad."'), f"5:14: {HALF}"),
    "number-of-5000-digits": made(
        RULE.replace("{can_swim: no}", "{people: {at_least: " + "9" * 5000 + "}}"),
        f"3:31: not-integer: {cut('9')} is not a whole number; use at most 15 digits",
    ),
    "duration-of-5000-digits": made(
        RULE.replace("{can_swim: no}", "{checked_on: {older_than: P" + "9" * 5000 + "Y}}"),
        f"3:37: not-duration: `P{'9' * 58}…` is not a length of time; "
        "write it as in `PT24H`, `P2D`, `P6W`, `P3M` or `P1Y`, or `same_day`",
    ),
    "100000-brackets": made("rules: " + "[" * 100_000, f"1:71: {TOO_DEEP}"),
    "100000-dashes": made("rules:\n " + "- " * 100_000, f"2:128: {TOO_DEEP}"),
    "100000-nots": made(RULE.replace("{can_swim: no}", "{not: " * 100_000 + "}" * 100_000), f"3:377: {TOO_DEEP}"),
    "200000-values": made("rules: [" + "a," * 200_000 + "]", f"1:400003: {TOO_MANY}"),
    "2000-errors": made(
        "facts:\n" + "  - x\n" * 2000,
        *(f"{line}:5: wrong-kind: a fact must be a mapping of keys to values" for line in range(2, 1002)),
        "too-many-errors: reading stops after 1000 errors; mend these first",
    ),
    "text-of-a-megabyte": made(with_because("It is bad. " * 100_000)),
    "name-of-a-megabyte": made(
        RULE.replace("bad", "x" * 1_000_000, 1),
        f"2:11: bad-name: {cut('x')} is too long for a name; use at most 100 characters",
    ),
    "unknown-name-of-1000-letters": made(
        RULE.replace("can_swim", "x" * 1000), f"3:12: unknown-name: no fact, decision or control is named {cut('x')}"
    ),
    "unknown-statement-of-a-megabyte": made(
        RULE.replace("hr.swim", "x" * 1_000_000),
        f"6:13: unknown-statement: rule `bad` names the statement {cut('x')}, which is declared nowhere",
    ),
    "questions-that-double": made(
        growing(41), *(f"{n + 3}:12: too-large: `applies_when` of `f{n}` {GROWN}" for n in (12, 24, 36))
    ),
    "questions-in-a-long-chain": made(
        chained_facts(400), *(f"{n + 3}:12: too-large: `applies_when` of `f{n}` {GROWN}" for n in (150, 300))
    ),
    "decisions-in-a-long-chain": made(
        chained_decisions(60),
        "52:12: too-deep: `d50` stands on more than 150 levels of conditions and earlier decisions; "
        "lay the decisions out flatter",
    ),
    "fifteen-of-thirty": made(
        fifteen_of_thirty(),
        *(f"34:12: may-both-fire: rules `bad` and `{other}` {BOTH}" for other in ("jackets-first", "nobody-swims")),
        f"34:12: may-both-fire: rules `bad` and `storm` {BOTH}",
        findings=True,
    ),
    "thousand-rules-for-one-decision": made(
        many_rules(1000),
        "decisions.yaml:2:11: not-compared: the rules of `hire` are too many to be compared in pairs; "
        "whether two may fire is left open",
        findings=True,
    ),
}

PROFILES = {
    **encoded(with_trip("down th# river"), line=2, column=14),
    "escaped-nul": made(with_trip('"down \\0"'), f"2:7: {NUL}"),
    "escaped-surrogate": made(with_trip('"down \\ud800"'), f"2:7: {HALF}"),
    "number-of-5000-digits": made(
        PROFILE.replace("3}", "9" * 5000 + "}"),
        f"3:34: not-integer: {cut('9')} is not a whole number; use at most 15 digits",
    ),
    "100000-brackets": made("id: a\nanswers: {extras: " + "[" * 100_000, f"2:81: {TOO_DEEP}"),
    "100000-json-brackets": made('{"id": ' + "[" * 100_000, f"1:71: {TOO_DEEP}"),
    "100000-json-objects": made('{"id": ' + '{"a": ' * 100_000, f"1:386: {TOO_DEEP}"),
    "200000-json-values": made('{"id": [' + "1," * 200_000 + "1]}", f"1:400003: {TOO_MANY}"),
    "text-of-a-megabyte": made(with_trip("down the river " * 70_000)),
    "id-of-a-megabyte": made(PROFILE.replace("id: a", "id: " + "a" * 1_000_000)),
    "id-of-a-megabyte-twice": made(
        f"- id: {'a' * 1_000_000}\n" * 2,
        f"2:3: duplicate-id: profile {cut('a')} stands in this file already; give each an id of its own",
    ),
    "question-of-1000-letters": made(
        PROFILE.replace("can_swim", "x" * 1000), f"3:11: unknown-fact: there is no question {cut('x')}"
    ),
    "answer-of-a-megabyte": made(
        "id: a\nboat: " + "x" * 1_000_000,
        f"2:7: unknown-value: `boat` has no answer {cut('x')}; choose from `canoe`, `dinghy`, `yacht`",
    ),
    "30000-profiles": made("".join(f"- {{id: p{n}}}\n" for n in range(30_000))),
}
