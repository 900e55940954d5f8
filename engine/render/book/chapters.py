"""The chapters of the book: everything of one kind, each with its entry, in groups where there are many."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from engine.page.model import Block, Item, Paragraph, Run, Section, key_value, key_values, line, listing, section
from engine.render.answer_list import listing_parts
from engine.render.crosswalks import crosswalk_sections
from engine.render.entries.control import control_entry
from engine.render.entries.decision import decision_entry
from engine.render.entries.entry import PackEntry
from engine.render.entries.links import link, named_link, place
from engine.render.entries.property import property_entry
from engine.render.entries.question import question_entry
from engine.render.entries.rule import rule_entry
from engine.render.entries.statement import statement_entry
from engine.render.entries.table import table_entry
from engine.render.origins import DONE
from engine.render.references import home_decision, in_order_of_layout
from engine.render.sources import ORIGINS, in_order_of_sources
from engine.rulebase.base import RuleBase
from engine.rulebase.overlay import RuleChange


def decisions_chapter(base: RuleBase) -> Section | None:
    """Write the chapter on decisions, under the headings of the pack's own layout."""
    groups = _layout(base)
    titles = {str(number): title for number, title in enumerate(groups, 1)}
    found = [
        (number, decision_entry(base, base.decisions[name]))
        for number, title in titles.items()
        for name in groups[title]
    ]
    intro = (
        "A decision is settled when one outcome is left, whatever the answers that are not known yet turn out to be. "
        "Each says how its rules make the outcome, what can come out, and which rules give it."
    )
    return chapter("decisions", "Decisions", intro, _groups(base, "decisions", titles, found))


def _layout(base: RuleBase) -> dict[str, list[str]]:
    """Put every decision under one heading: those that come first, then the pack's own sections, then the rest."""
    groups = {"What comes first": list(base.pack.headline)}
    for part in base.pack.sections:
        groups.setdefault(part.title, []).extend(part.decisions)
    placed = {name for laid_out in groups.values() for name in laid_out}
    rest = [name for name in in_order_of_layout(base) if name not in placed]
    groups["Steps in between, which other rules read"] = [name for name in rest if not base.decisions[name].built_in]
    groups["What every set of rules has"] = [name for name in rest if base.decisions[name].built_in]
    return {title: laid_out for title, laid_out in groups.items() if laid_out}


def tables_chapter(base: RuleBase) -> Section | None:
    """Write the chapter on decision tables. They are few, and so the contents list each."""
    intro = (
        "A decision table is a file whose rows are rules. Each row stands here in its order; it is a rule like any "
        "other, and has its own entry in the chapter on rules."
    )
    found = (replace(entry(base, table_entry(base, table)), kind="") for table in base.tables.values())
    return chapter("tables", "Decision tables", intro, found)


def rules_chapter(base: RuleBase) -> Section | None:
    """Write the chapter on rules, in which every rule stands under the first decision that it gives."""
    titles = {name: base.decisions[name].title for name in in_order_of_layout(base)}
    found = [(home_decision(base, rule), rule_entry(base, rule)) for rule in base.rules.values()]
    intro = (
        "A rule has a condition, what follows from it, a reason in a sentence, and the statements that it rests on. "
        "Rules stand under the first decision that they give. A part of a condition that asks about a question which "
        "does not apply never holds."
    )
    return chapter("rules", "Rules", intro, _groups(base, "rules", titles, found))


def questions_chapter(base: RuleBase) -> Section | None:
    """Write the chapter on questions, by topic."""
    asked = [base.facts[each.name] for each in base.questions() if each.name in base.facts]
    found = [(fact.topic, question_entry(base, fact)) for fact in asked]
    intro = (
        "“Don't know yet” is an answer to every question. It is equal to nothing, and a rule that waits for it stays "
        "open. Questions with a number are on the quick screen."
    )
    return chapter("questions", "Questions", intro, _groups(base, "questions", base.pack.topics, found))


def answer_lists_chapter(base: RuleBase) -> Section | None:
    """Write the chapter on the lists of answers that a page shows; none where the pack lays out no such list."""
    intro = "A page lists the answers to these questions under a title of its own, whatever the rules make of them."
    found = (
        section(key, part.title, [listing(_listed(base, name) for name in part.facts)])
        for key, part in listing_parts(base)
    )
    return chapter("answers", "Lists of answers", intro, found)


def _listed(base: RuleBase, name: str) -> Item:
    """Write a question of a list, in the words that stand before its answer."""
    fact = base.facts[name]
    return Item(named_link("question", name, fact.line or fact.question))


def controls_chapter(base: RuleBase) -> Section | None:
    """Write the chapter on controls, by topic; none where the pack has no controls."""
    asked = [base.controls[each.name] for each in base.questions() if each.name in base.controls]
    found = [(control.topic, control_entry(base, control)) for control in asked]
    intro = (
        "A control is something that has to be in place. Rules require it, its status (in place, missing, not known) "
        "is asked like a question, and rules may read that status."
    )
    return chapter("controls", "Controls", intro, _groups(base, "controls", base.pack.topics, found))


