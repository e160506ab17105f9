//! The demo's open search: a published opening that three campaigns told of, with visits and applications by day, reviewers,
//! and interviews: one held and scored, one booked, one whose applicant has yet to choose a time.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};

use super::chance::Chance;
use super::{as_link_holder, as_person};
use crate::platform::auth::IfMatch;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::recruitment::{
    self, CampaignRow, Channel, FunnelStage, NewApplication, NewCampaign, NewOpening, NewSlot,
};

/// How many days ago the opening was published.
const OPEN_FOR: i64 = 18;

/// Name, channel, partner, page views on a day at most.
const CAMPAIGNS: &[(&str, Channel, Option<&str>, u32)] = &[
    ("Letter to the state associations", Channel::Partner, Some("Prairie States Library Association"), 5),
    ("Posts in the spring", Channel::Social, None, 7),
    ("Leaflet at the summer conference", Channel::Conference, None, 3),
];

/// Name, local part of the address, institution, experience, leadership, commitment.
const APPLICANTS: &[[&str; 6]] = &[
    [
        "Marisol Vega",
        "marisol.vega",
        "Prairie County Library",
        "Eleven years in public libraries; mentor in our state association since 2019.",
        "I chaired the mentoring committee and doubled the number of pairs in two years.",
        "My director supports five hours a week, and I have a deputy for leave.",
    ],
    [
        "Desmond Achebe",
        "desmond.achebe",
        "Lakeside College Library",
        "Seven years of instruction and outreach; two mentees of my own, both still in touch.",
        "I lead a team of six and train new liaisons.",
        "Evenings and one afternoon a week for the whole term.",
    ],
    [
        "Yuki Tanabe",
        "yuki.tanabe",
        "Harbor Middle School Library",
        "Fourteen years as a school librarian, the last five as lead of the district.",
        "I organise the district's monthly meetings of school librarians.",
        "Summers free, and two hours a week during the school year.",
    ],
];

/// # Errors
/// When the database refuses.
pub fn fill(
    work: &mut Work<'_>,
    region: Id,
    seat: Id,
    reviewers: &[Id],
    chance: &mut Chance,
) -> Result<(), Problem> {
    let today = work.now;
    work.now = today - TimeDelta::days(OPEN_FOR);
    let opening = opening(work, region, seat)?;
    let mut codes = Vec::new();
    for (name, channel, partner, _) in CAMPAIGNS {
        let new =
            NewCampaign { name: (*name).to_owned(), channel: *channel, partner: partner.map(str::to_owned) };
        codes.push(recruitment::create_campaign(work, opening, new)?);
    }
    let mut applications = Vec::new();
    for day in (0..=OPEN_FOR).rev() {
        work.now = today - TimeDelta::days(day);
        visits(work, opening, &codes, chance)?;
        // They applied seventeen, thirteen and nine days ago.
        let applied = applications.len();
        if let Some(applicant) = APPLICANTS.get(applied).filter(|_| day == 17 - 4 * as_days(applied)) {
            let from = codes.get(applied).map(|campaign| campaign.code.as_str());
            applications.extend(apply(work, opening, applicant, from)?);
        }
    }
    work.now = today - TimeDelta::days(7);
    recruitment::assign_reviewers(work, opening, reviewers, reviewers.len())?;
    interviews(work, opening, &applications, reviewers, today)?;
    work.now = today;
    Ok(())
}

