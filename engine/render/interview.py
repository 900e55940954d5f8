"""An interview in words, line under line: the answer so far, a question, what a line did, and the end."""

from collections.abc import Iterable, Iterator, Sequence

from engine.interpret.evaluation import Single
from engine.interview.applying import applying
from engine.interview.interview import DOES_NOT_APPLY, Interview
from engine.interview.next_step import NextStep
from engine.interview.read_line import numbered
from engine.interview.take import Taken
from engine.page.model import Block, Line, Paragraph, Run, Section, line, section
from engine.render.meanwhile import MEANWHILE
from engine.render.next_question import what_it_could_change
from engine.render.outcomes import outcome_tone, outcome_words
from engine.render.page import heading
from engine.render.question import presented
from engine.render.words import amount, answer_words, basis_words, day_words, listed, sentence, titled, value_words
from engine.rulebase.base import RuleBase

HELP = (
    ("?", "this help"),
    ("don't know", "not known yet: a normal answer; caution stays until somebody knows"),
    ("later", "put the question behind the others"),
    ("doesn't apply", "say that the question does not apply; it counts as not known"),
    ("back", "the question before; Enter keeps the answer that is there"),
    ("change 2", "answer question 2 of this run anew; a name of a question will do as well"),
    ("evidence TEXT", "note what the last answer rests on"),
    ("stop", "end here; everything is saved, and the same command goes on"),
)
"""What may be typed instead of an answer, each with what it does."""

MOST_LISTED = 5
"""Questions, or people who may know, that a line names. More is a line that nobody reads. Beyond it: questions are
counted, and those who may know least are left out."""


MOST_BEARINGS = 2
"""Decisions of which it is said what a question could change in them. More is not read before answering. Beyond it:
they are counted."""


def opened(base: RuleBase, interview: Interview, file: str) -> Section:
    """Say whom it is about, where the answers are kept, and how many there are already."""
    count = len(interview.profile.facts())
    already = f"{amount(count, 'question')} {'is' if count == 1 else 'are'} answered there already." if count else ""
    how = line("Type the number of an answer or its words. ? shows what else you may type, stop ends.")
    about = (Paragraph(line(Run(each, "strong"))) for each in heading(base, interview.profile) if each)
    kept = Paragraph(line(f"Each answer is saved in {file}.", already))
    return section("opened", "", [*about, kept, Paragraph(how)])


def so_far(base: RuleBase, step: NextStep) -> Section:
    """Say the answer so far: each primary decision, what to apply while it is open, and what else is settled."""
    return section("so-far", "", [Paragraph(line("So far."), tuple(_decided(base, step)))])


def _decided(base: RuleBase, step: NextStep) -> Iterator[Line]:
    """Walk the primary decisions, and those others of the head that are settled."""
    for name in step.decisions:
        if name in base.pack.primary or (name in base.pack.headline and name not in step.open):
            yield _so_far(base, step, name)


def _so_far(base: RuleBase, step: NextStep, name: str) -> Line:
    decision, outcome = base.decisions[name], step.result.outcome(name)
    title, words = Run(titled(decision.title)), Run(sentence(outcome_words(decision, outcome)), outcome_tone(outcome))
    if not isinstance(outcome, Single) or outcome.status != "open" or outcome.interim is None:
        return line(title, words)
    return line(title, words, MEANWHILE, Run(sentence(value_words(decision, outcome.interim)), "strong"))


def asked(base: RuleBase, interview: Interview, step: NextStep) -> Section:
    """Put the question that comes next: why it is asked, what it could change, who may know, and its answers."""
    name = step.question
    shown = presented(base, name)
    place = interview.put.index(name) if name in interview.put else len(interview.put)
    return section(
        "question",
        "",
        [
            Paragraph(line(Run(f"{place + 1}. {shown.question}", "strong"))),
            *_paragraphs(
                ("Why we ask:", shown.why),
                *((f"{word}:", text) for word, text in shown.examples),
                ("Who may know:", sentence(listed(shown.known_by))),
                ("Shown by:", sentence(shown.shown_by)),
            ),
            *_could_change(base, interview, step),
            *_answers(base, name),
            *_present_answer(base, interview, name),
        ],
    )


