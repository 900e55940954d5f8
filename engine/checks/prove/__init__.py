"""What a proof can say of a pack: one property of a rule base in each file, each with the profile that breaks it.

The words used here:

- a *proof* is one thing to be proved; its *result* is proved, refuted or undecided, with a *finding* for each fault;
- a *witness* is a profile that shows a fault, or two, one before and one after an answer changed;
- a *profile space* is every profile of one sort (complete, or partial too) as one open world, with a solver for it;
- a *scale* is a decision that must not fall when an answer gets worse: a level, from low to high;
- what *falls* is a scale or a control that gets lighter; *certain* is what falls whatever is still unknown;
- an *excuse* is an exception that the pack declares under `may_fall`;
- a *plain* control is held in the meantime only while it is possible, so that no other control has to be looked at;
- *idle* is what makes no difference to any profile.
"""
