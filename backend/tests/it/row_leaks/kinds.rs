//! What the ids of the document name, and how far each kind of row may be known.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use perennial::platform::db::Id;

use crate::support::Network;

/// How far rows of a kind may be known to people of another place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// To nobody elsewhere.
    Place,
    /// To whoever has the permission, for the reason given.
    Network(&'static str),
}

use Reach::{Network as Everywhere, Place};

/// The kinds of rows, each its table, whose ids are looked for in every answer.
///
/// Those that the whole network knows by design stand here with the reason. That list may only shrink. The template of
/// agreements, the code of conduct, the thresholds of mentoring and who receives concerns are one for the whole network and have
/// no ids: places write none of them, so that they read the same whatever places there are.
pub const REACH: &[(&str, Reach)] = &[
    ("adjustments", Everywhere("coordinators everywhere read what the evidence changes")),
    ("affiliations", Place),
    ("agreements", Place),
    ("application_attachments", Place),
    ("application_references", Place),
    ("applications", Place),
    (
        "associations",
        Everywhere("their names are public; partners see their own alone, which a test of theirs holds"),
    ),
    ("campaigns", Place),
    ("charters", Everywhere("one charter for all")),
    ("check_ins", Place),
    ("circle_meetings", Place),
    ("circle_places", Place),
    ("circle_rounds", Place),
    ("circles", Place),
    ("cohort_members", Place),
    ("cohorts", Everywhere("coordinators of all regions are trained together")),
    ("concern_steps", Place),
    ("concerns", Place),
    ("coordinator_answers", Place),
    ("coordinator_questions", Place),
    ("criteria", Place),
    ("cycles", Everywhere("one season for all")),
    ("decisions", Everywhere("the task force's, for those who see the plan")),
    ("enrolments", Place),
    ("findings", Everywhere("coordinators everywhere read what the evidence says")),
    ("goal_steps", Place),
    ("goals", Place),
    ("graduation_criteria", Everywhere("the same for all")),
    ("graduations", Place),
    ("grants", Place),
    ("guideships", Place),
    ("imports", Place),
    ("indicators", Everywhere("one plan for all")),
    ("institution_distinctions", Place),
    ("institution_merges", Place),
    ("institutions", Everywhere("the directory of institutions is public")),
    ("instruments", Everywhere("published for every study")),
    ("interview_slots", Place),
    ("interviews", Place),
    ("jobs", Place),
    ("jurisdiction_moves", Everywhere("where a jurisdiction lies, and lay, is public")),
    ("meetings", Place),
    ("memberships", Place),
    ("message_recipients", Place),
    // Those of the whole network are there before any place.
    ("message_templates", Place),
    ("messages", Place),
    ("milestones", Everywhere("one plan for all")),
    ("objectives", Everywhere("one plan for all")),
    ("offers", Place),
    ("openings", Place),
    ("pair_answers", Place),
    ("pair_questions", Place),
    ("pairing_notes", Place),
    ("pairings", Place),
    ("people", Place),
    ("planned_meetings", Place),
    // Those of the network and of the season are there before any place: every coordinator reads them.
    ("policy_versions", Place),
    ("proposal_notes", Place),
    ("proposals", Place),
    ("regions", Everywhere("the map is public")),
    ("requirements", Everywhere("of a cohort of all regions")),
    ("resources", Everywhere("what is published is for all; drafts are looked for by their words")),
    ("review_assignments", Place),
    ("review_conflicts", Place),
    ("reviews", Place),
    ("round_edits", Place),
    ("rounds", Place),
    ("seats", Place),
    ("sessions", Place),
    ("stakeholders", Everywhere("the task force's")),
    ("studies", Place),
    ("task_force_meetings", Everywhere("the task force's")),
    ("task_force_seats", Everywhere("who sits there is for those who see the plan")),
    ("term_endings", Place),
    ("term_leaves", Place),
    ("terms", Place),
    ("training_sessions", Everywhere("of a cohort of all regions")),
    ("wave_invitations", Place),
    ("waves", Place),
];