def changes_chapter(base: RuleBase) -> Section | None:
    """Write what was changed in the rules of the packs below, and why; nothing where nothing was."""
    intro = "What this pack changes in the rules of those that it is laid over, each with the reason."
    rows = [listing(_change(base, change) for change in base.changes)] if base.changes else []
    return chapter("changes", "Changes to the packs below", intro, rows)


def _change(base: RuleBase, change: RuleChange) -> Item:
    """Say what was done to a rule; one that was switched off has no entry any more."""
    name = link("rule", change.rule) if change.rule in base.rules else Run(change.rule, "code")
    return Item(line(Run(f"{DONE[change.how]} by {change.pack}:", "strong"), change.because, name))


def properties_chapter(base: RuleBase) -> Section | None:
    """Write the chapter on properties; none where the pack claims nothing."""
    intro = (
        "Sentences that hold for every profile there can be. They decide nothing; they are proved, and a change of the "
        "rules that breaks one is found before anybody is affected."
    )
    found = (entry(base, property_entry(base, each)) for each in base.properties.values())
    return chapter("properties", "What the rules claim of themselves", intro, found)


def statements_chapter(base: RuleBase) -> Section | None:
    """Write the chapter on sources, in which every statement stands under its document, in the order of that."""
    titles = {each.id: each.title for each in base.documents.values()}
    ordered = in_order_of_sources(base, base.statements)
    found = [(each.document, statement_entry(base, each)) for each in ordered]
    intro = (
        "What the source documents say, one statement at a time, in our own words. Every rule rests on one statement "
        "at least, and the statement names everything that rests on it."
    )
    return chapter("sources", "Sources", intro, _groups(base, "sources", titles, found))


def principles_chapter(base: RuleBase) -> Section | None:
    """Write how the software itself behaves, where the sources ask for it."""
    intro = "What the sources ask of the way in which conclusions are drawn, rather than of a conclusion."
    found = (
        entry(base, PackEntry("principle", each.name, each.says, (), each.cites)) for each in base.principles.values()
    )
    return chapter("principles", "How the software behaves", intro, found)


def crosswalks_chapter(base: RuleBase) -> Section | None:
    """Write where others look for what the pack asks; none where it has no crosswalk."""
    intro = "Where somebody from outside would look for what these rules ask for. None of it decides anything."
    shown = {name: named_link("control", name, each.title) for name, each in base.controls.items()}
    return chapter("crosswalks", "Where others look", intro, crosswalk_sections(base, shown))


def glossary_chapter(base: RuleBase) -> Section | None:
    """Write the words that the texts of the pack use; none where it has no glossary."""
    intro = "The words that questions, rules and controls use, and those that they do not use for the same thing."
    terms = [
        key_value(each.term, line(each.means, Run(f"Not: {', '.join(each.avoid)}.", "quiet") if each.avoid else ""))
        for each in base.glossary.values()
    ]
    return chapter("glossary", "Words", intro, [key_values(terms)] if terms else [])


def chapter(key: str, title: str, intro: str, blocks: Iterable[Block]) -> Section | None:
    """Make a chapter, a part of the book that begins on a page of its own; none where it would be empty."""
    found = list(blocks)
    return section(key, title, [Paragraph(line(intro)), *found]) if found else None


def _groups(
    base: RuleBase, key: str, titles: Mapping[str, str], found: Iterable[tuple[str, PackEntry]]
) -> Iterator[Section]:
    """Walk the groups of a chapter that hold something, each with its number of entries, in the order of the titles."""
    entries: dict[str, list[Section]] = {name: [] for name in titles}
    for name, each in found:
        entries[name].append(entry(base, each))
    for name, group in entries.items():
        if group:
            yield Section(f"{key}-{name}", titles[name], tuple(group), line(Run(f"({len(group)})", "quiet")))


def entry(base: RuleBase, found: PackEntry) -> Section:
    """Make an entry of a description, with its place, its title, its name, and what it rests on."""
    blocks = (*found.blocks, _rests_on(base, found))
    beside = line(Run(found.name, "code"), Run(found.mark, "mark"))
    return section(place(found.kind, found.name), found.title, blocks, beside, found.kind)


def _rests_on(base: RuleBase, found: PackEntry) -> Block:
    """List the statements that a thing rests on, in the words of the pack, with what the sources do not say."""
    items = [
        Item(line(link("statement", each.id), each.says, Run(_added(each.origin), "quiet")))
        for each in in_order_of_sources(base, found.cites)
    ]
    label = "Rests on" + (f": {ORIGINS[found.origin]}" if found.origin in ORIGINS else "")
    return key_values([key_value(label, listing(items))])


def _added(origin: str) -> str:
    return f"({ORIGINS[origin]})" if origin in ORIGINS else ""
