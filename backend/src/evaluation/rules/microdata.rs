//! k-anonymity of microdata: what several people share is shown, what few share is generalised.
//!
//! Global recoding to one value per column, from the first column to the last (Sweeney, 2002, "k-anonymity").

use std::collections::{BTreeMap, BTreeSet};

/// Stands for a value that is shared by too few.
pub const SUPPRESSED: &str = "suppressed";

/// The quasi-identifiers of every record, generalised until every combination occurs k times or more:
/// values shared by fewer become [`SUPPRESSED`], and when these are too few together, the next smallest
/// with them. Columns come first to last in order of what should survive. `None` when there are fewer
/// than k records: then nothing can be shown.
#[must_use]
pub fn generalised<const N: usize>(mut records: Vec<[String; N]>, k: usize) -> Option<Vec<[String; N]>> {
    if records.len() < k {
        return None;
    }
    for column in 0..N {
        let mut groups: BTreeMap<Vec<String>, BTreeMap<String, usize>> = BTreeMap::new();
        for record in &records {
            let counts = groups.entry(record[..column].to_vec()).or_default();
            *counts.entry(record[column].clone()).or_default() += 1;
        }
        let hidden: BTreeMap<_, _> =
            groups.into_iter().map(|(group, counts)| (group, too_small(counts, k))).collect();
        for record in &mut records {
            if hidden.get(&record[..column]).is_some_and(|values| values.contains(&record[column])) {
                record[column] = SUPPRESSED.to_owned();
            }
        }
    }
    Some(records)
}

/// The values to hide: those below k, and the smallest others until the hidden ones are k together.
fn too_small(counts: BTreeMap<String, usize>, k: usize) -> BTreeSet<String> {
    let mut by_size: Vec<_> = counts.into_iter().map(|(value, count)| (count, value)).collect();
    by_size.sort();
    let mut hidden = BTreeSet::new();
    let mut together = 0;
    for (count, value) in by_size {
        if count >= k && (together == 0 || together >= k) {
            break;
        }
        together += count;
        hidden.insert(value);
    }
    hidden
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(groups: &[(&str, &str, &str, usize)]) -> Vec<[String; 3]> {
        groups
            .iter()
            .flat_map(|(role, region, month, n)| {
                std::iter::repeat_n([(*role).into(), (*region).into(), (*month).into()], *n)
            })
            .collect()
    }

    fn cells(records: &[[String; 3]]) -> BTreeMap<String, usize> {
        let mut cells = BTreeMap::new();
        for record in records {
            *cells.entry(record.join(" ")).or_default() += 1;
        }
        cells
    }

    fn shown(groups: &[(&str, &str, &str, usize)]) -> Vec<(String, usize)> {
        cells(&generalised(records(groups), 5).expect("enough records")).into_iter().collect()
    }

    #[test]
    fn what_enough_people_share_stays() {
        let groups = [("mentee", "Plains", "2026-03", 5), ("mentor", "Plains", "2026-03", 7)];
        assert_eq!(
            shown(&groups),
            [("mentee Plains 2026-03".into(), 5), ("mentor Plains 2026-03".into(), 7)]
        );
    }

    #[test]
    fn a_small_region_takes_the_next_smallest_with_it() {
        let groups = [
            ("mentee", "Plains", "2026-03", 2),
            ("mentee", "Southeast", "2026-03", 6),
            ("mentee", "Far West", "2026-03", 9),
        ];
        assert_eq!(
            shown(&groups),
            [("mentee Far West 2026-03".into(), 9), ("mentee suppressed 2026-03".into(), 8)]
        );
    }

    #[test]
    fn a_small_role_hides_the_other_too() {
        let groups = [("mentee", "Plains", "2026-03", 9), ("mentor", "Plains", "2026-03", 1)];
        assert_eq!(shown(&groups), [("suppressed Plains 2026-03".into(), 10)]);
    }

    #[test]
    fn a_lonely_month_is_hidden() {
        let groups = [("mentee", "Plains", "2026-03", 9), ("mentee", "Plains", "2026-04", 1)];
        assert_eq!(shown(&groups), [("mentee Plains suppressed".into(), 10)]);
    }

    #[test]
    fn fewer_than_k_records_show_nothing() {
        assert_eq!(generalised(records(&[("mentee", "Plains", "2026-03", 4)]), 5), None);
    }

    /// A small generator of its own, so that the test is the same every time.
    #[test]
    fn no_combination_is_ever_rarer_than_k() {
        let mut state: u64 = 7;
        let mut next = |n: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % n
        };
        for _ in 0..500 {
            let n = 5 + next(120);
            let (regions, months) = (1 + next(9), 1 + next(4));
            let records: Vec<[String; 3]> = (0..n)
                .map(|_| {
                    let role = if next(6) == 0 { "mentor" } else { "mentee" };
                    [role.into(), format!("region {}", next(regions)), format!("month {}", next(months))]
                })
                .collect();
            let after = generalised(records.clone(), 5).expect("enough records");
            assert!(cells(&after).values().all(|count| *count >= 5), "{after:?}");
            for (was, is) in records.iter().zip(&after) {
                assert!(was.iter().zip(is).all(|(was, is)| was == is || is == SUPPRESSED));
            }
        }
    }
}
