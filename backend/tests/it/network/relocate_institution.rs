//! The wrong jurisdiction of an institution is corrected: what it would move is told before, and what is under way stays.

use diesel::prelude::*;
use perennial::platform::auth::Role;
use perennial::platform::db::Id;
use perennial::schema::{events, grants, people};
use serde_json::{Value, json};

use super::merge_institutions::{library, worker};
use crate::both;
use crate::matching::Season;
use crate::support::Network;

fn role_in(network: &Network, person: &str) -> Option<Id> {
    let person: Id = person.parse().unwrap();
    network.operator(|work| {
        let of_person = grants::person_id.eq(person).and(grants::role.eq(Role::Mentor));
        Ok(grants::table.filter(of_person).select(grants::scope_id).first(work.conn)?)
    })
}

both!(a_corrected_jurisdiction_takes_people_to_its_region_and_leaves_what_is_under_way, |network| {
    let admin = network.admin();
    let at = library(&admin, "Columbus College", "OH", None);
    let (lakes, west) = (network.region("03"), network.region("08"));
    let (ana, bea) = (worker(network, "Ana Flores", &at), worker(network, "Bea Klein", &at));
    // Somebody placed Bea elsewhere.
    let south: Id = network.region("05").parse().unwrap();
    network.operator(|work| {
        let bea: Id = bea.parse().unwrap();
        Ok(diesel::update(people::table.find(bea)).set(people::region_id.eq(south)).execute(work.conn)?)
    });
    let season = Season::matching(network);
    let paired = season.enrol(&ana, "mentor", json!({}));
    let other = season.somebody(&lakes, "Cy Young");
    season.enrol(&other, "mentee", json!({}));
    let next = Season::enrolling(network);
    let open = next.enrol(&ana, "mentor", json!({}));
    season.becomes("mentoring");
    let region_of = |path: &str| admin.get(path).expect(200).json["region_id"].clone();

    let path = format!("/institutions/{at}");
    let look = |code: &str| admin.get(&format!("{path}/jurisdiction-preview?jurisdiction={code}"));
    let preview = look("CA").expect(200).json;
    assert_eq!((&preview["from_region_id"], &preview["to_region_id"]), (&json!(lakes), &json!(west)));
    let going = &preview["region_move"];
    assert_eq!((&going["people"], &going["enrolments"], &going["roles"]), (&json!(1), &json!(1), &json!(1)));
    assert_eq!((&preview["first_people"], &preview["enrolments_stay"]), (&json!(["Ana Flores"]), &json!(1)));
    assert_eq!(look("IN").expect(200).json["region_move"], Value::Null, "the same region");
    assert_eq!(look("ZZ").expect(422).pointers(), ["/jurisdiction"]);
    assert_eq!(look("OH").expect(422).pointers(), ["/jurisdiction"]);
    assert_eq!(region_of(&path), json!(lakes), "looking changes nothing");

    assert_eq!(admin.patch(&path, json!({ "jurisdiction": "ZZ" })).expect(422).pointers(), ["/jurisdiction"]);
    admin.patch(&path, json!({ "jurisdiction": null })).expect(422);
    admin.change("PATCH", &path, "\"9\"", json!({ "jurisdiction": "CA" })).expect(412);
    assert_eq!(region_of(&format!("/people/{ana}")), json!(lakes), "nothing half written");
    let changed = admin.patch(&path, json!({ "jurisdiction": "CA", "city": "Fresno" })).expect(200).json;
    assert_eq!(
        (&changed["jurisdiction"], &changed["region_id"], &changed["city"]),
        (&json!("CA"), &json!(west), &json!("Fresno"))
    );
    assert_eq!(region_of(&format!("/people/{ana}")), json!(west));
    assert_eq!(region_of(&format!("/people/{bea}")), json!(south.to_string()), "whom somebody placed stays");
    assert_eq!(region_of(&format!("/enrolments/{open}")), json!(west), "the cycle still takes people");
    assert_eq!(region_of(&format!("/enrolments/{paired}")), json!(lakes), "under way");
    assert_eq!(role_in(network, &ana).map(|id| id.to_string()), Some(west.clone()));

    let told: String = network.operator(|work| {
        let relocated = events::table.filter(events::kind.eq("institution.relocated"));
        Ok(relocated.select(events::data).first(work.conn)?)
    });
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(
        (&told["people"], &told["from_jurisdiction"], &told["jurisdiction"]),
        (&json!(1), &json!("OH"), &json!("CA"))
    );
    // The same again moves nobody and says nothing.
    admin.patch(&path, json!({ "jurisdiction": "CA" })).expect(200);
    let n: i64 = network.operator(|work| {
        Ok(events::table.filter(events::kind.eq("institution.relocated")).count().get_result(work.conn)?)
    });
    assert_eq!(n, 1);
});
