use perennial::platform::auth::Role;
use serde_json::json;

use crate::both;
use crate::matching::Season;

both!(pairings_of_other_regions_do_not_exist, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let pairing = season.pairing(&mentor, &mentee);
    let count = |client: &crate::support::Client, query: &str| {
        client.get(&format!("/pairings{query}")).expect(200).items().len()
    };
    let here = network.in_region(Role::Coordinator, &season.lakes);
    let there = network.in_region(Role::Coordinator, &season.west);
    assert_eq!((count(&here, ""), count(&there, ""), count(&season.task_force, "")), (1, 0, 1));
    assert_eq!(count(&there, &format!("?region_id={}", season.lakes)), 0, "a filter opens nothing");
    there.get(&format!("/pairings/{pairing}")).expect(404);
    assert_eq!((count(&mentor, ""), count(&network.nobody(), "")), (1, 0));
    assert_eq!(count(&here, "?state=ended"), 0);
    assert_eq!(count(&here, &format!("?cycle_id={}", season.cycle)), 1);
    assert_eq!(mentor.get("/me/pairings?state=active").expect(200).items()[0]["my_side"], json!("mentor"));
    assert_eq!(here.get("/me/pairings").expect(200).items().len(), 0, "coordinating is not pairing");
    here.get("/pairings?state=asleep").expect(400);
});

both!(a_pairing_across_regions_is_the_mentees_regions, |network| {
    let season = Season::matching(network);
    let mentor = network.in_region(Role::Mentor, &season.west);
    let mentee = network.in_region(Role::Mentee, &season.lakes);
    season.enrol(&mentor.person_id, "mentor", json!({}));
    season.enrol(&mentee.person_id, "mentee", json!({}));
    let pairing = season.pairing(&mentor, &mentee);
    let seen = mentor.get(&format!("/pairings/{pairing}")).expect(200).json;
    assert_eq!(seen["region_name"], "Great Lakes");
    network.in_region(Role::Coordinator, &season.lakes).get(&format!("/pairings/{pairing}")).expect(200);
});
