//! Searching an opening's applications: by who they are for those who may know it, by their number otherwise.

use perennial::platform::auth::Role;
use serde_json::Value;

use super::{Desk, apply};
use crate::both;
use crate::support::Client;

fn found(reader: &Client, opening: &str, words: &str) -> Vec<String> {
    let list = reader.get(&format!("/openings/{opening}/applications?q={words}")).expect(200).items();
    list.iter().map(|a: &Value| a["name"].as_str().unwrap().to_owned()).collect()
}

both!(applications_are_searched_by_name_institution_and_address, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    apply(network, &opening, "Ana Flores", "ana@one.example");
    apply(network, &opening, "Bo 100% Lund", "bo@two.example");
    let reviewer = network.in_region(Role::Reviewer, &desk.region);
    desk.assign(&opening, &[&reviewer, &network.in_region(Role::Reviewer, &desk.region)]);

    assert_eq!(found(&desk.task_force, &opening, "FLOR"), ["Ana Flores"]);
    assert_eq!(found(&desk.task_force, &opening, "library%20of%20bo"), ["Bo 100% Lund"]);
    assert_eq!(found(&desk.task_force, &opening, "two.example"), ["Bo 100% Lund"]);
    assert_eq!(found(&desk.task_force, &opening, "100%25"), ["Bo 100% Lund"]);
    assert_eq!(found(&desk.task_force, &opening, "%20").len(), 2, "blank words narrow nothing");
    assert!(found(&desk.task_force, &opening, "a%25s").is_empty(), "a percent sign stands for itself alone");
    assert_eq!(found(&reviewer, &opening, "ana%20fl"), ["Ana Flores"]);
    assert!(found(&reviewer, &opening, "two.example").is_empty(), "reviewers are not told addresses");
    let both = format!("/openings/{opening}/applications?q=library&state=submitted");
    assert!(desk.task_force.get(&both).expect(200).items().is_empty(), "words and state both narrow");
});

both!(blind_reviewers_search_by_number_alone, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published_blind();
    apply(network, &opening, "Ana Flores", "ana@one.example");
    apply(network, &opening, "Bo Lund", "bo@two.example");
    let reviewer = network.in_region(Role::Reviewer, &desk.region);
    desk.assign(&opening, &[&reviewer, &network.in_region(Role::Reviewer, &desk.region)]);

    assert_eq!(found(&reviewer, &opening, "Application%202"), ["Application 2"]);
    for naming in ["ana", "flores", "library", "one.example"] {
        assert!(found(&reviewer, &opening, naming).is_empty(), "{naming} tells who applied");
    }
    assert_eq!(found(&desk.task_force, &opening, "flores"), ["Ana Flores"]);
});
