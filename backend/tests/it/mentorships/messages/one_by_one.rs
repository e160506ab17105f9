use serde_json::{Value, json};

use super::Written;
use crate::both;

both!(people_are_chosen_or_left_out_one_by_one, |network| {
    let it = Written::start(network);
    let (mentor, mentee, west) = (&it.mentor.person_id, &it.mentee.person_id, &it.elsewhere.person_id);
    let with = |field: &str, ids: Value| {
        let mut selection = it.enrolled();
        selection[field] = ids;
        selection
    };
    let names = |seen: &Value| -> Vec<String> {
        let all = seen["recipients"].as_array().unwrap();
        all.iter().map(|one| one["person_id"].as_str().unwrap().to_owned()).collect()
    };
    let seen = it.preview(it.enrolled());
    let mut both = names(&seen);
    both.sort();
    let mut expected = vec![mentor.clone(), mentee.clone()];
    expected.sort();
    assert_eq!(both, expected);
    assert_eq!(seen["recipients"][0]["region_name"], "Great Lakes");
    assert_eq!(
        names(&it.preview(with("only_people", json!([mentee, mentee])))),
        std::slice::from_ref(mentee)
    );
    let without = it.preview(with("without_people", json!([mentee])));
    assert_eq!((names(&without), &without["chosen"]), (vec![mentor.clone()], &json!(1)));
    // Whoever is no longer found is left out all the same; whom it is for must be found.
    let bystander = it.season.somebody(&it.season.lakes, "Not Enrolled");
    let gone = with("without_people", json!([bystander]));
    assert_eq!(it.preview(gone)["reached"], 2);
    let refused =
        |selection: Value| it.coordinator.post("/message-preview", it.message(selection)).expect(422);
    let nobody = "00000000-0000-7000-8000-000000000001";
    let only = refused(with("only_people", json!([mentor, west, nobody, bystander])));
    assert_eq!(
        only.pointers(),
        ["/selection/only_people/1", "/selection/only_people/2", "/selection/only_people/3"]
    );
    let codes: Vec<&str> =
        only.json["errors"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["unknown", "unknown", "not_chosen"]);
    assert_eq!(
        refused(with("without_people", json!([west, mentor, nobody]))).pointers(),
        ["/selection/without_people/0", "/selection/without_people/2"]
    );
    let mut twice = with("only_people", json!([mentor]));
    twice["without_people"] = json!([mentee]);
    assert_eq!(refused(twice).pointers(), ["/selection/without_people"]);
    let named = json!({ "of": "people", "person_ids": [mentor], "only_people": [mentor] });
    assert_eq!(refused(named).pointers(), ["/selection/only_people"]);
    for field in ["only_people", "without_people"] {
        let pointer = [format!("/selection/{field}")];
        assert_eq!(refused(with(field, json!([]))).pointers(), pointer);
        assert_eq!(refused(with(field, json!(vec![mentor; 501]))).pointers(), pointer);
        assert_eq!(it.preview(with(field, json!(vec![mentor; 500])))["reached"], 1, "{field}");
    }
    // It is sent to them alone, and says that it was chosen so.
    let sent = it.send(with("without_people", json!([mentee])));
    let path = format!("/messages/{}", sent.id());
    let message = it.coordinator.get(&path).expect(200).json;
    assert_eq!((&message["selection"]["one_by_one"], &message["can_resume"]), (&json!(true), &json!(false)));
    assert!(!message.to_string().contains(mentee.as_str()), "{message}");
    let recipients = it.coordinator.get(&format!("{path}/recipients")).expect(200).items();
    assert_eq!((recipients.len(), &recipients[0]["person_id"]), (1, &json!(mentor)));
    assert!(!network.mail_to_person(&it.mentee).contains(&"Test, a word".to_owned()));
    let western = it.western.post("/message-preview", it.message(with("only_people", json!([mentor]))));
    assert_eq!(western.expect(422).pointers(), ["/selection/only_people/0"]);
});

both!(the_mentor_of_another_region_can_be_named_where_a_pairing_finds_them, |network| {
    use diesel::prelude::*;
    use perennial::platform::db::Id;
    use perennial::schema::people;
    let it = Written::of_one_region(network);
    it.season.pairing(&it.mentor, &it.mentee);
    let (mentor, west): (Id, Id) = (it.mentor.person_id.parse().unwrap(), it.season.west.parse().unwrap());
    network.operator(|work| {
        diesel::update(people::table.filter(people::id.eq(mentor)))
            .set(people::region_id.eq(Some(west)))
            .execute(work.conn)?;
        Ok(())
    });
    let only = json!({ "of": "pairings", "only_people": [mentor] });
    assert_eq!(it.preview(only)["reached"], 1);
    let nobody = json!({ "of": "pairings", "role": "mentee", "only_people": [mentor] });
    let refused = it.coordinator.post("/message-preview", it.message(nobody)).expect(422);
    assert_eq!(refused.json["errors"][0]["code"], "unknown");
});
