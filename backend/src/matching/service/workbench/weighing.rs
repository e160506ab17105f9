//! Weighing edits before anything is written: who is in the round, whom one may decide about, what a hand may override.

use super::question::{Meeting, Question};
use crate::matching::queries::rounds::RoundRow;
use crate::matching::rules::{Decisions, PairOf, RoundEditKind, Step};
use crate::platform::db::Id;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::work::Work;

/// An edit as it was asked for.
#[derive(Debug, Clone)]
pub struct NewEdit {
    pub kind: RoundEditKind,
    pub mentor_enrolment_id: Option<Id>,
    pub mentee_enrolment_id: Option<Id>,
    pub reason: Option<String>,
    pub overrides: bool,
}

impl NewEdit {
    fn pair(&self) -> Option<PairOf> {
        Some(PairOf { mentee: self.mentee_enrolment_id?, mentor: self.mentor_enrolment_id? })
    }

    /// As it is stored: nothing around it, and no reason that says nothing.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        self.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty())
    }
}

/// The steps that the edits are, numbered after `seq`, and what is decided with them.
///
/// # Errors
/// 422 naming everything that is wrong with any of them; 403 for a step of the whole round by who leads a part.
pub fn weighed(
    work: &Work<'_>,
    round: &RoundRow,
    question: &Question,
    edits: &[NewEdit],
    seq: i64,
) -> Result<(Vec<Step>, Decisions), Problem> {
    let mut decided = question.decided.clone();
    let (mut wrong, mut steps) = (Vec::new(), Vec::with_capacity(edits.len()));
    for (at, (edit, seq)) in edits.iter().zip(seq + 1..).enumerate() {
        if edit.kind == RoundEditKind::Refresh && !super::leads(work, round) {
            return Err(Problem::forbidden("Only who leads the whole round takes all of its people anew."));
        }
        let found = Objections { work, question, decided: &decided, at, edit }.all();
        let step =
            Step { seq, kind: edit.kind, pair: edit.pair(), overrides: edit.overrides, undone_seq: None };
        if found.is_empty() {
            decided.take(&step);
        }
        wrong.extend(found);
        steps.push(step);
    }
    if wrong.is_empty() { Ok((steps, decided)) } else { Err(Problem::invalid(wrong)) }
}

/// What speaks against one edit.
struct Objections<'a, 'w> {
    work: &'a Work<'w>,
    question: &'a Question,
    decided: &'a Decisions,
    at: usize,
    edit: &'a NewEdit,
}

impl Objections<'_, '_> {
    fn field(&self, name: &str, code: &str, detail: impl Into<String>) -> FieldError {
        FieldError::new(&format!("/edits/{}/{name}", self.at), code, detail)
    }

    fn all(&self) -> Vec<FieldError> {
        let mut found = Vec::new();
        if self.edit.kind == RoundEditKind::Refresh {
            return found;
        }
        if self.edit.kind.needs_reason() && self.edit.reason().is_none() {
            found.push(self.field("reason", "missing", "Say why; nobody but coordinators reads it."));
        }
        for (name, id) in [
            ("mentee_enrolment_id", self.edit.mentee_enrolment_id),
            ("mentor_enrolment_id", self.edit.mentor_enrolment_id),
        ] {
            if id.is_none() {
                found.push(self.field(name, "missing", "Name both of the pair."));
            }
        }
        if let Some(pair) = self.edit.pair() {
            found.extend(self.against(pair));
        }
        found
    }

    /// The mentee has to be of one's regions, and both in the round; lifting is possible for who has left, too.
    fn against(&self, pair: PairOf) -> Vec<FieldError> {
        let reached = self
            .question
            .members
            .get(&pair.mentee)
            .is_some_and(|member| self.work.scope.reaches_region(member.region_id));
        if !reached {
            let detail = "There is no such mentee in this round, or none about whom you may decide.";
            return vec![self.field("mentee_enrolment_id", "not_in_round", detail)];
        }
        if let Some(side) = self.own_side(pair) {
            return vec![self.field(
                side,
                "own_pair",
                "It is your own pair: somebody else decides about it.",
            )];
        }
        if let Some((code, detail)) = self.decided.objection(self.edit.kind, pair) {
            return vec![self.field("kind", code, detail)];
        }
        if !self.edit.kind.needs_reason() {
            return Vec::new();
        }
        let Some((mentee, mentor)) = self.question.named(pair) else {
            return vec![self.absent(pair)];
        };
        if self.edit.kind == RoundEditKind::Veto {
            return Vec::new();
        }
        self.to_lock(pair, &mentee, &mentor).into_iter().collect()
    }

    /// The field that names the caller, who is one of the two.
    fn own_side(&self, pair: PairOf) -> Option<&'static str> {
        let me = self.work.caller.person()?;
        let is_me = |id: Id| self.question.members.get(&id).is_some_and(|member| member.person_id == me);
        [("mentee_enrolment_id", pair.mentee), ("mentor_enrolment_id", pair.mentor)]
            .into_iter()
            .find(|(_, id)| is_me(*id))
            .map(|(side, _)| side)
    }

    fn absent(&self, pair: PairOf) -> FieldError {
        let mentee = self.question.mentees.values().any(|row| row.id == pair.mentee);
        let (name, detail) = if mentee {
            ("mentor_enrolment_id", "There is no such mentor in this round.")
        } else {
            ("mentee_enrolment_id", "The mentee is in this round no more: they left, or have a mentor.")
        };
        self.field(name, "not_in_round", detail)
    }

    /// Why the two cannot be locked. A mentor without a seat and one who is barred read the same.
    fn to_lock(&self, pair: PairOf, mentee: &str, mentor: &str) -> Option<FieldError> {
        let not_available = || {
            self.field("mentor_enrolment_id", "not_available", "The mentor is not available for this mentee.")
        };
        match self.question.meeting(mentee, mentor) {
            Meeting::NotAvailable => return Some(not_available()),
            Meeting::RuledOut { rules, overridable } if !(overridable && self.edit.overrides) => {
                let names: Vec<&str> =
                    rules.iter().map(|rule| crate::matching::explanation::rule_name(*rule)).collect();
                let advice = if overridable { "You may override it." } else { "It cannot be overridden." };
                let detail = format!("The pair breaks a rule: {}. {advice}", names.join(", "));
                return Some(self.field("mentor_enrolment_id", "breaks_rule", detail));
            }
            Meeting::Eligible | Meeting::RuledOut { .. } => {}
        }
        let locked = self.decided.locks.iter().filter(|lock| lock.pair.mentor == pair.mentor).count();
        let seats =
            self.question.whole.mentors.iter().find(|one| one.id == mentor).map_or(0, |one| one.capacity);
        (locked >= usize::try_from(seats).unwrap_or(usize::MAX)).then(not_available)
    }
}