def _could_change(base: RuleBase, interview: Interview, step: NextStep) -> Iterator[Block]:
    """Say what the answer could change: of each of the first decisions that it bears on, where each answer leads."""
    if step.worth is not None:
        found = what_it_could_change(base, step.worth, step.result.assessment.as_of)
        left = len(found) - MOST_BEARINGS
        more = (line(f"And {amount(left, 'other decision')}."),) if left > 0 else ()
        yield Paragraph(line("What it could change:"), (*map(line, found[:MOST_BEARINGS]), *more))
    elif interview.given(step.question).value is None:
        yield Paragraph(line("No answer to it changes what comes out, as things stand."))


def _paragraphs(*pairs: tuple[str, str]) -> Iterator[Block]:
    for head, text in pairs:
        if text:
            yield Paragraph(line(head, text))


def _titles(base: RuleBase, decisions: Iterable[str]) -> str:
    return listed([base.decisions[name].title.rstrip("?") for name in decisions], "and")


def _answers(base: RuleBase, name: str) -> Iterator[Block]:
    shown, answers = presented(base, name), numbered(base, name)
    for number, (_, words) in answers.items():
        yield Paragraph(line(f"{number}.", words))
    if not answers and shown.kind in ("choice", "choices"):
        for words in shown.answers.values():
            yield Paragraph(line(words))
    if shown.kind == "choices":
        yield Paragraph(line("For several: 1, 2." if answers else "Several may be right; put ; between them."))
    if shown.kind in ("number", "date", "text"):
        yield Paragraph(line("Answer with", sentence(shown.takes)))


def _present_answer(base: RuleBase, interview: Interview, name: str) -> Iterator[Block]:
    given = interview.given(name)
    if given.value is not None:
        words = sentence(answer_words(base.question(name), given.value))
        yield Paragraph(line("The answer that is there:", Run(words, "strong"), basis_words(given), "Enter keeps it."))
    elif given.on is not None:
        why = DOES_NOT_APPLY if given.evidence == DOES_NOT_APPLY else "not answered"
        yield Paragraph(line(f"Asked on {day_words(given.on)}, and {why}."))


def helped() -> Section:
    """List what may be typed instead of an answer."""
    rows = (Paragraph(line(Run(f"{word}:", "code"), f"{does}.")) for word, does in HELP)
    return section("help", "Instead of an answer you may type", rows)


def replied(base: RuleBase, taken: Taken, before: Interview, was: NextStep, now: NextStep) -> Section:
    """Say what a line did, and which answers do not apply any more because of it, or count again."""
    return section("reply", "", [Paragraph(each) for each in _replied(base, taken, before, was, now) if each])


def _replied(base: RuleBase, taken: Taken, before: Interview, was: NextStep, now: NextStep) -> Iterator[Line]:
    question = presented(base, taken.name) if taken.name else None
    match taken.doing:
        case "not understood":
            yield line(Run(sentence(taken.reason[:1].upper() + taken.reason[1:]), "bad"))
        case "answered":
            yield from _answered(base, taken, before)
        case "not known":
            known_by = f"{sentence(listed(question.known_by))} may know." if question and question.known_by else ""
            yield line("Noted: not known yet.", known_by.replace(". may", " may"))
        case "later" if taken.name in taken.interview.left:
            yield line("It stays open in this run.")
        case "later":
            yield line("It comes again at the end, if it still matters then.")
        case "does not apply":
            yield line("Noted: said not to apply. It counts as not known, and nothing is concluded from it.")
            yield _why_it_applies(base, taken, now)
        case "evidence":
            yield line("Noted as what shows the answer to:", question.question if question else "")
    yield from _other_answers(base, was, now)
    primary = [name for name in was.decisions if name in base.pack.primary]
    if set(primary) & set(was.open) and not set(primary) & set(now.open) and now.question:
        yield line(f"{_titles(base, primary)} are settled. What comes now is about: {_titles(base, now.open)}.")


