"""Every proof, in the order in which they are made. Needs z3."""

from engine.checks.prove.changes_only import CHANGES_ONLY
from engine.checks.prove.conflicts import NO_CONFLICTS
from engine.checks.prove.gaps import NO_GAPS, TABLES_ARE_COMPLETE
from engine.checks.prove.idle_questions import EVERY_ANSWER_MATTERS
from engine.checks.prove.idle_tests import EVERY_TEST_MATTERS
from engine.checks.prove.implied import NO_RULE_IS_IMPLIED
from engine.checks.prove.never_fires import EVERY_RULE_MATTERS
from engine.checks.prove.overlaps import NO_HIDDEN_ORDER
from engine.checks.prove.proof import Proof, ProofOfProperties
from engine.checks.prove.proof_result import UNDECIDED
from engine.checks.prove.properties import PROPERTIES_HOLD
from engine.checks.prove.settled import SETTLED_STAYS_SETTLED
from engine.checks.prove.worse import WORSE_IS_NEVER_LIGHTER

PROOFS: tuple[Proof | ProofOfProperties, ...] = (
    NO_GAPS,
    NO_CONFLICTS,
    SETTLED_STAYS_SETTLED,
    WORSE_IS_NEVER_LIGHTER,
    CHANGES_ONLY,
    EVERY_RULE_MATTERS,
    NO_RULE_IS_IMPLIED,
    EVERY_TEST_MATTERS,
    EVERY_ANSWER_MATTERS,
    NO_HIDDEN_ORDER,
    PROPERTIES_HOLD,
    TABLES_ARE_COMPLETE,
)

CHECKS_BY_PROOF = (*dict.fromkeys(check for proof in PROOFS for check in proof.checks), UNDECIDED)
"""Everything that a proof can find."""
