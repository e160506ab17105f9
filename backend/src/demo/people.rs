//! The demo's people: invented names, drawn from the institutions by their staff.

use super::chance::Chance;
use crate::identity::{self, NewAccount};
use crate::matching::{CareerStage, EnrolmentRole, NewEnrolment, Span, Weekday};
use crate::network::{self, Setting};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

const GIVEN: &[&str] = &[
    "Aaliyah", "Agnes", "Amara", "Andre", "Anh", "Beatriz", "Ben", "Brigid", "Caleb", "Carmen", "Chidi",
    "Clara", "Dana", "Darius", "Delia", "Eben", "Elena", "Elias", "Esther", "Fatima", "Felix", "Gloria",
    "Hana", "Hector", "Ida", "Imani", "Ines", "Isaac", "Jamal", "Jia", "Joaquin", "Judith", "Kai", "Keiko",
    "Kofi", "Lars", "Leila", "Lucia", "Luis", "Mai", "Marcus", "Margit", "Mateo", "Mina", "Nadia", "Naomi",
    "Noor", "Omar", "Paloma", "Priya", "Quinn", "Rafael", "Rosa", "Ruth", "Sami", "Sofia", "Tomas", "Uma",
    "Vera", "Wen", "Ximena", "Yara", "Yusuf", "Zora",
];
const FAMILY: &[&str] = &[
    "Abara",
    "Acosta",
    "Adler",
    "Bakshi",
    "Barrett",
    "Begay",
    "Bianchi",
    "Brandt",
    "Calloway",
    "Castellanos",
    "Chen",
    "Delgado",
    "Diallo",
    "Donovan",
    "Eastman",
    "Fairbanks",
    "Flores",
    "Fujita",
    "Garza",
    "Greene",
    "Haddad",
    "Hawkins",
    "Ibarra",
    "Jefferson",
    "Kaplan",
    "Keller",
    "Kim",
    "Lindqvist",
    "Lopez",
    "Madison",
    "Mahoney",
    "Mensah",
    "Nakai",
    "Nguyen",
    "Novak",
    "Okafor",
    "Ortiz",
    "Patel",
    "Pereira",
    "Quintero",
    "Rahman",
    "Reyes",
    "Rosen",
    "Sandoval",
    "Santos",
    "Schmidt",
    "Singh",
    "Sokolov",
    "Sullivan",
    "Tran",
    "Underwood",
    "Vasquez",
    "Wallace",
    "Whitehorse",
    "Yamada",
    "Yazzie",
    "Zamora",
    "Ziegler",
];
const TOPICS: &[&str] = &[
    "accessibility",
    "archives",
    "budgeting",
    "career change",
    "cataloging",
    "children's services",
    "collection development",
    "community outreach",
    "data literacy",
    "digital preservation",
    "early literacy",
    "grant writing",
    "instruction",
    "leadership",
    "local history",
    "makerspaces",
    "metadata",
    "open access",
    "programming",
    "readers' advisory",
    "reference",
    "rural libraries",
    "scholarly communication",
    "supervision",
    "teen services",
    "user experience",
];
/// Public libraries most of all, since the survey is of those.
const SETTINGS: &[Setting] = &[
    Setting::Public,
    Setting::Public,
    Setting::Public,
    Setting::Public,
    Setting::Academic,
    Setting::Academic,
    Setting::School,
    Setting::Special,
    Setting::Archives,
];

/// Somebody of the demo with a place in the network.
pub struct Somebody {
    pub id: Id,
}

