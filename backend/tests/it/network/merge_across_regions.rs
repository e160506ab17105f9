//! A duplicate in another region: people go to the region of the one that stays, what is under way does not.

use diesel::prelude::*;
use perennial::platform::auth::Role;
use perennial::platform::db::Id;
use perennial::schema::{grants, people};
use serde_json::{Value, json};

use super::merge_institutions::{library, worker};
use crate::both;
use crate::matching::Season;
use crate::support::{Client, Network};

/// Where a person, their role and an enrolment belong.
fn regions_of(network: &Network, admin: &Client, person: &str, enrolment: &str) -> [Value; 3] {
    let id: Id = person.parse().unwrap();
    let role: Option<Id> = network.operator(|work| {
        Ok(grants::table
            .filter(grants::person_id.eq(id).and(grants::role.eq(Role::Mentor)))
            .select(grants::scope_id)
            .first(work.conn)?)
    });
    [
        admin.get(&format!("/people/{person}")).expect(200).json["region_id"].clone(),
        json!(role.unwrap().to_string()),
        admin.get(&format!("/enrolments/{enrolment}")).expect(200).json["region_id"].clone(),
    ]
}

both!(a_merge_across_regions_says_who_goes_where_and_takes_them_back, |network| {
    let admin = network.admin();
    let stays = library(&admin, "Oregon College", "OR", None);
    let goes = library(&admin, "Ohio College", "OH", None);
    let (far_west, lakes) = (json!(network.region("08")), json!(network.region("03")));
    let ana = worker(network, "Ana Flores", &goes);
    // Bea works there, and somebody placed her in another region.
    let bea = worker(network, "Bea Klein", &goes);
    let south: Id = network.region("05").parse().unwrap();
    network.operator(|work| {
        let bea: Id = bea.parse().unwrap();
        let placed = people::region_id.eq(south);
        Ok(diesel::update(people::table.find(bea)).set(placed).execute(work.conn)?)
    });
    let enrolment = Season::enrolling(network).enrol(&ana, "mentor", json!({}));
    let preview =
        admin.get(&format!("/institutions/{stays}/merge-preview?duplicate_id={goes}")).expect(200).json;
    let told = &preview["region_move"];
    assert_eq!((&told["from_region_id"], &told["to_region_id"]), (&lakes, &far_west));
    assert_eq!((&told["people"], &told["enrolments"], &told["roles"]), (&json!(1), &json!(1), &json!(1)));
    assert_eq!((&preview["people"], &preview["first_people"]), (&json!(2), &json!(["Ana Flores"])));
    assert_eq!(regions_of(network, &admin, &ana, &enrolment), [(); 3].map(|()| lakes.clone()));

    let merge = format!("/institutions/{stays}/merge");
    let merged = admin.post(&merge, json!({ "duplicate_id": goes })).expect(201);
    assert_eq!(merged.json["region_move"]["people"], 1);
    assert_eq!(regions_of(network, &admin, &ana, &enrolment), [(); 3].map(|()| far_west.clone()));
    let of_bea = admin.get(&format!("/people/{bea}")).expect(200).json;
    assert_eq!((&of_bea["region_id"], &of_bea["institution_id"]), (&json!(south.to_string()), &json!(stays)));
    assert!(admin.get("/institutions?q=ohio").expect(200).items().is_empty());

    admin.act(&format!("/institution-merges/{}/undo", merged.id())).expect(200);
    assert_eq!(regions_of(network, &admin, &ana, &enrolment), [(); 3].map(|()| lakes.clone()));
    assert_eq!(admin.get("/institutions?q=ohio").expect(200).items().len(), 1);

    // Somebody places Ana elsewhere meanwhile: nobody moves her back unasked.
    let again = admin.post(&merge, json!({ "duplicate_id": goes })).expect(201).id();
    network.operator(|work| {
        let ana: Id = ana.parse().unwrap();
        let placed = people::region_id.eq(south);
        Ok(diesel::update(people::table.find(ana)).set(placed).execute(work.conn)?)
    });
    let refused = admin.act(&format!("/institution-merges/{again}/undo")).expect(409);
    assert!(refused.text.contains("Ana Flores moved since"), "{}", refused.text);
});

both!(what_is_under_way_stays_with_its_region_when_a_duplicate_is_merged_across_regions, |network| {
    let admin = network.admin();
    let stays = library(&admin, "Oregon College", "OR", None);
    let goes = library(&admin, "Ohio College", "OH", None);
    let (cycle, lakes) = (network.cycle(), network.region("03"));
    let pair = &network.pairs(cycle, "03", 1)[0];
    network.pause(pair.pairing);
    let mentee = pair.mentee;
    network.operator(|work| {
        let there = people::institution_id.eq(Some(goes.parse::<Id>().unwrap()));
        Ok(diesel::update(people::table.find(mentee)).set(there).execute(work.conn)?)
    });
    let preview =
        admin.get(&format!("/institutions/{stays}/merge-preview?duplicate_id={goes}")).expect(200).json;
    assert_eq!((&preview["pairings_stay"], &preview["region_move"]["people"]), (&json!(1), &json!(1)));
    admin.post(&format!("/institutions/{stays}/merge"), json!({ "duplicate_id": goes })).expect(201);
    let pairing = admin.get(&format!("/pairings/{}", pair.pairing)).expect(200).json;
    assert_eq!(pairing["region_id"], json!(lakes));
    let person = admin.get(&format!("/people/{mentee}")).expect(200).json;
    assert_eq!(person["region_id"], json!(network.region("08")));
});
