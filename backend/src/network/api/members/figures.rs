//! Figures of associations: people, each once.

use actix_web::get;
use serde::Serialize;
use utoipa::ToSchema;

use crate::network::associations;
use crate::network::associations::members::figures::{
    Members, Participation, Parts, by_association, in_any_and_several,
};
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

struct Source {
    members: std::collections::HashMap<Id, Members>,
    unconfirmed: std::collections::HashMap<Id, i64>,
    takes: Participation,
}

impl Source {
    fn read(
        work: &mut Work<'_>,
        belongings: &[associations::members::figures::Belonging],
        takes: Participation,
    ) -> Result<Self, Problem> {
        Ok(Self {
            members: by_association(belongings),
            unconfirmed: queries::unconfirmed(work.conn, work.scope)?.into_iter().collect(),
            takes,
        })
    }

    fn of(&mut self, network: bool, id: Id, name: String) -> AssociationFiguresView {
        let members = self.members.remove(&id).unwrap_or_default();
        let (of, counted) =
            if network { (FiguresOf::Members, &members.all) } else { (FiguresOf::Sharing, &members.sharing) };
        AssociationFiguresView {
            association_id: id,
            name,
            members: i64::try_from(members.all.len()).unwrap_or(i64::MAX),
            unconfirmed: self.unconfirmed.get(&id).copied().unwrap_or(0),
            sharing: i64::try_from(members.sharing.len()).unwrap_or(i64::MAX),
            of,
            parts: self.takes.among(counted).into(),
        }
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
        let belongings = queries::belongings(w.conn, w.scope, Some(association.id))?;
        let people: Vec<Id> = belongings.iter().map(|each| each.person).collect();
        let takes = queries::participation_of(w.conn, &people)?;
        Ok(Source::read(w, &belongings, takes)?.of(w.scope.network, association.id, association.name))
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
        let belongings = queries::belongings(w.conn, w.scope, None)?;
        let takes = queries::participation_of_all(w.conn)?;
        let mut source = Source::read(w, &belongings, takes)?;
        let all = Window { after: None, limit: MOST_ROWS };
        let rows =
            associations::queries::list_associations(w.conn, w.scope, &AssociationFilter::default(), &all)?;
        let network = w.scope.network;
        let items = rows.into_iter().map(|row| source.of(network, row.id, row.name)).collect();
        let network = if network { Some(of_network(w, &source.takes, &belongings)?) } else { None };
        Ok(AssociationFiguresList { items, next_cursor: None, network })
    })
    .await
}

/// Far more associations than the country has.
const MOST_ROWS: i64 = 10_000;

fn of_network(
    work: &mut Work<'_>,
    takes: &Participation,
    belongings: &[associations::members::figures::Belonging],
) -> Result<NetworkFiguresView, Problem> {
    let (any, in_more_than_one) = in_any_and_several(belongings);
    Ok(NetworkFiguresView {
        people: takes.of_all(queries::people_of_network(work.conn)?).into(),
        in_any: takes.among(&any).into(),
        in_more_than_one,
        memberships: i64::try_from(belongings.len()).unwrap_or(i64::MAX),
    })
}