/// Makes `count` people, each at an institution drawn by its staff, with addresses `<prefix><n>@…`.
///
/// # Errors
/// When the database refuses.
pub fn make(
    work: &mut Work<'_>,
    prefix: &str,
    count: usize,
    chance: &mut Chance,
) -> Result<Vec<Somebody>, Problem> {
    let institutions = network::institution_sample(work.conn)?;
    if institutions.is_empty() {
        return Err(Problem::conflict(
            "The network has no institutions where people could work: serve it with --demo first.",
        ));
    }
    // Cumulated staff, at least one each, so that small libraries have people too.
    let mut upto = 0_u32;
    let weights: Vec<u32> = institutions
        .iter()
        .map(|(.., staff)| {
            upto = upto.saturating_add(tenths(staff.unwrap_or(1.0)));
            upto
        })
        .collect();
    let drawn: Vec<(String, String, usize)> = (0..count)
        .map(|n| {
            let at = chance.below(upto);
            let index = weights.partition_point(|w| *w <= at).min(institutions.len() - 1);
            let name = format!("{} {}", chance.one_of(GIVEN), chance.one_of(FAMILY));
            (name, format!("{prefix}{n}@demo.perennial.example"), index)
        })
        .collect();
    let accounts = drawn
        .iter()
        .map(|(name, email, index)| {
            let (institution, jurisdiction, region, _) = &institutions[*index];
            NewAccount {
                name,
                email,
                password_hash: None,
                institution: Some(*institution),
                jurisdiction: Some(jurisdiction.clone()),
                region: Some(*region),
                time_zone: time_zone(jurisdiction),
            }
        })
        .collect();
    let ids = identity::create_accounts(work, accounts)?;
    Ok(ids.into_iter().map(|id| Somebody { id }).collect())
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // staff is from 0 to a few thousand
fn tenths(staff: f64) -> u32 {
    ((staff * 10.0) as u32).max(1)
}

/// The zone that most of a jurisdiction lies in.
#[must_use]
pub fn time_zone(jurisdiction: &str) -> &'static str {
    match jurisdiction {
        "AK" => "America/Anchorage",
        "HI" => "Pacific/Honolulu",
        "CA" | "NV" | "OR" | "WA" => "America/Los_Angeles",
        "AZ" => "America/Phoenix",
        "CO" | "ID" | "MT" | "NM" | "UT" | "WY" => "America/Denver",
        "AL" | "AR" | "IA" | "IL" | "KS" | "LA" | "MN" | "MO" | "MS" | "ND" | "NE" | "OK" | "SD" | "TN"
        | "TX" | "WI" => "America/Chicago",
        "PR" | "VI" => "America/Puerto_Rico",
        "GU" | "MP" => "Pacific/Guam",
        "AS" => "Pacific/Pago_Pago",
        _ => "America/New_York",
    }
}

/// What a person of the demo enters when enrolling.
#[must_use]
pub fn enrolment(person: Id, role: EnrolmentRole, chance: &mut Chance) -> NewEnrolment {
    let mentor = role == EnrolmentRole::Mentor;
    let (stages, years): (&[CareerStage], u32) = if mentor {
        (
            &[CareerStage::Mid, CareerStage::Late, CareerStage::Late, CareerStage::Retired],
            8 + chance.below(25),
        )
    } else {
        (
            &[
                CareerStage::Student,
                CareerStage::Early,
                CareerStage::Early,
                CareerStage::Changing,
                CareerStage::Mid,
            ],
            chance.below(8),
        )
    };
    let topics: Vec<String> = TOPICS.iter().map(|topic| (*topic).to_owned()).collect();
    let mut languages = vec!["en".to_owned()];
    if chance.below(100) < 14 {
        languages.push("es".to_owned());
    }
    let (interests, goals) = (3 + chance.below(3) as usize, 2 + chance.below(2) as usize);
    NewEnrolment {
        person,
        role,
        capacity: if mentor && chance.below(100) < 15 { 2 } else { 1 },
        setting: *chance.one_of(SETTINGS),
        career_stage: *chance.one_of(stages),
        years_of_experience: i32::try_from(years).unwrap_or(0),
        interests: chance.some_of(&topics, interests),
        goals: chance.some_of(&topics, goals),
        languages,
        time_zone: None,
        available_hours: hours(chance),
        excluded: Vec::new(),
        external_id: None,
        unanswered: Vec::new(),
    }
}

/// Two of three say when they have time: evenings of some weekdays, or Saturday morning.
fn hours(chance: &mut Chance) -> Vec<Span> {
    match chance.below(9) {
        0..3 => Vec::new(),
        3 => vec![Span { day: Weekday::Saturday, from: 9, to: 13 }],
        _ => chance
            .some_of(&Weekday::ALL[..5], 3)
            .into_iter()
            .map(|day| Span { day, from: 15, to: 20 })
            .collect(),
    }
}
