//! Figures of associations: people, each once.

use actix_web::get;
use serde::Serialize;
use utoipa::ToSchema;

use crate::network::associations;
use crate::network::associations::members::figures::{self, Memberships, Parts};
use crate::network::associations::members::queries;
use crate::network::associations::queries::AssociationFilter;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::ViewMembers;
use crate::platform::db::Id;
use crate::platform::input::PathId;
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::platform::reply::Answer;
use crate::platform::work::Work;

crate::text_enum! {
    /// Whose participation is counted.
    pub enum FiguresOf {
        Members = "members",
        /// Those who let the association see what they take part in.
        Sharing = "sharing",
    }
}

/// How many people take part. Each person counts once.
#[derive(Serialize, ToSchema)]
pub struct PartsView {
    /// Of how many people.
    #[schema(example = 240)]
    people: i64,
    /// Enrolled as a mentor in a cycle that is not closed.
    #[schema(example = 40)]
    mentors: i64,
    #[schema(example = 32)]
    mentees: i64,
    /// Mentors, mentees or both.
    #[schema(example = 70)]
    enrolled: i64,
    /// In an active pairing.
    #[schema(example = 60)]
    in_pairing: i64,
}

impl From<Parts> for PartsView {
    fn from(parts: Parts) -> Self {
        let Parts { people, mentors, mentees, enrolled, in_pairing } = parts;
        Self { people, mentors, mentees, enrolled, in_pairing }
    }
}

/// The figures of one association.
#[derive(Serialize, ToSchema)]
pub struct AssociationFiguresView {
    association_id: Id,
    #[schema(example = "Ohio Library Council")]
    name: String,
    /// People who have confirmed their membership.
    #[schema(example = 310)]
    members: i64,
    /// Records that nobody has confirmed.
    #[schema(example = 12)]
    unconfirmed: i64,
    /// Members who let the association see what they take part in.
    #[schema(example = 240)]
    sharing: i64,
    /// Whose participation `parts` counts: the association's own administrators see that of those who share it.
    of: FiguresOf,
    parts: PartsView,
}

fn of_association(counted: &Memberships, network: bool, id: Id, name: String) -> AssociationFiguresView {
    let of = if network { FiguresOf::Members } else { FiguresOf::Sharing };
    let its = counted.of(id);
    AssociationFiguresView {
        association_id: id,
        name,
        members: its.members,
        unconfirmed: its.unconfirmed,
        sharing: its.sharing,
        of,
        parts: its.parts.into(),
    }
}

/// Read the figures of an association
///
/// Its own administrators see participation of those alone who share it: they could read the same from the list, and
/// nothing about anybody else can be worked out from it.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_members"))),
    params(("id" = Id, Path, description = "The association")),
    responses((status = 200, description = "People, each once", body = AssociationFiguresView)))]
#[get("/associations/{id}/figures")]
pub async fn get_association_figures(auth: Authorized<ViewMembers>, id: PathId) -> Answer {
    auth.view(move |w| {
        let association = associations::kept_association(w, id.0)?;
        let counted = figures::memberships(w.conn, w.scope, Some(association.id))?;
        Ok(of_association(&counted, w.scope.network, association.id, association.name))
    })
    .await
}

/// Figures of the whole network beside those of its associations.
#[derive(Serialize, ToSchema)]
pub struct NetworkFiguresView {
    /// Everybody with an account that is not disabled, and what they take part in.
    people: PartsView,
    /// People in at least one association.
    in_any: PartsView,
    /// People in more than one: by so many, and once more for each further association, the rows add up to more than
    /// `in_any`.
    #[schema(example = 18)]
    in_more_than_one: i64,
    /// The sum of the members of all rows.
    #[schema(example = 1204)]
    memberships: i64,
}

#[derive(Serialize, ToSchema)]
pub struct AssociationFiguresList {
    items: Vec<AssociationFiguresView>,
    next_cursor: Option<String>,
    /// `null` for those who see single associations only.
    network: Option<NetworkFiguresView>,
}

/// List the figures of all associations that the caller sees, by name
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_members"))),
    responses((status = 200, description = "People, each once in each row", body = AssociationFiguresList)))]
#[get("/association-figures")]
pub async fn list_association_figures(auth: Authorized<ViewMembers>) -> Answer {
    auth.view(|w| {
        let counted = figures::memberships(w.conn, w.scope, None)?;
        let all = Window { after: None, limit: MOST_ROWS };
        let rows =
            associations::queries::list_associations(w.conn, w.scope, &AssociationFilter::default(), &all)?;
        let seen = w.scope.network;
        let items = rows.into_iter().map(|row| of_association(&counted, seen, row.id, row.name)).collect();
        let network = if seen { Some(of_network(w, &counted)?) } else { None };
        Ok(AssociationFiguresList { items, next_cursor: None, network })
    })
    .await
}

/// Far more associations than the country has.
const MOST_ROWS: i64 = 10_000;

fn of_network(work: &mut Work<'_>, counted: &Memberships) -> Result<NetworkFiguresView, Problem> {
    Ok(NetworkFiguresView {
        people: figures::parts_of_network(work.conn, false)?.into(),
        in_any: figures::parts_of_network(work.conn, true)?.into(),
        in_more_than_one: queries::people_in_several(work.conn)?,
        memberships: counted.all(),
    })
}
