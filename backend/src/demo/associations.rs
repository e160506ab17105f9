//! The demo's associations and their members: most have confirmed, some share what they take part in, one association is
//! closed.

use std::fmt::Write;

use chrono::{Days, NaiveDate};

use super::as_person;
use crate::identity;
use crate::network::{self, AboutAssociation, AssociationKind};
use crate::platform::auth::{Role, ScopeKind};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// An association, and which of the demo's mentors and mentees it counts as its members: the first and how many.
struct Listed {
    name: &'static str,
    short_name: &'static str,
    kind: AssociationKind,
    mentors: (usize, usize),
    mentees: (usize, usize),
}

const LISTED: &[Listed] = &[
    Listed {
        name: "Great Lakes Library Association",
        short_name: "GLLA",
        kind: AssociationKind::Regional,
        mentors: (0, 24),
        mentees: (0, 16),
    },
    // Some belong to two, and are counted once.
    Listed {
        name: "Association of Rural Librarians",
        short_name: "ARL-US",
        kind: AssociationKind::Specialty,
        mentors: (18, 12),
        mentees: (10, 12),
    },
    Listed {
        name: "Prairie States Library Association",
        short_name: "PSLA",
        kind: AssociationKind::State,
        mentors: (40, 6),
        mentees: (30, 4),
    },
];

/// # Errors
/// When the database refuses.
pub fn fill(work: &mut Work<'_>, partner: Id) -> Result<(), Problem> {
    let since = work.now.date_naive() - Days::new(800);
    for (at, listed) in LISTED.iter().enumerate() {
        let association = add(work, listed.name, listed.short_name, listed.kind)?;
        if at == 0 {
            let role = (Role::Partner, ScopeKind::Association, Some(association));
            identity::grant_role(work, partner, role.0, role.1, role.2)?;
        }
        members(work, association, listed, since)?;
    }
    let closed = add(work, "Round Table of Branch Librarians", "RTBL", AssociationKind::Other)?;
    network::close_association(work, closed)?;
    Ok(())
}

fn add(work: &mut Work<'_>, name: &str, short_name: &str, kind: AssociationKind) -> Result<Id, Problem> {
    let about = AboutAssociation {
        name: name.to_owned(),
        short_name: Some(short_name.to_owned()),
        kind,
        website: Some(format!("https://{}.example", short_name.to_lowercase())),
    };
    Ok(network::create_association(work, about)?.id)
}

/// As an association brings them: by a file, of which nobody is mailed.
fn members(work: &mut Work<'_>, association: Id, listed: &Listed, since: NaiveDate) -> Result<(), Problem> {
    let numbered = |prefix: &'static str, (first, count): (usize, usize)| {
        (first..first + count).map(move |n| format!("{prefix}{n}@demo.perennial.example"))
    };
    let emails: Vec<String> =
        numbered("mentor", listed.mentors).chain(numbered("mentee", listed.mentees)).collect();
    let mut people = Vec::new();
    for email in emails {
        people.extend(identity::person_by_email(work, &email)?.map(|person| (person, email)));
    }
    let ids: Vec<Id> = people.iter().map(|(person, _)| *person).collect();
    let names = identity::person_names(work.conn, &ids)?;
    let mut csv = "member_number,name,email,since\n".to_owned();
    for (n, (person, email)) in people.iter().enumerate() {
        let name = names.get(person).map_or("", String::as_str);
        let _ = writeln!(csv, "{}-{n:03},{name},{email},{since}", listed.short_name);
    }
    network::import_members(work, association, csv.as_bytes(), false)?;
    for (n, (person, _)) in people.iter().enumerate() {
        as_person(work, *person, |work| answer(work, association, n))?;
    }
    Ok(())
}

/// Of ten, one has not answered and one declined; of the others most share what they take part in, and a few left.
fn answer(work: &mut Work<'_>, association: Id, n: usize) -> Result<(), Problem> {
    let own = network::own_memberships(work)?;
    let Some((row, _)) = own.into_iter().find(|(row, _)| row.association_id == association) else {
        return Ok(());
    };
    match n % 10 {
        8 => {}
        9 => drop(network::decline_membership(work, row.id)?),
        tenth => {
            network::accept_membership(work, row.id, tenth != 5)?;
            if n % 20 == 7 {
                network::leave_association(work, row.id)?;
            }
        }
    }
    Ok(())
}
