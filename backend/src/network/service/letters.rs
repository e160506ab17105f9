//! What coordinators and the task force are written about terms and regions. No reason and no note is in a mail.

use chrono::NaiveDate;

use super::NewEnding;
use super::seats::locked_seat;
use crate::identity;
use crate::network::queries::{self, MoveRow, SeatRow, TermRow};
use crate::network::rules::terms::EndingKind;
use crate::platform::auth::{Role, Scope};
use crate::platform::db::Id;
use crate::platform::letters::{self, Post, Template, Values, Word};
use crate::platform::problem::Problem;
use crate::platform::work::Work;

const NAME: Word = Word::new("name", "Who the letter is to", "Ana Pérez");
const SEAT: Word = Word::new("seat", "The seat and its region", "First seat, Great Lakes");
const STARTS: Word = Word::new("starts_on", "The first day", "2027-03-01");
const ENDS: Word = Word::new("ends_on", "The last day", "2029-02-28");
const LINK: Word = Word::new("link", "The page to go on", "https://network.example/my-terms");

pub const TEMPLATES: &[&Template] = &[
    &APPOINTED,
    &HANDOVER,
    &RENEWED,
    &REMOVED,
    &RESIGNED,
    &SOMEBODY_RESIGNED,
    &ON_LEAVE,
    &BACK,
    &JURISDICTION_MOVES,
];

/// One letter each, with the same values but for the name.
fn to(
    work: &mut Work<'_>,
    people: &[Id],
    template: &'static Template,
    values: Values,
    page: &str,
) -> Result<(), Problem> {
    let mut values = values;
    values.insert("link", format!("{}{page}", work.config.public_url));
    let mut contacts: Vec<_> = identity::contacts(work.conn, people)?.into_values().collect();
    contacts.sort_by_key(|contact| contact.id);
    for contact in contacts {
        values.insert("name", contact.name.clone());
        let post = Post { to_name: &contact.name, to_address: &contact.email, about: None, calendar: None };
        letters::send(work, template, &post, &values)?;
    }
    Ok(())
}

fn seat_of(work: &mut Work<'_>, term: &TermRow) -> Result<String, Problem> {
    let seat = work.with_scope(&Scope::everything(), |w| locked_seat(w, term.seat_id))?;
    let region = queries::region_names(work.conn)?.remove(&seat.region_id).unwrap_or_default();
    Ok(format!("{}, {region}", seat.name))
}

const APPOINTED: Template = Template {
    key: "term_appointed",
    occasion: "Somebody is appointed without an opening, to the coordinator.",
    subject: "You are appointed",
    body: r#"Hello {{ name }},

the task force has appointed you to the seat "{{ seat }}", from {{ starts_on }} until {{ ends_on }}. Your term is here:

{{ link }}
"#,
    words: &[NAME, SEAT, STARTS, ENDS, LINK],
};

pub fn appointed(work: &mut Work<'_>, term: &TermRow, seat: &SeatRow) -> Result<(), Problem> {
    let values = Values::from([
        ("seat", seat.name.clone()),
        ("starts_on", term.starts_on.to_string()),
        ("ends_on", term.ends_on.to_string()),
    ]);
    to(work, &[term.person_id], &APPOINTED, values, "/my-terms")
}

const HANDOVER: Template = Template {
    key: "term_handover",
    occasion: "A handover is declared, to the outgoing and the incoming coordinator.",
    subject: "Handover",
    body: r#"Hello {{ name }},

{{ outgoing }} hands over to {{ incoming }}: from {{ starts_on }} until {{ alone_from }} both of you serve on the seat.

{{ link }}
"#,
    words: &[
        NAME,
        Word::new("outgoing", "Who leaves the seat", "Ana Pérez"),
        Word::new("incoming", "Who takes the seat", "Kim Osei"),
        STARTS,
        Word::new("alone_from", "When the handover ends", "2027-04-30"),
        LINK,
    ],
};

/// To the outgoing and the incoming coordinator of a handover.
pub fn handing_over(work: &mut Work<'_>, outgoing: &TermRow, incoming: &TermRow) -> Result<(), Problem> {
    let names = identity::person_names(work.conn, &[outgoing.person_id, incoming.person_id])?;
    let name = |id: &Id| names.get(id).cloned().unwrap_or_default();
    let values = Values::from([
        ("outgoing", name(&outgoing.person_id)),
        ("incoming", name(&incoming.person_id)),
        ("starts_on", incoming.starts_on.to_string()),
        ("alone_from", incoming.alone_from.to_string()),
    ]);
    to(work, &[outgoing.person_id, incoming.person_id], &HANDOVER, values, "/my-terms")
}

const RENEWED: Template = Template {
    key: "term_renewed",
    occasion: "A term is renewed, to the coordinator.",
    subject: "Your term is renewed",
    body: r#"Hello {{ name }},

your term on the seat "{{ seat }}" is renewed: it goes on from {{ starts_on }} until {{ ends_on }}.

{{ link }}
"#,
    words: &[NAME, SEAT, STARTS, ENDS, LINK],
};

pub fn renewed(work: &mut Work<'_>, renewal: &TermRow) -> Result<(), Problem> {
    let values = Values::from([
        ("seat", seat_of(work, renewal)?),
        ("starts_on", renewal.starts_on.to_string()),
        ("ends_on", renewal.ends_on.to_string()),
    ]);
    to(work, &[renewal.person_id], &RENEWED, values, "/my-terms")
}

