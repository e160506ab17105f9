//! Letters that the network rewords: looked at before, in force at once, every version kept.

use serde_json::{Value, json};

use crate::both;
use crate::support::{Answer, Client, Network};

const LETTER: &str = "/mail-templates/account_invitation";

fn reword(client: &Client, version: i64, subject: &str, body: &str) -> Answer {
    let wording = json!({ "subject": subject, "body": body, "note": "Warmer." });
    client.change("PUT", LETTER, &format!("\"{version}\""), wording)
}

fn invited(network: &Network, name: &str, email: &str) -> Value {
    let region = network.region("03");
    let invitation =
        json!({ "name": name, "email": email, "role": "mentor", "scope_kind": "region", "scope_id": region });
    network.admin().post("/invitations", invitation).expect(201);
    network.mail_to(email)
}

both!(a_reworded_letter_goes_out_from_then_on, |network| {
    let task_force = network.task_force();
    let before = invited(network, "Ana", "ana@library.example");
    assert_eq!(before["template"], "account_invitation");
    assert_eq!(before["template_version"], 0);

    let letter = task_force.get(LETTER).expect(200);
    assert_eq!(letter.header("etag"), Some("\"0\""));
    assert_eq!(letter.json["subject"], letter.json["original_subject"]);
    let changed =
        reword(&task_force, 0, "Come in, {{ name }}", "Dear {{ name }}, begin here: {{ link }}").expect(200);
    assert_eq!(changed.header("etag"), Some("\"1\""));
    assert_eq!(changed.json["original_subject"], letter.json["subject"]);
    assert!(changed.json["changed_by"].is_string() && changed.json["note"] == "Warmer.");

    // What a person is called is text, even when it looks like a template.
    let after = invited(network, "{{ link }} Ben", "ben@library.example");
    assert_eq!(after["subject"], "Come in, {{ link }} Ben");
    let body = after["body"].as_str().unwrap();
    assert!(
        body.starts_with("Dear {{ link }} Ben, begin here: http") && body.contains("/invitation#"),
        "{body}"
    );
    assert_eq!(after["template_version"], 1);

    reword(&task_force, 1, "Welcome", "{{ link }}").expect(200);
    let versions = task_force.get(&format!("{LETTER}/versions")).expect(200).items();
    let subjects: Vec<&str> = versions.iter().map(|v| v["subject"].as_str().unwrap()).collect();
    assert_eq!(subjects, ["Welcome", "Come in, {{ name }}"]);
    let first = task_force.get(&format!("{LETTER}/versions?limit=1")).expect(200);
    let cursor = first.json["next_cursor"].as_str().unwrap();
    let rest = task_force.get(&format!("{LETTER}/versions?limit=1&cursor={cursor}")).expect(200).items();
    assert_eq!(rest[0]["version"], 1);
});

both!(a_wording_is_looked_at_and_every_mistake_named_before_anybody_gets_it, |network| {
    let admin = network.admin();
    let look = |subject: &str, body: &str| {
        admin.post(&format!("{LETTER}/preview"), json!({ "subject": subject, "body": body }))
    };
    let seen = look("Hello {{ name }}", "{{ link }}{% if name %} for {{ name }}{% endif %}").expect(200);
    assert_eq!(seen.json["subject"], "Hello Ana Pérez");
    assert!(seen.json["body"].as_str().unwrap().ends_with(" for Ana Pérez\n"));

    for (subject, body, pointers) in [
        ("{{ nmae }}", "{{ seat }} {{ link }}", vec!["/body", "/subject"]),
        ("Welcome", "Choose your password.", vec!["/body"]),
        ("Welcome {{ name", "{{ link }}", vec!["/subject"]),
        ("{% if name %}", "{{ link }}{% endfor %}", vec!["/body", "/subject"]),
        (" ", "{{ link }}", vec!["/subject"]),
        ("{{ link.x }}", "{{ link }}", vec!["/subject"]),
        ("Welcome", "{% include 'x' %}{{ link }}", vec!["/body"]),
    ] {
        assert_eq!(look(subject, body).expect(422).pointers(), pointers, "{subject} | {body}");
        assert_eq!(reword(&admin, 0, subject, body).expect(422).pointers(), pointers, "{subject} | {body}");
    }
    assert_eq!(admin.get(LETTER).expect(200).json["version"], 0, "nothing was kept");
    assert!(admin.get(&format!("{LETTER}/versions")).expect(200).items().is_empty());
    admin.get("/mail-templates/no_such_letter").expect(404);
    admin.get("/mail-templates/no_such_letter/versions").expect(404);
});

both!(of_two_who_reword_at_once_one_is_told, |network| {
    let admin = network.admin();
    let wording = json!({ "subject": "Welcome", "body": "{{ link }}" }).to_string();
    let json = [("content-type", "application/json")];
    admin.send("PUT", LETTER, &json, Some(wording.as_bytes())).expect(428);
    reword(&admin, 3, "Welcome", "{{ link }}").expect(412);
    let answers: Vec<u16> = std::thread::scope(|scope| {
        let tries: Vec<_> =
            (0..8).map(|_| scope.spawn(|| reword(&admin, 0, "Welcome", "{{ link }}").status)).collect();
        tries.into_iter().map(|each| each.join().unwrap()).collect()
    });
    assert_eq!(answers.iter().filter(|status| **status == 200).count(), 1, "{answers:?}");
    assert!(answers.iter().all(|status| [200, 412].contains(status)), "{answers:?}");
});

both!(letters_are_for_those_who_lead_the_network, |network| {
    let coordinator = network.in_region(perennial::platform::auth::Role::Coordinator, &network.region("03"));
    coordinator.get("/mail-templates").expect(403);
    let keys: Vec<String> = network
        .task_force()
        .get("/mail-templates")
        .expect(200)
        .items()
        .iter()
        .map(|letter| letter["key"].as_str().unwrap().to_owned())
        .collect();
    for key in ["account_invitation", "application_declined", "seat_offered", "term_renewed", "pair_proposed"]
    {
        assert!(keys.iter().any(|k| k == key), "{key} is missing in {keys:?}");
    }
});

both!(the_list_shows_each_letter_as_it_is_in_force, |network| {
    let task_force = network.task_force();
    for version in 0..2 {
        let body = "Dear {{ name }}, begin here: {{ link }}";
        reword(&task_force, version, &format!("Version {}", version + 1), body).expect(200);
    }
    // The number of this one's newest is that of an older one of the other.
    let other = "/mail-templates/password_reset";
    let original = task_force.get(other).expect(200).json;
    let wording = json!({ "subject": "Anew", "body": original["body"], "note": null });
    task_force.change("PUT", other, "\"0\"", wording).expect(200);
    let letters = task_force.get("/mail-templates").expect(200).items();
    let reworded: Vec<&Value> = letters.iter().filter(|letter| letter["version"] != 0).collect();
    assert_eq!(reworded.len(), 2);
    for letter in letters {
        let key = letter["key"].as_str().unwrap();
        let read = task_force.get(&format!("/mail-templates/{key}")).expect(200).json;
        assert_eq!(letter, read, "{key}");
    }
});
