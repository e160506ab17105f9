//! What a public form must bring before anything is kept of it: robots are held off without asking anybody else.

use crate::platform::db::Id;
use crate::platform::form_token::{self, Refusal};
use crate::platform::problem::{FieldError, Kind, Problem};
use crate::platform::work::Work;
use crate::recruitment::queries;
use crate::recruitment::rules;

/// The form that draws and checks the tokens of one opening.
const FORM: &str = "application";

/// What came with a public form besides its content.
pub struct Stranger {
    /// The address the request came from.
    pub client: String,
    pub email: String,
    pub form_token: String,
    /// A field that people do not see and programs fill.
    pub leave_empty: Option<String>,
}

/// A token for the form of an opening, opened now.
///
/// # Errors
/// 404 when there is no such public opening.
pub fn open_form(work: &mut Work<'_>, opening: Id) -> Result<String, Problem> {
    queries::find_public_opening(work.conn, opening)?.ok_or_else(|| Problem::not_found("opening"))?;
    form_token::issue(work.cursors, FORM, opening, work.now)
}

fn said(refusal: Refusal) -> (&'static str, &'static str) {
    match refusal {
        Refusal::Foreign => {
            ("unknown", "This is not a token of this form: open the form again and send its token.")
        }
        Refusal::TooYoung => {
            ("too_soon", "This came faster than a person can write: wait three seconds and send it again.")
        }
        Refusal::TooOld => {
            ("too_old", "The form was open for more than a day: open it again and send its new token.")
        }
    }
}

/// Lets a public form in, and counts it.
///
/// # Errors
/// 422 naming what gives a program away, in words that a person can act on; 429 when too much came from one place
/// within an hour.
pub fn admit(work: &mut Work<'_>, opening: Id, stranger: &Stranger) -> Result<(), Problem> {
    let mut wrong = Vec::new();
    if stranger.leave_empty.as_ref().is_some_and(|text| !text.is_empty()) {
        wrong.push(FieldError::new(
            "/leave_empty",
            "filled",
            "This field is a trap for programs that fill in everything: empty it and send again.",
        ));
    }
    if let Err(refusal) = form_token::check(work.cursors, FORM, opening, &stranger.form_token, work.now) {
        let (code, sentence) = said(refusal);
        wrong.push(FieldError::new("/form_token", code, sentence));
    }
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let place = rules::network_of(&stranger.client);
    let client = work.cursors.digest("submission:client", &place)?;
    let address = work.cursors.digest("submission:address", &rules::comparable(&stranger.email))?;
    let since = work.stamp() - rules::LIMITS_COUNT;
    let (from_there, for_address) = queries::count_submissions(work.conn, &client, &address, since)?;
    if from_there >= rules::CLIENT_LIMIT || for_address >= rules::PAIR_LIMIT {
        return Err(Problem {
            retry_after_seconds: Some(3600),
            ..Problem::new(
                Kind::TooManyRequests,
                "Too much was sent from your network within an hour. Keep what you have written and try again later.",
            )
        });
    }
    queries::insert_submission(work, &client, &address)
}