/// The table whose ids a path takes, by its words before `{id}`.
pub fn table_of(path: &str) -> String {
    let before = path.trim_start_matches("/api/v1/").split("/{id}").next().unwrap_or_default();
    match before {
        "association-administrators" => "grants".into(),
        "attachments" | "public/draft/attachments" => "application_attachments".into(),
        "notes" => "pairing_notes".into(),
        "public/application/references" => "application_references".into(),
        "questions" => "coordinator_questions".into(),
        other => other.rsplit('/').next().unwrap_or_default().replace('-', "_"),
    }
}

/// The table whose ids a field or a query parameter takes; `None` when its name says nothing of ids.
pub fn table_of_field(name: &str) -> Option<&'static str> {
    // The round with which one is compared.
    if name == "with" {
        return Some("rounds");
    }
    let name = name.strip_suffix("_ids").map(|one| format!("{one}_id")).unwrap_or_else(|| name.to_owned());
    Some(match name.strip_suffix("_id")? {
        "person" | "about_person" | "excluded_person" | "owner" | "guide" | "reviewer" | "panel"
        | "subject" => "people",
        "region" | "to_region" | "scope" => "regions",
        "finding" => "findings",
        "cycle" => "cycles",
        "meeting" => "task_force_meetings",
        "objective" => "objectives",
        "term" => "terms",
        "application" => "applications",
        "association" => "associations",
        "institution" | "from_institution" | "duplicate" | "other" => "institutions",
        "template" => "message_templates",
        "enrolment" | "mentor_enrolment" | "mentee_enrolment" => "enrolments",
        "keep_from_round" => "rounds",
        "orientation_requirement" => "requirements",
        "pairing" => "pairings",
        "place" => "circle_places",
        "proposal" => "proposals",
        "seat" => "seats",
        "slot" => "interview_slots",
        "criterion" => "criteria",
        "instrument" => "instruments",
        "wave" => "waves",
        "member" => "cohort_members",
        // The public identifier of somebody in an association's own files.
        "external" => return None,
        _ => panic!("which kind of row does the field {name} name? say it in row_leaks/kinds.rs"),
    })
}

pub type Rows = BTreeMap<&'static str, BTreeSet<Id>>;

macro_rules! rows {
    ($network:expr, $($table:ident)+) => {
        $network.operator(|work| {
            let mut found = Rows::new();
            $(
                let table = perennial::schema::$table::table;
                let ids: Vec<Id> = table.select(perennial::schema::$table::id).load(work.conn)?;
                found.insert(stringify!($table), ids.into_iter().collect());
            )+
            Ok(found)
        })
    };
}

/// Every row of every kind, as they are now.
pub fn rows(network: &Network) -> Rows {
    rows!(network,
        adjustments affiliations agreements application_attachments application_references applications associations
        campaigns charters check_ins circle_meetings circle_places circle_rounds circles cohort_members cohorts concern_steps concerns coordinator_answers
        coordinator_questions criteria cycles decisions enrolments findings goal_steps goals graduation_criteria
        graduations grants guideships imports indicators institution_distinctions institution_merges institutions
        instruments interview_slots interviews jobs jurisdiction_moves meetings memberships message_recipients
        message_templates messages milestones objectives offers openings pair_answers pair_questions pairing_notes
        pairings people planned_meetings policy_versions proposal_notes proposals regions requirements resources
        review_assignments review_conflicts reviews round_edits rounds seats sessions stakeholders studies
        task_force_meetings task_force_seats term_endings term_leaves terms training_sessions wave_invitations waves)
}

/// What came since.
pub fn since(before: &Rows, after: &Rows) -> Rows {
    after.iter().map(|(table, ids)| (*table, ids.difference(&before[table]).copied().collect())).collect()
}

pub fn reach(table: &str) -> Reach {
    REACH.iter().find(|(name, _)| *name == table).map_or_else(
        || panic!("how far may rows of {table} be known? say it in row_leaks/kinds.rs"),
        |(_, r)| *r,
    )
}