def _answered(base: RuleBase, taken: Taken, before: Interview) -> Iterator[Line]:
    old, new = before.given(taken.name), taken.interview.given(taken.name)
    if old.value is None:
        return
    question = base.question(taken.name)
    if old.value == new.value:
        yield line("It stays as it was.")
        return
    yield line(f"Changed from: {answer_words(question, old.value)}. To: {answer_words(question, new.value)}.")
    if basis_words(old):
        yield line("What the earlier answer rested on does not carry this one:", basis_words(old))


def _why_it_applies(base: RuleBase, taken: Taken, now: NextStep) -> Line:
    """Say by which answers a question applies, or on which unanswered ones that hangs."""
    if taken.name in base.controls:
        return line("Whether it is required follows from the other answers.")
    truth, names = applying(base, taken.interview.profile.facts(), taken.name, now.result.assessment.as_of)
    if truth and not names:
        return line("It is asked of everybody.")
    words = "; ".join(f"{base.question(name).question} (change {name})" for name in names)
    return line("It applies because of what was answered to:" if truth else "Whether it applies hangs on:", words)


def _other_answers(base: RuleBase, was: NextStep, now: NextStep) -> Iterator[Line]:
    """Say which other answers do not apply any more, and which count again."""
    before, after = set(was.result.assessment.ignored), set(now.result.assessment.ignored)
    for found, words in (
        (after - before, "Kept, though not counted any more: the answer to"),
        (before - after, "Counted again: the answer to"),
    ):
        if found:
            questions = [base.question(name).question for name in sorted(found)]
            yield line(words, _some(questions))


def _some(questions: Sequence[str]) -> str:
    left = len(questions) - MOST_LISTED
    shown = [f"“{each}”" for each in questions[:MOST_LISTED]]
    return sentence(listed([*shown, *([amount(left, "other")] if left > 0 else [])], "and"))


def ended(base: RuleBase, step: NextStep, file: str, command: str, *, stopped: bool) -> Section:
    """Say how the interview ends: settled, stopped, or with what is left; and how to go on.

    `file` is where the answers are kept; empty where there is none, because nothing was answered. `command` is what has
    to be typed after `armslength assess` or `armslength ask`.
    """
    return section("end", "", [Paragraph(each) for each in _ended(base, step, file, command, stopped=stopped)])


def _ended(base: RuleBase, step: NextStep, file: str, command: str, *, stopped: bool) -> Iterator[Line]:
    yield from _decided(base, step)
    if step.is_settled:
        yield line("That is settled: no answer that is still missing can change it.")
    elif not stopped and step.left:
        yield line(f"What is left is not known yet: {amount(len(step.left), 'question')}.", _holders(base, step))
        yield line("To put them to whoever knows:", Run(f"armslength questions {command} -o questions.xlsx", "code"))
    elif not stopped:
        yield line("No question that is left can settle the rest.")
    if file:
        yield line(f"Everything is saved in {file}.")
        yield line("The whole page:", Run(f"armslength assess {command}", "code"))
    else:
        yield line("Nothing was answered, so nothing is written.")
    if not step.is_settled:
        yield line("To go on:", Run(f"armslength ask {command}", "code"))


def _holders(base: RuleBase, step: NextStep) -> str:
    """Say who may know what is left, those of most questions first."""
    count: dict[str, int] = {}
    for name in step.left:
        for who in presented(base, name).known_by[:1]:
            count[who] = count.get(who, 0) + 1
    found = sorted(count.items(), key=lambda each: -each[1])[:MOST_LISTED]
    return f"Ask first: {listed([f'{who} ({number})' for who, number in found], 'and')}." if found else ""
