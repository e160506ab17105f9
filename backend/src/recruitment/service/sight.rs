//! What a reader may know of the applicants and reviews of an opening.

use std::collections::HashMap;

use super::decides;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::recruitment::queries::{self, ApplicationRow, OpeningRow, Sought};
use crate::recruitment::rules::{self, ApplicationState, AssignmentState};

/// One reader before one opening. Everything that names an applicant goes through it: see
/// [`rules::hides_applicant`] for who is kept from what.
pub struct Sight {
    blind: bool,
    decides: bool,
    own: HashMap<Id, AssignmentState>,
}

impl Sight {
    /// The caller's.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn of(work: &mut Work<'_>, opening: &OpeningRow) -> Result<Self, Problem> {
        let decides = decides(work);
        let own = match work.caller.person() {
            Some(person) => queries::own_assignments(work.conn, opening.id, person)?,
            None => HashMap::new(),
        };
        Ok(Self { blind: opening.blind_review, decides, own })
    }

    /// The caller's, for one of their own assignments.
    #[must_use]
    pub fn of_own(work: &Work<'_>, blind: bool, application: Id, own: AssignmentState) -> Self {
        Self { blind, decides: decides(work), own: HashMap::from([(application, own)]) }
    }

    /// Whether the reader must not learn whose application it is.
    #[must_use]
    pub fn hides(&self, application: &ApplicationRow) -> bool {
        let own = self.own.get(&application.id).copied();
        rules::hides_applicant(self.blind, self.decides, own, application.state)
    }

    /// What the reader's words look for. Where an applicant may be hidden that is a number alone: a search that finds a
    /// hidden one by name would name them.
    #[must_use]
    pub fn sought(&self, words: String) -> Sought {
        if self.blind && !(self.decides && self.own.is_empty()) {
            let digits: String = words.chars().filter(char::is_ascii_digit).collect();
            // Nothing has the number 0, so words without one find nothing.
            return Sought::Number(digits.parse().unwrap_or(0));
        }
        Sought::Words { words, in_addresses: self.decides }
    }

    /// The applicant's name, or what the application is called instead.
    #[must_use]
    pub fn name(&self, application: &ApplicationRow) -> String {
        if self.hides(application) {
            rules::label(application.review_number)
        } else {
            application.name.clone()
        }
    }

    #[must_use]
    pub fn institution(&self, application: &ApplicationRow) -> Option<String> {
        (!self.hides(application)).then(|| application.institution.clone())
    }

    /// What was written in or about an application, without what names the applicant where that is hidden.
    #[must_use]
    pub fn text(&self, application: &ApplicationRow, text: &str) -> String {
        if self.hides(application) {
            let now = rules::masked(text, &application.name, &application.email, &application.institution);
            rules::masked_formerly(&now, &application.known_as)
        } else {
            text.to_owned()
        }
    }

    /// The declared conflict of interest. It tells whom the applicant knows and so who they are: in a blind opening it is
    /// for those who decide, who can declare it for the reviewers it concerns.
    #[must_use]
    pub fn conflict_of_interest(&self, application: &ApplicationRow) -> Option<String> {
        application.conflict_of_interest.clone().filter(|_| !self.hides(application))
    }

    /// Whether the applicant has named a conflict; `None` where that is hidden, since a reviewer could do nothing with it
    /// but wonder.
    #[must_use]
    pub fn names_conflict(&self, application: &ApplicationRow) -> Option<bool> {
        (!self.hides(application)).then_some(application.conflict_of_interest.is_some())
    }

    /// Whether the reader sees what reviewers gave to an application.
    #[must_use]
    pub fn sees_reviews(&self, application: Id) -> bool {
        rules::sees_reviews(self.own.get(&application).copied())
    }

    /// Whether the reader still has a review of these to write. Figures over the whole opening would tell what others gave;
    /// they are shown after the reader's last review.
    #[must_use]
    pub fn owes_a_review<'a>(&self, applications: impl IntoIterator<Item = &'a ApplicationRow>) -> bool {
        applications.into_iter().any(|application| {
            application.state == ApplicationState::InReview
                && self.own.get(&application.id) == Some(&AssignmentState::Assigned)
        })
    }
}
