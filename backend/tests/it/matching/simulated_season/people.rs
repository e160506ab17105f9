//! Who takes part, drawn with dice that fall the same each time.

use serde_json::{Value, json};

use super::super::Season;
use crate::support::{Client, PASSWORD, quick_hash};
use perennial::identity::{NewAccount, create_account};

const MENTORS: usize = 24;
const MENTEES: usize = 40;
const TOPICS: [&str; 8] =
    ["makerspaces", "outreach", "archives", "metadata", "story time", "grants", "teaching", "law"];

/// A linear congruential generator (Knuth's MMIX constants): a season that fails can be told again.
pub struct Dice(pub u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    pub fn of_100(&mut self) -> u64 {
        self.roll() % 100
    }

    fn topics(&mut self) -> Vec<&'static str> {
        let from = usize::try_from(self.roll()).expect("31 bits") % TOPICS.len();
        (0..3).map(|at| TOPICS[(from + at * 3) % TOPICS.len()]).collect()
    }
}

pub struct Somebody {
    pub id: String,
    pub email: String,
    pub enrolment: String,
    pub role: &'static str,
    pub capacity: usize,
}

pub fn enrolled(season: &Season<'_>, dice: &mut Dice) -> Vec<Somebody> {
    let hash = quick_hash(PASSWORD);
    let roles = [vec!["mentor"; MENTORS], vec!["mentee"; MENTEES]].concat();
    roles.into_iter().enumerate().map(|(at, role)| somebody(season, dice, &hash, at, role)).collect()
}

fn somebody(season: &Season<'_>, dice: &mut Dice, hash: &str, at: usize, role: &'static str) -> Somebody {
    let email = format!("{role}{at}@season.example");
    let region = if at.is_multiple_of(3) { &season.west } else { &season.lakes };
    let id = season
        .network
        .operator(|work| {
            let account = NewAccount {
                name: &format!("{role} {at}"),
                email: &email,
                password_hash: Some(hash.to_owned()),
                institution: None,
                jurisdiction: None,
                region: Some(region.parse().expect("a region's id")),
                time_zone: "America/Chicago",
            };
            create_account(work, account)
        })
        .to_string();
    let capacity = if role == "mentor" { 1 + at % 3 } else { 1 };
    let more = json!({ "capacity": capacity, "interests": dice.topics(), "goals": dice.topics() });
    let enrolment = season.enrol(&id, role, more);
    Somebody { id, email, enrolment, role, capacity }
}

/// Every item of a list, page after page.
pub fn all_pages(client: &Client, path: &str) -> Vec<Value> {
    let (mut items, mut cursor) = (Vec::new(), None::<String>);
    loop {
        let joint = if path.contains('?') { '&' } else { '?' };
        let more = cursor.map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
        let page = client.get(&format!("{path}{joint}limit=200{more}")).expect(200);
        items.extend(page.items());
        match page.json["next_cursor"].as_str() {
            Some(next) => cursor = Some(next.to_owned()),
            None => return items,
        }
    }
}
