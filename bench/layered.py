"""Sound rule bases of any size for measuring proofs: blocks like the shipped rules, ten at a time in a chain."""

CHAINED = 10

HEAD = """pack:
  {id: layered, version: '1', title: T, topics: {t: T}, roles: {us: Us}, layout: {primary: [], headline: []}}
documents: [{id: doc, prefix: doc, title: D}]
statements: [{id: doc.all, must: anything, says: S.}]
"""
FACTS = """- {name: core_%, kind: yes_no}
- {name: extra_%, kind: yes_no}
- {name: asked_%, kind: yes_no}
- {name: runs_%, kind: choice, values: {us: U, them: T, both: B, nobody: N}}
- {name: alone_%, kind: yes_no, worse: yes}
- {name: safe_%, kind: yes_no, worse: no}
- {name: danger_%, kind: yes_no, worse: yes, applies_when: {alone_%: yes}}
- {name: risk_%, kind: choice, ordered: yes, worse: higher, values: {small: S, fair: F, great: G}}
- {name: many_%, kind: number, unit: times, range: [0, 100], worse: higher}
- {name: kit_%, kind: choices, worse: more, values: {x: X, y: Y, z: Z}}
- {name: since_%, kind: date, worse: earlier}
"""
DECISIONS = """- {name: gate_%, hit_policy: any, values: {in: I, out: O}, while_open: in, DEFAULT: in}
- {name: kind_%, hit_policy: any, values: {sub: S, part: P, mixed: M, none: N}, DEFAULT: mixed}
- {name: level_%, hit_policy: max, while_open: high, values: {low: L, middle: M, high: H, direct: D}, DEFAULT: low}
- {name: signs_%, hit_policy: collect, values: {one: O, two: T, three: H}}
"""
CONTROLS = """- {name: contact-%}
- {name: notes-%}
- {name: sample-%}
- {name: same-day-%}
"""
RULES = """gate-in: {core_%: yes} > {gate_%: in}
gate-out: {all: [{core_%: no}, {asked_%: no}]} > {gate_%: out}
kind-none: {gate_%: out} > {kind_%: none}
kind-sub: {all: [{gate_%: in}, {core_%: yes}, {extra_%: no}]} > {kind_%: sub}
kind-part: {all: [{gate_%: in}, {core_%: no}, {extra_%: yes}, {runs_%: them}]} > {kind_%: part}
kind-mixed: {all: [{gate_%: in}, {core_%: yes}, {extra_%: yes}]} > {kind_%: mixed}
alone: {alone_%: yes} > {level_%: middle}
risk: {risk_%: {at_least: fair}} > {level_%: middle}
great-risk: {risk_%: great} > {level_%: high}
many: {many_%: {at_least: 50}} > {level_%: middle}
long-ago: {since_%: {older_than: P1Y}} > {level_%: middle}
alone-with-kit: {all: [{alone_%: yes}, {kit_%: {includes: x}}]} > {level_%: high}
no-safeguard: {all: [{safe_%: no}, {danger_%: yes}]} > {level_%: direct}
sub-or-mixed: {kind_%: {one_of: [sub, mixed]}} > {level_%: middle}
sub: {kind_%: sub} > {level_%: high}
contact: {gate_%: in} > {require: [contact-%]}
notes: {all: [{gate_%: in}, {level_%: {at_least: middle}}]} > {require: [notes-%]}
sample: {all: [{gate_%: in}, {level_%: {at_least: high}}]} > {require: [sample-%]}
same-day-by-kit: {kit_%: {includes: y}} > {require: [same-day-%]}
same-day-by-risk: {risk_%: {at_least: fair}} > {require: [same-day-%]}
sign-one: {runs_%: {one_of: [us, both]}} > {signs_%: one}
sign-two: {extra_%: yes} > {signs_%: two}
sign-three: {all: [{kit_%: {includes: z}}, {runs_%: nobody}]} > {signs_%: three}
"""
LINK = "linked: {level_@: {at_least: high}} > {level_%: middle}\n"


def layered_text(rules: int) -> str:
    """Write a pack of about so many rules, as one file."""
    blocks = range(max(1, rules // (RULES.count("\n") + 1)))
    parts = {"facts": _facts, "decisions": _decisions, "controls": _controls, "rules": _rules}
    return HEAD + "".join(f"{key}:\n" + "".join(write(n) for n in blocks) for key, write in parts.items())


def _facts(block: int) -> str:
    return FACTS.replace("%", str(block)).replace("}\n", ", question: Q?, why: W., topic: t}\n")


def _decisions(block: int) -> str:
    text = DECISIONS.replace("%", str(block)).replace("- {", "- {title: T, ")
    lines = [
        line.partition("DEFAULT: ")[0] + f"default: {{value: {line.partition('DEFAULT: ')[2].rstrip('}')}, {WHY}}}}}\n"
        if "DEFAULT" in line
        else f"{line}\n"
        for line in text.splitlines()
    ]
    return "".join(lines)


def _controls(block: int) -> str:
    rest = ", title: T, what: W, owner: us, evidence: E, topic: t, cites: [doc.all]}\n"
    return CONTROLS.replace("%", str(block)).replace("}\n", rest)


WHY = "because: B., cites: [doc.all]"


def _rules(block: int) -> str:
    text = RULES + (LINK.replace("@", str(block - 1)) if block % CHAINED else "")
    written = []
    for line in text.replace("%", str(block)).splitlines():
        name, _, rest = line.partition(": ")
        when, _, then = rest.partition(" > ")
        written.append(f"- {{name: {name}-{block}, when: {when}, then: {then}, {WHY}}}\n")
    return "".join(written)