fn as_days(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn opening(work: &mut Work<'_>, region: Id, seat: Id) -> Result<Id, Problem> {
    let today = (work.now + TimeDelta::days(OPEN_FOR)).date_naive();
    let opening = recruitment::create_opening(work, NewOpening {
        handover: false,
        region,
        seats: vec![seat],
        title: "Mentorship coordinator".into(),
        description: "You match mentors with mentees in your region, look after the pairs, and guide the coordinator who \
                      follows you. Training over Zoom comes before the term begins."
            .into(),
        term_starts_on: today + Days::new(60),
        term_ends_on: today + Days::new(60 + 730),
        closes_on: today + Days::new(21),
        criteria: None,
        blind_review: false,
        references_asked: 0,
        book_until_hours: 4,
        change_until_hours: 24,
    })?;
    recruitment::publish_opening(work, opening.id)?;
    Ok(opening.id)
}

/// Page views of a day, and the few of them that begin the form: by each campaign's link, and by themselves.
fn visits(
    work: &mut Work<'_>,
    opening: Id,
    campaigns: &[CampaignRow],
    chance: &mut Chance,
) -> Result<(), Problem> {
    let linked = campaigns.iter().zip(CAMPAIGNS).map(|(row, (.., most))| (Some(row.code.as_str()), *most));
    for (code, most) in linked.chain([(None, 4)]) {
        for _ in 0..chance.below(most + 1) {
            recruitment::count_visit(work, opening, FunnelStage::View, code)?;
            if chance.below(5) == 0 {
                recruitment::count_visit(work, opening, FunnelStage::Start, code)?;
            }
        }
    }
    Ok(())
}

fn apply(
    work: &mut Work<'_>,
    opening: Id,
    applicant: &[&str; 6],
    from: Option<&str>,
) -> Result<Option<Id>, Problem> {
    let [name, local, institution, experience, leadership, commitment] = applicant;
    let new = NewApplication {
        name: (*name).to_owned(),
        // Reviewers of the demo share a domain, and nobody reviews an applicant of their own.
        email: format!("{local}@applicants.example"),
        institution: (*institution).to_owned(),
        experience: (*experience).to_owned(),
        leadership: (*leadership).to_owned(),
        commitment: (*commitment).to_owned(),
        conflict_of_interest: None,
    };
    recruitment::submit_with(work, opening, new, Vec::new(), from)
}

const ZONE: &str = "America/Chicago";

fn slot(work: &mut Work<'_>, opening: Id, day: NaiveDate, time: &str, panel: &[Id]) -> Result<Id, Problem> {
    let new = NewSlot {
        starts_at_local: format!("{day}T{time}"),
        time_zone: ZONE.into(),
        duration_minutes: 45,
        link: Some("https://video.example/perennial-interviews".into()),
        place: None,
        note: None,
        panel: panel.to_vec(),
    };
    Ok(recruitment::create_slot(work, opening, new)?.id)
}

/// A week ago times were offered and the applicants invited; the first chose one that is over.
fn interviews(
    work: &mut Work<'_>,
    opening: Id,
    applications: &[Id],
    panel: &[Id],
    today: DateTime<Utc>,
) -> Result<(), Problem> {
    let in_days = |days: i64| (today + TimeDelta::days(days)).date_naive();
    let past = slot(work, opening, in_days(-3), "10:15", panel)?;
    let soon = slot(work, opening, in_days(5), "10:15", panel)?;
    for (days, time) in [(5, "11:15"), (6, "10:15"), (6, "11:15"), (8, "16:15")] {
        slot(work, opening, in_days(days), time, panel)?;
    }
    let message = "We look forward to meeting you.";
    let invited = recruitment::invite_to_interviews(work, opening, applications, message, false)?.invited;
    for (interview, slot) in invited.iter().zip([past, soon]) {
        as_link_holder(work, interview.id, |work| {
            recruitment::book_interview(work, slot, ZONE.into()).map(|_| ())
        })?;
    }
    let Some(held) = invited.first() else { return Ok(()) };
    work.now = today - TimeDelta::days(1);
    let criteria = recruitment::list_criteria(work.conn, opening)?;
    for (panelist, points) in panel.iter().zip([[4, 5, 4], [4, 4, 3]]) {
        let scores: Vec<(Id, i32)> = criteria.iter().map(|c| c.id).zip(points).collect();
        as_person(work, *panelist, |work| {
            let notes = "Clear about how the pairs would be looked after.";
            recruitment::save_panel_score(work, held.id, &IfMatch::of(0), &scores, notes).map(|_| ())
        })?;
    }
    Ok(())
}
