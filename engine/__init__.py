"""armslength: decisions from rules that cite their sources, three-valued, with every conclusion explained.

    >>> from datetime import date
    >>> base = load_pack()                                  # the shipped pack, or load_pack(folder)
    >>> profile, = read_profiles(b"id: somebody", base)     # or read_profiles(path, base)
    >>> result = assess(base, profile, as_of=date(2026, 5, 4))
    >>> result.outcome(base.pack.headline[0]).status
    'open'

What is read, concluded, compared and proved is a frozen value; another function writes it. Everything that can be wrong
with an input is raised as `InputError`, all errors of one run together, each a `Diagnostic` with its place. Pages are
made of `engine.page`; authors of packs find help for their tests in `engine.testing`.
"""

import re
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.version import __version__ as __version__

if TYPE_CHECKING:  # the one list of what is public: type checkers read it, and so does `_homes`
    from engine.api import assess as assess
    from engine.api import check as check
    from engine.api import conclude as conclude
    from engine.api import conclude_all as conclude_all
    from engine.api import decide_table as decide_table
    from engine.api import differences as differences
    from engine.api import explain_decision as explain_decision
    from engine.api import impact as impact
    from engine.api import load_pack as load_pack
    from engine.api import read_each_row as read_each_row
    from engine.api import read_profiles as read_profiles
    from engine.api import read_rows as read_rows
    from engine.api import to_json as to_json
    from engine.api import write_explanation as write_explanation
    from engine.api import write_inquiry as write_inquiry
    from engine.api import write_merged as write_merged
    from engine.api import write_questions as write_questions
    from engine.api import write_results as write_results
    from engine.assessment.assessment import Assessment as Assessment
    from engine.assessment.assessment import Concluded as Concluded
    from engine.assessment.assessment import Conclusions as Conclusions
    from engine.assessment.assessment import ControlFound as ControlFound
    from engine.assessment.assessment import Lowering as Lowering
    from engine.assessment.assessment import OpenQuestion as OpenQuestion
    from engine.assessment.assessment import RuleFound as RuleFound
    from engine.assessment.compare import Comparison as Comparison
    from engine.assessment.compare import Difference as Difference
    from engine.assessment.compare import compare as compare
    from engine.assessment.explain import Explanation as Explanation
    from engine.assessment.holds import holds as holds
    from engine.assessment.result import Result as Result
    from engine.batch.decide import TablePlan as TablePlan
    from engine.batch.decide import decide as decide
    from engine.batch.decide import plan_of as plan_of
    from engine.checks.coverage import Coverage as Coverage
    from engine.checks.coverage import coverage as coverage
    from engine.checks.differences.pack_differences import PackDifferences as PackDifferences
    from engine.checks.prove.proof_result import ProofResult as ProofResult
    from engine.checks.prove.prove import prove as prove
    from engine.checks.run import CaseResults as CaseResults
    from engine.checks.run import run_cases as run_cases
    from engine.errors import ArmslengthError as ArmslengthError
    from engine.errors import EnginesDisagree as EnginesDisagree
    from engine.errors import InputError as InputError
    from engine.errors import InternalError as InternalError
    from engine.errors import MissingExtra as MissingExtra
    from engine.errors import UsageError as UsageError
    from engine.export.blank import blank_profile as blank_profile
    from engine.export.dmn.document import dmn as dmn
    from engine.export.schema import schema as schema
    from engine.export.stamp import stamp_lines as stamp_lines
    from engine.export.stored import read_results as read_results
    from engine.handover.hand_over import Handover as Handover
    from engine.handover.hand_over import hand_over as hand_over
    from engine.handover.merge import AnswerMet as AnswerMet
    from engine.handover.merge import AnswersBack as AnswersBack
    from engine.handover.merge import Merged as Merged
    from engine.handover.merge import merge as merge
    from engine.handover.read_back import read_answers_back as read_answers_back
    from engine.imports.dmn.import_dmn import ImportedPack as ImportedPack
    from engine.imports.dmn.import_dmn import import_dmn as import_dmn
    from engine.inquiry.carried_by import CarriedBy as CarriedBy
    from engine.inquiry.carried_by import carried_by as carried_by
    from engine.inquiry.next_question import Asking as Asking
    from engine.inquiry.next_question import Bearing as Bearing
    from engine.inquiry.next_question import NextQuestion as NextQuestion
    from engine.inquiry.next_question import next_questions as next_questions
    from engine.inquiry.read_suppositions import Supposable as Supposable
    from engine.inquiry.read_suppositions import read_suppositions as read_suppositions
    from engine.inquiry.robust import Robust as Robust
    from engine.inquiry.robust import robust as robust
    from engine.inquiry.smallest_changes import SmallestChanges as SmallestChanges
    from engine.inquiry.smallest_changes import smallest_changes as smallest_changes
    from engine.inquiry.what_if import Supposition as Supposition
    from engine.inquiry.what_if import what_if as what_if
    from engine.interpret.evaluation import Collected as Collected
    from engine.interpret.evaluation import Counted as Counted
    from engine.interpret.evaluation import Highest as Highest
    from engine.interpret.evaluation import Single as Single
    from engine.interview.applying import applying_each as applying_each
    from engine.interview.interview import Interview as Interview
    from engine.interview.next_step import Interviewer as Interviewer
    from engine.interview.next_step import NextStep as NextStep
    from engine.interview.take import Taken as Taken
    from engine.interview.take import take as take
    from engine.portfolio.impact.count import Impact as Impact
    from engine.portfolio.job import TableJob as TableJob
    from engine.portfolio.run.one_row import RowRead as RowRead
    from engine.portfolio.run.run_table import TableRun as TableRun
    from engine.portfolio.spark import decide_frame as decide_frame
    from engine.portfolio.spark import run_on_spark as run_on_spark
    from engine.profile.named_answers import read_answers as read_answers
    from engine.profile.profile import Given as Given
    from engine.profile.profile import Profile as Profile
    from engine.profile.write_profile import write_profile as write_profile
    from engine.profile.write_row import left_out_of_row as left_out_of_row
    from engine.render.book import book as book
    from engine.render.next_question import what_it_could_change as what_it_could_change
    from engine.render.next_question import who_may_know as who_may_know
    from engine.render.page import result_page as result_page
    from engine.render.question import PresentedQuestion as PresentedQuestion
    from engine.render.question import presented as presented
    from engine.rulebase.base import RuleBase as RuleBase
    from engine.rulebase.folders import shipped_folder as shipped_folder
    from engine.source.diagnostics import Diagnostic as Diagnostic
    from engine.workbook.plain_sheet import sheet_of_rows as sheet_of_rows
    from engine.workbook.questions import write_question_workbook as write_question_workbook
    from engine.workbook.rows import write_rows as write_rows
    from engine.workbook.template import write_template as write_template
    from engine.workbook.written_beside import write_beside as write_beside


def __getattr__(name: str) -> Any:
    """Import a public name on first use, so that what needs only a part of the engine loads only that."""
    if name == "__all__":
        return sorted(("__version__", *_homes()))
    module, _, own = _homes().get(name, "").partition(":")
    if not own:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(module), own)


@cache
def _homes() -> dict[str, str]:
    """Read off the list above where each public name is defined, as `module:name`."""
    listed = re.findall(
        r"^    from (engine\S+) import (\w+) as", Path(__file__).read_text(encoding="utf-8"), re.MULTILINE
    )
    return {name: f"{module}:{name}" for module, name in listed}
