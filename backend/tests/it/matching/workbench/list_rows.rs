use serde_json::Value;

use super::Bench;
use crate::both;

fn all(bench: &Bench<'_>, query: &str) -> Vec<Value> {
    let (mut rows, mut cursor) = (Vec::new(), String::new());
    loop {
        let page =
            bench.task_force().get(&bench.path(&format!("/proposals?limit=3&{query}{cursor}"))).expect(200);
        rows.extend(page.items());
        match page.json["next_cursor"].as_str() {
            None => return rows,
            Some(next) => cursor = format!("&cursor={next}"),
        }
    }
}

both!(rows_are_sorted_filtered_and_read_page_by_page, |network| {
    let bench = Bench::of(network, 8, 10);
    let points = |rows: &[Value]| rows.iter().map(|row| row["points"].as_i64().unwrap()).collect::<Vec<_>>();
    let rows = all(&bench, "");
    assert!(points(&rows).is_sorted_by(|a, b| a >= b), "most points first");
    let ids = |rows: &[Value]| {
        let mut ids: Vec<String> = rows.iter().map(|row| row["id"].to_string()).collect();
        ids.sort();
        ids
    };
    let fewest = all(&bench, "sort=points_asc");
    assert!(points(&fewest).is_sorted());
    let by_name = all(&bench, "sort=name");
    let names: Vec<&str> = by_name.iter().map(|row| row["mentee_name"].as_str().unwrap()).collect();
    assert!(names.is_sorted(), "{names:?}");
    assert_eq!((ids(&rows), ids(&rows)), (ids(&fewest), ids(&by_name)), "everybody once, in every order");
    let named = all(&bench, "q=MENTOR%201");
    assert!(!named.is_empty() && named.iter().all(|row| row["mentor_name"] == "mentor 1"));
    let least = points(&rows)[2];
    let best = all(&bench, &format!("min_points={least}"));
    assert!(points(&best).iter().all(|points| *points >= least) && best.len() >= 3);
    assert_eq!(all(&bench, &format!("max_points={}", points(&fewest)[0] - 1)).len(), 0);
    let region = all(&bench, &format!("region_id={}", bench.season.west));
    assert!(region.iter().all(|row| row["region_id"] == bench.season.west.as_str()));
    let row = &rows[0];
    for field in ["region_name", "mentor_region_name", "mentor_setting", "mentee_career_stage"] {
        assert!(row[field].as_str().is_some_and(|text| !text.is_empty()), "{field}");
    }
    bench.task_force().get(&bench.path("/proposals?colour=green")).expect(400);
    bench.task_force().get(&bench.path("/proposals?sort=charm")).expect(400);
    let (mentee, other) = bench.another();
    bench.now(Bench::lock(&mentee, &other)).expect(200);
    let changed = all(&bench, "changed_since=0");
    assert!(!changed.is_empty() && changed.len() < rows.len() + 1);
    assert!(changed.iter().all(|row| row["changed_seq"] == 1));
    assert_eq!(all(&bench, "changed_since=1").len(), 0);
    assert_eq!(all(&bench, "locked=true").len(), 1);
    assert!(!all(&bench, "state=replaced").is_empty());
});
