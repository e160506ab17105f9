//! People move between institutions on a day, with history: who may, what follows, and that nothing open moves unasked.

use perennial::identity::{self, NewAccount};
use perennial::platform::auth::Role;
use serde_json::{Value, json};

use crate::both;
use crate::matching::Season;
use crate::support::{Answer, Client, Network};

fn library(admin: &Client, name: &str, jurisdiction: &str) -> String {
    let body = json!({ "name": name, "setting": "academic", "jurisdiction": jurisdiction });
    admin.post("/institutions", body).expect(201).id()
}

/// Somebody who works at an institution from the beginning.
fn worker(network: &Network, name: &str, at: Option<&str>, lives_in: Option<&str>, region: &str) -> String {
    let region = network.region(region).parse().unwrap();
    network
        .operator(|work| {
            let account = NewAccount {
                name,
                email: &format!("{}@work.example", name.replace(' ', ".")),
                password_hash: None,
                institution: at.map(|id| id.parse().unwrap()),
                jurisdiction: lives_in.map(str::to_owned),
                region: Some(region),
                time_zone: "America/Chicago",
            };
            identity::create_account(work, account)
        })
        .to_string()
}

fn moves(client: &Client, person: &str, from: Option<&str>, to: Option<&str>, on: &str) -> Answer {
    let body = json!({ "from_institution_id": from, "institution_id": to, "moved_on": on });
    client.post(&format!("/people/{person}/institutions"), body)
}

fn history(client: &Client, person: &str) -> Vec<(String, String, Option<String>)> {
    let items = client.get(&format!("/people/{person}/institutions")).expect(200).items();
    let text = |item: &Value, name: &str| item[name].as_str().map(str::to_owned);
    items
        .iter()
        .map(|i| (text(i, "institution_name").unwrap(), text(i, "since").unwrap(), text(i, "until")))
        .collect()
}

fn row(name: &str, since: &str, until: Option<&str>) -> (String, String, Option<String>) {
    (name.to_owned(), since.to_owned(), until.map(str::to_owned))
}

both!(a_move_changes_the_region_and_keeps_the_history, |network| {
    let admin = network.admin();
    let (ohio, oregon) = (library(&admin, "Ohio College", "OH"), library(&admin, "Oregon College", "OR"));
    let ana = worker(network, "Ana Flores", Some(&ohio), Some("NV"), "03");
    assert_eq!(history(&admin, &ana), [row("Ohio College", "2027-03-01", None)]);
    network.advance(chrono::TimeDelta::days(60));
    let admin = network.admin();

    let path = format!("/people/{ana}/institutions/preview?institution_id={oregon}");
    let seen = admin.get(&path).expect(200).json;
    assert_eq!(
        (&seen["from_region_id"], &seen["region_id"]),
        (&json!(network.region("03")), &json!(network.region("08")))
    );
    assert_eq!(history(&admin, &ana).len(), 1, "looking moves nobody");

    let moved = moves(&admin, &ana, Some(&ohio), Some(&oregon), "2027-04-10").expect(201);
    assert_eq!(moved.json["region_name"], "Far West");
    assert_eq!(moved.json["from_since"], "2027-03-01");
    let person = admin.get(&format!("/people/{ana}")).expect(200).json;
    assert_eq!(
        (&person["institution_id"], &person["region_id"]),
        (&json!(oregon), &json!(network.region("08")))
    );
    assert_eq!(moved.json["version"], person["version"]);
    let expected =
        [row("Oregon College", "2027-04-10", None), row("Ohio College", "2027-03-01", Some("2027-04-10"))];
    assert_eq!(history(&admin, &ana), expected);

    let left = moves(&admin, &ana, Some(&oregon), None, "2027-04-20").expect(201).json;
    assert_eq!(left["region_id"], json!(network.region("08")), "Nevada, the residence, is in the Far West");
    assert!(left["institution_id"].is_null());
    assert_eq!(history(&admin, &ana)[0], row("Oregon College", "2027-04-10", Some("2027-04-20")));
    moves(&admin, &ana, None, Some(&ohio), "2027-04-20").expect(201);
    let here = admin.get(&format!("/institutions/{ohio}/people?present=true")).expect(200).items();
    assert_eq!(here.len(), 1);
    assert_eq!(here[0]["person_name"], "Ana Flores");
    let was = admin.get(&format!("/institutions/{ohio}/people?present=false")).expect(200).items();
    assert_eq!((was.len(), &was[0]["until"]), (1, &json!("2027-04-10")));
    let first = admin.get(&format!("/people/{ana}/institutions?limit=2")).expect(200);
    let cursor = first.json["next_cursor"].as_str().unwrap();
    let rest = admin.get(&format!("/people/{ana}/institutions?limit=2&cursor={cursor}")).expect(200).items();
    assert_eq!((first.items().len(), rest.len()), (2, 1));
});

