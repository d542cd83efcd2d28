//! The independent verifier: the only maker of a [`VerifiedPlan`].
