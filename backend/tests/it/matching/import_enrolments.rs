//! Enrolments from a file: checked first, taken once, taken again without a change, nobody mailed.

use diesel::prelude::*;
use perennial::platform::auth::Role;
use perennial::schema::mails;
use serde_json::{Value, json};

use super::Season;
use crate::both;
use crate::support::{Answer, Client};

const HEADER: &str = "email,role,external_id,capacity,setting,career_stage,years_of_experience,languages,goals,available_hours\n";

fn upload(client: &Client, query: &str, csv: &str) -> Answer {
    let path = format!("/imports?format=enrolments{query}");
    client.send("POST", &path, &[("content-type", "text/csv")], Some(csv.as_bytes()))
}

fn imported(season: &Season<'_>, more: &str, csv: &str) -> Value {
    let query = format!("&cycle_id={}{more}", season.cycle);
    let accepted = upload(&season.task_force, &query, csv).expect(202);
    let job = season.network.job_done(&season.network.admin(), &accepted);
    assert_eq!(job["state"], "succeeded", "{job}");
    season.task_force.get(&format!("/imports/{}", accepted.id())).expect(200).json
}

fn sums(import: &Value) -> [i64; 5] {
    ["rows_read", "created", "updated", "unchanged", "failed"].map(|name| import[name].as_i64().unwrap())
}

both!(a_file_of_enrolments_is_taken_once_and_mails_nobody, |network| {
    let season = Season::enrolling(network);
    season.somebody(&season.lakes, "Ada Reader");
    season.somebody(&season.west, "Wes Reader");
    let letters = || network.operator(|work| Ok(mails::table.count().get_result::<i64>(work.conn)?));
    let before = letters();
    let csv = format!(
        "{HEADER}ada.reader@test.example,mentor,K1,2,Public,late,15,en; es,Grant  writing,monday 9-12; tuesday 18-21\n\
         wes.reader@test.example,mentee,,,law,early,1,en,,\n"
    );
    assert_eq!(sums(&imported(&season, "&dry_run=true", &csv)), [2, 2, 0, 0, 0]);
    let path = format!("/cycles/{}/enrolments", season.cycle);
    assert!(season.task_force.get(&path).expect(200).items().is_empty(), "a dry run changes nothing");
    assert_eq!(sums(&imported(&season, "", &csv)), [2, 2, 0, 0, 0]);
    assert_eq!(sums(&imported(&season, "", &csv)), [2, 0, 0, 2, 0]);
    let ada = season.task_force.get(&format!("{path}?role=mentor")).expect(200).items().remove(0);
    assert_eq!((&ada["external_id"], &ada["capacity"]), (&json!("K1"), &json!(2)));
    assert_eq!(ada["goals"], json!(["grant writing"]));
    assert_eq!(ada["languages"], json!(["en", "es"]));
    assert_eq!(
        ada["available_hours"],
        json!([{ "weekday": "monday", "from_hour": 9, "to_hour": 12 },
               { "weekday": "tuesday", "from_hour": 18, "to_hour": 21 }])
    );
    assert_eq!(ada["time_zone"], "America/Chicago", "the person's own");
    let grants =
        network.admin().get(&format!("/grants?person_id={}", ada["person_id"].as_str().unwrap())).expect(200);
    assert_eq!(grants.items()[0]["role"], "mentor");
    // An empty cell leaves what is known.
    let next = "email,role,external_id,capacity\nADA.reader@test.example,mentor,,3\n";
    assert_eq!(sums(&imported(&season, "", next)), [1, 0, 1, 0, 0]);
    let ada = season.task_force.get(&format!("{path}?role=mentor")).expect(200).items().remove(0);
    assert_eq!((&ada["external_id"], &ada["capacity"]), (&json!("K1"), &json!(3)));
    assert_eq!(letters(), before, "nobody is mailed");
});

both!(bad_rows_of_enrolments_are_named_by_column_and_the_others_taken, |network| {
    let season = Season::enrolling(network);
    season.somebody(&season.lakes, "Ada Reader");
    season.somebody(&season.lakes, "Ben Reader");
    let nowhere = network.nobody();
    let drafter = network.in_region(Role::Mentee, &season.lakes);
    let path = format!("/cycles/{}/enrolments", season.cycle);
    drafter.post(&path, json!({ "role": "mentee", "draft": true })).expect(201);
    let email = |person: &Client| {
        person.get("/me").expect(200).json["email"].as_str().map(str::to_owned).unwrap_or_default()
    };
    let csv = format!(
        "{HEADER}ada.reader@test.example,mentor,K1,,public,late,15,en,,\n\
         ada.reader@test.example,mentor,,2,public,late,15,en,,\n\
         ben.reader@test.example,mentor,K1,,public,late,15,en,,\n\
         ben.reader@test.example,guide,,,,,,,,\n\
         ben.reader@test.example,mentee,,2,palace,late,99,xx,,monday nine\n\
         ben.reader@test.example,mentee,,,,,,,,\n\
         nobody.at.all@test.example,mentee,,,public,early,1,en,,\n\
         {},mentee,,,public,early,1,en,,\n\
         {},mentee,,,public,early,1,en,,\n",
        email(&nowhere),
        email(&drafter)
    );
    let import = imported(&season, "", &csv);
    assert_eq!(sums(&import), [9, 1, 0, 0, 8]);
    let id = import["id"].as_str().unwrap();
    let problems = season.task_force.get(&format!("/imports/{id}/problems?limit=200")).expect(200).items();
    let named: Vec<String> = problems
        .iter()
        .map(|p| format!("{} {} {}", p["line"], p["field"].as_str().unwrap(), p["code"].as_str().unwrap()))
        .collect();
    let expected = [
        "3 email twice",
        "4 external_id taken",
        "5 role unknown",
        "6 available_hours hours",
        "6 capacity not_wanted",
        "6 languages language",
        "6 setting unknown",
        "6 years_of_experience range",
        "7 career_stage missing",
        "7 languages missing",
        "7 setting missing",
        "7 years_of_experience missing",
        "8 email unknown",
        "9 email no_region",
        "10 email draft",
    ];
    assert_eq!(named, expected);
    let failed = season.task_force.get(&format!("/imports/{id}/failed-mentoring-rows.csv")).expect(200).text;
    assert!(failed.starts_with("email,role,external_id,"), "{failed}");
    assert_eq!(failed.lines().count(), 9);
});

both!(a_file_of_enrolments_needs_its_cycle_and_the_task_force, |network| {
    let season = Season::enrolling(network);
    let csv = "email,role\nada@test.example,mentor\n";
    assert_eq!(upload(&season.task_force, "", csv).expect(422).pointers(), ["/cycle_id"]);
    let unknown = "&cycle_id=01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f";
    assert_eq!(upload(&season.task_force, unknown, csv).expect(422).pointers(), ["/cycle_id"]);
    let own = format!("&cycle_id={}", season.cycle);
    assert_eq!(
        upload(&season.task_force, &own, "email,colour\n").expect(422).pointers(),
        ["/colour", "/role"]
    );
    upload(&network.in_region(Role::Coordinator, &season.lakes), &own, csv).expect(403);
    season.becomes("matching");
    season.becomes("mentoring");
    assert_eq!(upload(&season.task_force, &own, csv).expect(422).pointers(), ["/cycle_id"]);
});
