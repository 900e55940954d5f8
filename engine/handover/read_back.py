"""A file of questions as it came back: strictly read, every fault with its place, all in one run."""

from pathlib import Path

from engine.errors import InternalError
from engine.handover.hand_over import MadeFrom
from engine.handover.merge import AnswersBack
from engine.handover.read_answer_sheet import read_answer_sheet
from engine.handover.said import signed
from engine.profile.profile import Given, Profile
from engine.profile.read_profile import read_controls_given, read_facts_given
from engine.rulebase.base import RuleBase
from engine.source.characters import in_backticks, visible
from engine.source.diagnostics import Diagnostics
from engine.source.form import Form
from engine.source.span import start_of
from engine.source.text import read_text
from engine.source.tree import Mapping
from engine.source.yaml_tree import read_tree

TO_READ_ONLY = (".md", ".markdown", ".txt")
"""How the names of files end that are for reading: nothing is taken from them."""


def read_answers_back(path: Path, base: RuleBase, profile: Profile) -> AnswersBack:
    """Read the answers of a file of questions, a workbook or YAML, to be merged into a profile.

        >>> written = (folder / "q.yaml").write_text(write_questions(base, hand_over(base, result), "yaml"))
        >>> read_answers_back(folder / "q.yaml", base, profile).made_from.profile
        'somebody'

    Raises `InputError` with everything that is wrong with it: what can't be read, and that it is about another profile
    or was made by other rules. An earlier state of the same profile is no fault.
    """
    diagnostics = Diagnostics()
    back = _read(path, base, diagnostics)
    diagnostics.raise_if_errors()
    if back is None:
        raise InternalError(f"nothing was read of {path}, and nobody said why")
    _refuse_others(back, base, profile, diagnostics)
    diagnostics.raise_if_errors()
    return back


def _read(path: Path, base: RuleBase, diagnostics: Diagnostics) -> AnswersBack | None:
    """Read a file by the end of its name."""
    place = start_of(visible(str(path)))
    match path.suffix.lower():
        case ".xlsx":
            return read_answer_sheet(path, base, diagnostics)
        case ".yaml" | ".yml":
            return _from_yaml(path, base, diagnostics)
        case suffix if suffix in TO_READ_ONLY:
            message = "a page is for reading; answers are taken from the workbook or the YAML file of the questions"
            diagnostics.error("to-read-only", place, message)
        case ".docx":
            message = "this is Word; take its answers out first, with `armslength form FORM.docx -o ANSWERS.yaml`"
            diagnostics.error("unknown-form", place, message)
        case _:
            message = "the name of a file of questions ends in `.xlsx` or `.yaml`"
            diagnostics.error("unknown-form", place, message)
    return None


def _refuse_others(back: AnswersBack, base: RuleBase, profile: Profile, diagnostics: Diagnostics) -> None:
    """Refuse answers about somebody else, and answers to the questions of another pack."""
    made_from = back.made_from
    if made_from.profile != profile.id:
        mine, theirs = in_backticks(profile.id), in_backticks(made_from.profile)
        message = f"the answers are about {theirs}, and the profile is {mine}; merge them into the profile of {theirs}"
        diagnostics.error("other-profile", start_of(back.file), message)
    if made_from.pack != base.pack.id:
        mine, theirs = in_backticks(base.pack.id), in_backticks(made_from.pack)
        message = f"the questions are those of the rules {theirs}, not of {mine}; name these rules with `--rules`"
        diagnostics.error("other-pack", start_of(back.file), message)


def _from_yaml(path: Path, base: RuleBase, diagnostics: Diagnostics) -> AnswersBack | None:
    source = read_text(path, diagnostics)
    tree = None if source is None else read_tree(source, diagnostics)
    if tree is None:
        return None
    if isinstance(tree, Mapping) and tree.get("id") and not tree.get("made_from"):
        message = "this is a profile, and no file of questions; give one that `armslength questions` wrote"
        diagnostics.error("missing-key", start_of(visible(str(path))), message)
        return None
    optional = ("by", "on", "answers", "controls")
    form = Form(tree, "a file of questions", diagnostics, required=("made_from",), optional=optional)
    if not form.has("made_from"):
        return None
    what = ("profile", "sha256", "pack", "version")
    head = Form(form.at("made_from"), "`made_from`", diagnostics, required=what, optional=("on", "for"))
    profile, sha256, pack, version = (head.text(key) for key in what)
    role = "" if head.is_blank("for") else head.text("for")
    made_from = MadeFrom(profile, sha256, pack, version, head.date("on"), role)
    by = "" if form.is_blank("by") else form.text("by")
    said = Given(None, by=by, on=None if form.is_blank("on") else form.date("on"))
    answers, _ = read_facts_given(form, base)
    given = {**answers, **read_controls_given(form, base)}
    return AnswersBack(visible(str(path)), made_from, signed(given, said))