both!(on_the_day_somebody_came_another_institution_takes_its_place, |network| {
    let admin = network.admin();
    let (right, wrong) = (library(&admin, "Right Library", "OH"), library(&admin, "Wrong Library", "OH"));
    let ben = worker(network, "Ben Ito", Some(&wrong), None, "03");
    moves(&admin, &ben, Some(&wrong), Some(&right), "2027-03-01").expect(201);
    assert_eq!(history(&admin, &ben), [row("Right Library", "2027-03-01", None)]);
});

both!(who_may_move_whom, |network| {
    let admin = network.admin();
    let (ohio, oregon) = (library(&admin, "Ohio College", "OH"), library(&admin, "Oregon College", "OR"));
    let ana = worker(network, "Ana Flores", Some(&ohio), None, "03");
    let lakes = network.in_region(Role::Coordinator, &network.region("03"));
    let west = network.in_region(Role::Coordinator, &network.region("08"));
    for (method, path) in [("GET", ""), ("GET", "/preview")] {
        let path = format!("/people/{ana}/institutions{path}");
        west.send(method, &path, &[], None).expect(404);
    }
    moves(&west, &ana, Some(&ohio), Some(&oregon), "2027-03-01").expect(404);
    let mentor = network.in_region(Role::Mentor, &network.region("03"));
    moves(&mentor, &ana, Some(&ohio), Some(&oregon), "2027-03-01").expect(404);
    mentor.get(&format!("/people/{ana}/institutions")).expect(404);
    mentor.get(&format!("/institutions/{ohio}/people")).expect(403);
    network.anonymous.get(&format!("/people/{ana}/institutions")).expect(401);

    let seen =
        |client: &Client| client.get(&format!("/institutions/{ohio}/people")).expect(200).items().len();
    assert_eq!((seen(&lakes), seen(&west)), (1, 0), "each sees the people of their own region");
    moves(&lakes, &ana, Some(&ohio), Some(&oregon), "2027-03-01").expect(201);
    lakes.get(&format!("/people/{ana}/institutions")).expect(404);
    assert_eq!(history(&west, &ana)[0].0, "Oregon College");

    let own = mentor.person_id.clone();
    let said = moves(&mentor, &own, None, Some(&oregon), "2027-02-01").expect(201).json;
    assert_eq!(said["region_id"], json!(network.region("08")), "where one works is one's own to say");
    let items = mentor.get(&format!("/people/{own}/institutions")).expect(200).items();
    assert_eq!(items[0]["recorded_by"], json!(own));
    let nobody = network.nobody();
    moves(&nobody, &nobody.person_id, None, Some(&ohio), "2027-03-01").expect(201);
});

