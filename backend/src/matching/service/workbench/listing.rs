//! Pages of a round's proposals, by points or by name.

use crate::matching::queries::proposals::ProposalRow;
use crate::matching::queries::workbench::rows::{self, RowFilter, RowKey};
use crate::platform::db::Id;
use crate::platform::pagination::{Page, Window, window};
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// In which order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RowOrder {
    /// Most points first.
    #[default]
    Points,
    /// Fewest points first.
    PointsAsc,
    /// By the mentee's name.
    Name,
}

/// What is asked for.
pub struct Listing<'a> {
    pub filter: RowFilter,
    /// Part of either name.
    pub words: Option<&'a str>,
    pub order: RowOrder,
    pub cursor: Option<&'a str>,
    pub limit: Option<i64>,
}

/// # Errors
/// 400 for a cursor of another list.
pub fn page(work: &mut Work<'_>, round: Id, asked: &Listing<'_>) -> Result<Page<ProposalRow>, Problem> {
    let words = asked.words.map(str::trim).filter(|words| !words.is_empty());
    match (asked.order, words) {
        (RowOrder::Name, words) => by_name(work, round, asked, words),
        (order, None) => {
            let fewest_first = order == RowOrder::PointsAsc;
            let list = list_of(order);
            let window = window::<(i32, Id)>(work.cursors, list, asked.cursor, asked.limit)?;
            let rows = rows::by_points(work.conn, work.scope, round, &asked.filter, fewest_first, &window)?;
            window.page(work.cursors, list, rows, |row| (row.points, row.id), |row| row)
        }
        (order, Some(words)) => by_points_of_named(work, round, asked, order, words),
    }
}

const fn list_of(order: RowOrder) -> &'static str {
    match order {
        RowOrder::Points => "proposals",
        RowOrder::PointsAsc => "proposals_fewest_first",
        RowOrder::Name => "proposals_by_name",
    }
}

/// A round has some thousands of rows at most: their keys are sorted here, and the page alone is read.
fn by_name(
    work: &mut Work<'_>,
    round: Id,
    asked: &Listing<'_>,
    words: Option<&str>,
) -> Result<Page<ProposalRow>, Problem> {
    let list = list_of(RowOrder::Name);
    let window = window::<(String, Id)>(work.cursors, list, asked.cursor, asked.limit)?;
    let keys = rows::keys(work.conn, work.scope, round, &asked.filter)?;
    let mut named: Vec<(String, Id)> =
        super::approval::named(work, keys, words)?.into_iter().map(|(key, name)| (name, key.id)).collect();
    named.sort();
    let kept = cut(named, &window);
    let page = window.page(work.cursors, list, kept, Clone::clone, |(_, id)| id)?;
    read(work, page)
}

fn by_points_of_named(
    work: &mut Work<'_>,
    round: Id,
    asked: &Listing<'_>,
    order: RowOrder,
    words: &str,
) -> Result<Page<ProposalRow>, Problem> {
    let list = list_of(order);
    let window = window::<(i32, Id)>(work.cursors, list, asked.cursor, asked.limit)?;
    let keys = rows::keys(work.conn, work.scope, round, &asked.filter)?;
    let mut found: Vec<RowKey> =
        super::approval::named(work, keys, Some(words))?.into_iter().map(|(key, _)| key).collect();
    found.sort_by_key(|key| (key.points, key.id));
    if order == RowOrder::Points {
        found.reverse();
    }
    let at = |key: &RowKey| (key.points, key.id);
    let follows = |key: &RowKey| {
        window
            .after
            .is_none_or(|after| if order == RowOrder::Points { at(key) < after } else { at(key) > after })
    };
    let fetch = usize::try_from(window.fetch()).unwrap_or(usize::MAX);
    let kept: Vec<RowKey> = found.into_iter().filter(follows).take(fetch).collect();
    let page = window.page(work.cursors, list, kept, at, |key| key.id)?;
    read(work, page)
}

/// What of sorted keys the window shows.
fn cut<K: Ord + Clone>(sorted: Vec<K>, window: &Window<K>) -> Vec<K> {
    let fetch = usize::try_from(window.fetch()).unwrap_or(usize::MAX);
    sorted
        .into_iter()
        .filter(|key| window.after.as_ref().is_none_or(|after| key > after))
        .take(fetch)
        .collect()
}

/// The rows of a page of ids, in its order.
fn read(work: &mut Work<'_>, page: Page<Id>) -> Result<Page<ProposalRow>, Problem> {
    let mut rows = rows::by_ids(work.conn, &page.items)?;
    rows.sort_by_key(|row| page.items.iter().position(|id| *id == row.id));
    Ok(Page { items: rows, next_cursor: page.next_cursor })
}