const REMOVED: Template = Template {
    key: "term_removed",
    occasion: "The task force ends a term, to the coordinator. The reason is confidential and never goes along.",
    subject: "Your term ends",
    body: r#"Hello {{ name }},

the task force has ended your term on the seat "{{ seat }}" with effect from {{ ends_on }}. Ask the task force if you have questions.

{{ link }}
"#,
    words: &[NAME, SEAT, ENDS, LINK],
};

const RESIGNED: Template = Template {
    key: "term_resigned",
    occasion: "A coordinator resigns, to the coordinator.",
    subject: "Your resignation",
    body: r#"Hello {{ name }},

your resignation from the seat "{{ seat }}" is recorded: your term ends on {{ ends_on }}. Thank you for what you have done.

{{ link }}
"#,
    words: &[NAME, SEAT, ENDS, LINK],
};

const SOMEBODY_RESIGNED: Template = Template {
    key: "term_resigned_task_force",
    occasion: "A coordinator resigns, to the task force. The reason is confidential and never goes along.",
    subject: "A coordinator resigns",
    body: r#"Hello {{ name }},

{{ coordinator }} resigns from the seat "{{ seat }}" with effect from {{ ends_on }}. Who follows?

{{ link }}
"#,
    words: &[NAME, Word::new("coordinator", "Who resigns", "Kim Osei"), SEAT, ENDS, LINK],
};

/// To the coordinator; of a resignation, to the task force too.
pub fn ended(work: &mut Work<'_>, term: &TermRow, ending: &NewEnding) -> Result<(), Problem> {
    let mut values = Values::from([("seat", seat_of(work, term)?), ("ends_on", ending.ends_on.to_string())]);
    match ending.kind {
        EndingKind::Removed => to(work, &[term.person_id], &REMOVED, values, "/my-terms"),
        EndingKind::Resigned => {
            to(work, &[term.person_id], &RESIGNED, values.clone(), "/my-terms")?;
            let name = identity::person_name(work.conn, term.person_id)?.unwrap_or_default();
            values.insert("coordinator", name);
            let overseers = identity::holders_for_network(work, Role::TaskForce)?;
            to(work, &overseers, &SOMEBODY_RESIGNED, values, "/seats")
        }
    }
}

const ON_LEAVE: Template = Template {
    key: "term_on_leave",
    occasion: "A leave begins, to the coordinator.",
    subject: "Your leave",
    body: r#"Hello {{ name }},

you are on leave from the seat "{{ seat }}" from today on.{% if back_on %} You are expected back on {{ back_on }}.{% endif %}

{{ link }}
"#,
    words: &[
        NAME,
        SEAT,
        Word::new("back_on", "When you are expected back; may be empty", "2027-06-01"),
        LINK,
    ],
};

pub fn on_leave(work: &mut Work<'_>, term: &TermRow, back: Option<NaiveDate>) -> Result<(), Problem> {
    let values = Values::from([
        ("seat", seat_of(work, term)?),
        ("back_on", back.map(|day| day.to_string()).unwrap_or_default()),
    ]);
    to(work, &[term.person_id], &ON_LEAVE, values, "/my-terms")
}

const BACK: Template = Template {
    key: "term_back",
    occasion: "A leave ends, to the coordinator.",
    subject: "Welcome back",
    body: r#"Hello {{ name }},

welcome back: from today on you serve on the seat "{{ seat }}" again.

{{ link }}
"#,
    words: &[NAME, SEAT, LINK],
};

pub fn back(work: &mut Work<'_>, term: &TermRow) -> Result<(), Problem> {
    let values = Values::from([("seat", seat_of(work, term)?)]);
    to(work, &[term.person_id], &BACK, values, "/my-terms")
}

const JURISDICTION_MOVES: Template = Template {
    key: "jurisdiction_moves",
    occasion: "A jurisdiction moves to another region, to the coordinators of both.",
    subject: "A jurisdiction moves",
    body: r#"Hello {{ name }},

from {{ effective_on }} on {{ jurisdiction }} belongs to {{ to_region }} and no longer to {{ from_region }}. Pairings that are open stay with their region until they end; seats and terms stay as they are.

{{ link }}
"#,
    words: &[
        NAME,
        Word::new("effective_on", "From when on", "2027-01-01"),
        Word::new("jurisdiction", "The code of the state or territory", "OH"),
        Word::new("from_region", "Where it was", "Great Lakes"),
        Word::new("to_region", "Where it goes", "Appalachia"),
        LINK,
    ],
};

/// To the coordinators of both regions.
pub fn jurisdiction_moves(work: &mut Work<'_>, row: &MoveRow) -> Result<(), Problem> {
    let today = work.now.date_naive();
    let regions = queries::region_names(work.conn)?;
    let name = |id: &Id| regions.get(id).cloned().unwrap_or_default();
    let mut people: Vec<Id> = queries::terms_in_regions(work.conn, &[row.from_region_id, row.to_region_id])?
        .iter()
        .filter(|term| !term.is_over(today))
        .map(|term| term.person_id)
        .collect();
    people.sort_unstable();
    people.dedup();
    let values = Values::from([
        ("effective_on", row.effective_on.to_string()),
        ("jurisdiction", row.jurisdiction.clone()),
        ("from_region", name(&row.from_region_id)),
        ("to_region", name(&row.to_region_id)),
    ]);
    to(work, &people, &JURISDICTION_MOVES, values, "/regions")
}
