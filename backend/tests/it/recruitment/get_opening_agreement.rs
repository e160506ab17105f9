//! How far the reviewers of an opening agree.

use perennial::identity::grant_role;
use perennial::platform::auth::{Role, ScopeKind};
use serde_json::{Value, json};

use super::{Desk, apply, review};
use crate::both;
use crate::support::Client;

fn near(value: &Value, expected: f64) {
    let value = value.as_f64().unwrap_or_else(|| panic!("no figure: {value}"));
    assert!((value - expected).abs() < 1e-9, "{value} is not {expected}");
}

both!(agreement_is_told_for_each_criterion_and_the_total, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    for name in ["Ana", "Bo", "Cy"] {
        apply(network, &opening, name, &format!("{name}@x.example").to_lowercase());
    }
    let reviewers: Vec<Client> = (0..2).map(|_| network.in_region(Role::Reviewer, &desk.region)).collect();
    desk.assign(&opening, &[&reviewers[0], &reviewers[1]]);
    let criteria = desk.criteria(&opening);
    let applications = desk.applications(&opening);
    let path = format!("/openings/{opening}/agreement");
    let nothing = desk.task_force.get(&path).expect(200).json;
    assert_eq!(nothing["total"]["one_reviewer"]["undefined"], "no_scores");
    assert!(nothing["total"]["one_reviewer"]["value"].is_null());

    let give = |reviewer: usize, application: usize, scores: &[i32]| {
        let path = format!("/applications/{}/review", applications[application]);
        reviewers[reviewer].put(&path, review(&criteria, scores)).expect(200);
    };
    give(0, 0, &[1, 3, 2]);
    give(1, 0, &[2, 3, 2]);
    give(0, 1, &[4, 3, 4]);
    assert_eq!(
        desk.task_force.get(&path).expect(200).json["criteria"][0]["one_reviewer"]["undefined"],
        "too_few_scores"
    );
    give(1, 1, &[5, 3, 4]);
    // The third reviewer of the third application leaves two criteria out.
    give(0, 2, &[3]);
    give(1, 2, &[3, 3, 3]);
    let told = desk.task_force.get(&path).expect(200).json;
    assert_eq!(told["withheld"], false);
    let experience = &told["criteria"][0];
    assert_eq!(
        (experience["code"].as_str(), experience["applications"].as_u64()),
        (Some("experience"), Some(3))
    );
    assert_eq!((experience["scores"].as_u64(), experience["approximate"].as_bool()), (Some(6), Some(false)));
    // Means 1.5, 4.5, 3: MSB = 2 (2.25 + 2.25) / 2 = 4.5; MSW = (0.5 + 0.5 + 0) / 3 = 1/3.
    let (between, within) = (4.5, 1.0 / 3.0);
    near(&experience["one_reviewer"]["value"], (between - within) / (between + within));
    near(&experience["mean_of_reviewers"]["value"], (between - within) / between);
    let interval = &experience["one_reviewer"]["interval"];
    assert!(interval["low"].as_f64() < experience["one_reviewer"]["value"].as_f64());
    assert!(interval["high"].as_f64() > experience["one_reviewer"]["value"].as_f64());
    let leadership = &told["criteria"][1];
    assert_eq!(leadership["one_reviewer"]["undefined"], "no_differences", "everybody gave a 3");
    let commitment = &told["criteria"][2];
    near(&commitment["one_reviewer"]["value"], 1.0);
    assert!(commitment["one_reviewer"]["interval"].is_null(), "perfect agreement has none");
    assert_eq!(
        (commitment["applications"].as_u64(), commitment["applications_left_out"].as_u64()),
        (Some(2), Some(1)),
        "the third has one score for commitment"
    );
    let total = &told["total"];
    assert!(total["criterion_id"].is_null());
    assert_eq!(
        (total["applications"].as_u64(), total["scores"].as_u64()),
        (Some(2), Some(4)),
        "whole reviews only"
    );
    assert!(total["one_reviewer"]["method"].as_str().unwrap().contains("ICC(1,1)"));
});

both!(who_has_a_review_to_write_sees_agreement_after_it, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    apply(network, &opening, "Ana", "ana@x.example");
    let judge = network.task_force();
    network.operator(|work| {
        grant_role(work, judge.person_id.parse().unwrap(), Role::Reviewer, ScopeKind::Network, None)
    });
    let other = network.in_region(Role::Reviewer, &desk.region);
    desk.assign(&opening, &[&judge, &other]);
    let path = format!("/openings/{opening}/agreement");
    let told = judge.get(&path).expect(200).json;
    assert_eq!(
        (told["withheld"].as_bool(), told["criteria"].clone(), told["total"].is_null()),
        (Some(true), json!([]), true)
    );
    assert_eq!(judge.get(&format!("/openings/{opening}/reviewers")).expect(200).json["withheld"], true);
    assert!(judge.get(&format!("/openings/{opening}/ranking")).expect(200).json["line"].is_null());
    assert_eq!(desk.task_force.get(&path).expect(200).json["withheld"], false);
    let application = desk.applications(&opening).remove(0);
    let body = review(&desk.criteria(&opening), &[3, 3, 3]);
    judge.put(&format!("/applications/{application}/review"), body).expect(200);
    assert_eq!(judge.get(&path).expect(200).json["withheld"], false);
    other.get(&path).expect(403);
    network.anonymous.get(&path).expect(401);
    desk.task_force.get(&format!("/openings/{}/agreement", desk.seat)).expect(404);
});