both!(what_is_wrong_with_a_move_is_named_all_at_once, |network| {
    let admin = network.admin();
    let ohio = library(&admin, "Ohio College", "OH");
    let ana = worker(network, "Ana Flores", Some(&ohio), None, "03");
    let nowhere = "01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f";
    for day in ["2027-03-04", "2027-02-28"] {
        let wrong = moves(&admin, &ana, Some(&ohio), Some(nowhere), day).expect(422);
        assert_eq!(wrong.pointers(), ["/institution_id", "/moved_on"], "{day}");
    }
    let same = moves(&admin, &ana, Some(&ohio), Some(&ohio), "2027-03-01").expect(422);
    assert_eq!(same.pointers(), ["/institution_id"]);
    assert_eq!(moves(&admin, &ana, Some(&ohio), None, "1066-10-14").expect(422).pointers(), ["/moved_on"]);
    let path = format!("/people/{ana}/institutions");
    admin.post(&path, json!({ "institution_id": ohio })).expect(422);
    admin.post(&path, json!({ "moved_on": "2027-03-01", "to": ohio })).expect(422);
    admin.get(&format!("{path}/preview?institution_id={nowhere}")).expect(422);
    moves(&admin, nowhere, None, Some(&ohio), "2027-03-01").expect(404);
    let elsewhere = moves(&admin, &ana, None, Some(&ohio), "2027-03-01").expect(409);
    assert!(elsewhere.text.contains("Ana Flores is at Ohio College by now"), "{}", elsewhere.text);
    assert_eq!(history(&admin, &ana).len(), 1);
});

both!(open_pairings_and_enrolments_stay_unless_they_are_asked_along, |network| {
    let admin = network.admin();
    let oregon = library(&admin, "Oregon College", "OR");
    let pair = network.pairs(network.cycle(), "03", 1).remove(0);
    network.pause(pair.pairing);
    let mentee = pair.mentee.to_string();
    let season = Season::enrolling(network);
    let enrolment = season.enrol(&mentee, "mentee", json!({}));
    let region_of = |path: String| admin.get(&path).expect(200).json["region_id"].clone();
    let (lakes, west) = (json!(season.lakes), json!(season.west));

    let told = moves(&admin, &mentee, None, Some(&oregon), "2027-02-01").expect(201).json;
    let counts = ["enrolments_open", "enrolments_stay", "pairings_stay", "enrolments_followed"];
    assert_eq!(counts.map(|name| told[name].as_i64().unwrap()), [1, 1, 1, 0]);
    assert_eq!(region_of(format!("/people/{mentee}")), west);
    assert_eq!(region_of(format!("/pairings/{}", pair.pairing)), lakes);
    assert_eq!(region_of(format!("/enrolments/{enrolment}")), lakes);

    let ohio = library(&admin, "Ohio College", "OH");
    moves(&admin, &mentee, Some(&oregon), Some(&ohio), "2027-02-10").expect(201);
    let body = json!({
        "from_institution_id": ohio, "institution_id": oregon, "moved_on": "2027-02-20", "with_enrolments": true,
    });
    let told = admin.post(&format!("/people/{mentee}/institutions"), body).expect(201).json;
    assert_eq!(told["enrolments_followed"], 1);
    let row = admin.get(&format!("/enrolments/{enrolment}")).expect(200).json;
    assert_eq!((&row["region_id"], &row["institution_id"]), (&west, &json!(oregon)));
    assert_eq!(region_of(format!("/pairings/{}", pair.pairing)), lakes, "pairings never move unasked");
});

both!(of_many_moves_at_once_one_is_made, |network| {
    let admin = network.admin();
    let ohio = library(&admin, "Ohio College", "OH");
    let ana = worker(network, "Ana Flores", Some(&ohio), None, "03");
    let bea = worker(network, "Bea Ortiz", None, None, "03");
    let places: Vec<String> = (0..8).map(|n| library(&admin, &format!("College {n}"), "OR")).collect();
    for (person, from) in [(&ana, Some(ohio.as_str())), (&bea, None)] {
        let mut statuses: Vec<u16> = std::thread::scope(|scope| {
            let all: Vec<_> = places
                .iter()
                .map(|to| {
                    let admin = &admin;
                    scope.spawn(move || moves(admin, person, from, Some(to), "2027-03-01").status)
                })
                .collect();
            all.into_iter().map(|each| each.join().unwrap()).collect()
        });
        statuses.sort_unstable();
        assert_eq!(statuses, [[201].as_slice(), &[409; 7]].concat());
        let rows = history(&admin, person);
        assert_eq!(rows.len(), 1);
        assert!(rows[0].2.is_none());
    }
});
