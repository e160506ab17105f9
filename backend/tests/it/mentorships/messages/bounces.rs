use std::time::{Duration, Instant};

use diesel::prelude::*;
use perennial::schema::people;
use serde_json::{Value, json};

use super::Written;
use crate::support::{Client, Kind, MailReceiver, Network, PASSWORD};

fn counts_when(it: &Written<'_>, message: &str, done: impl Fn(&Value) -> bool) -> Value {
    let started = Instant::now();
    loop {
        let counts = it.coordinator.get(&format!("/messages/{message}")).expect(200).json["counts"].clone();
        if done(&counts) {
            return counts;
        }
        assert!(started.elapsed() < Duration::from_secs(30), "{counts}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Gives somebody an address that the receiver refuses.
fn refused(network: &Network, person: &Client) -> String {
    let id: perennial::platform::db::Id = person.person_id.parse().unwrap();
    let address = format!("refused-{id}@test.example");
    network.operator(|work| {
        diesel::update(people::table.filter(people::id.eq(id)))
            .set(people::email.eq(&address))
            .execute(work.conn)?;
        Ok(())
    });
    address
}

fn what_comes_back_is_noted(kind: Kind) {
    let receiver = MailReceiver::start();
    let Some(network) = Network::with_mail_server(kind, &receiver) else {
        eprintln!("SKIPPED on PostgreSQL: PERENNIAL_TEST_POSTGRES is not set");
        return;
    };
    // Nobody in Chicago has quiet hours then.
    network.advance(chrono::TimeDelta::hours(3));
    let it = Written::start(&network);
    let gone = refused(&network, &it.mentee);
    let kept = it.mentor.get("/me").expect(200).json["email"].as_str().unwrap().to_owned();
    let message = it.send(it.enrolled()).id();
    let counts = counts_when(&it, &message, |counts| counts["queued"] == 0);
    assert_eq!((&counts["sent"], &counts["bounced"]), (&json!(1), &json!(1)), "{counts}");
    let path = format!("/messages/{message}/recipients?state=bounced");
    let bounced = it.coordinator.get(&path).expect(200).items();
    assert_eq!((bounced.len(), &bounced[0]["person_id"]), (1, &json!(it.mentee.person_id)));
    let seen = it.preview(it.enrolled());
    assert_eq!(seen["left_out"], json!([{ "reason": "address_bounced", "count": 1 }]));
    // What went out says how to get no more, for the mail program too.
    let mail = receiver.to(&kept).pop().unwrap();
    let unfolded = mail.replace("\n ", " ");
    assert!(unfolded.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{mail}");
    assert!(
        unfolded.contains("List-Unsubscribe: <") && mail.contains("/public/unsubscribe?token="),
        "{mail}"
    );
    // Its links are for whom it was written, and for no administrator.
    let sealed = network.mail_to(&kept);
    assert_eq!((&sealed["body"], &sealed["calendar"]), (&json!(null), &json!(null)), "{sealed}");
    // The mail system reports one later.
    let id = mail.lines().find_map(|line| line.strip_prefix("Message-ID: ")).unwrap().to_owned();
    let report = json!({ "message_id": id, "reason": "550 5.2.1 mailbox closed" });
    it.coordinator.post("/mail-bounces", report.clone()).expect(403);
    let admin = network.admin();
    let unknown = json!({ "message_id": "<one@elsewhere>", "reason": "x" });
    assert_eq!(admin.post("/mail-bounces", unknown).expect(422).pointers(), ["/message_id"]);
    for _ in 0..2 {
        admin.post("/mail-bounces", report.clone()).expect(204);
    }
    assert_eq!(counts_when(&it, &message, |counts| counts["bounced"] == 2)["sent"], 0);
    assert_eq!(it.preview(it.enrolled())["reached"], 0);
    // Whoever sets a password by a mailed link shows that their address takes mail.
    network.anonymous.post("/auth/password-resets", json!({ "email": gone })).expect(204);
    // That letter too comes back; a reader who got it nevertheless is there.
    let started = Instant::now();
    while network.mail_to(&gone)["state"] != "bounced" {
        assert!(started.elapsed() < Duration::from_secs(30), "the letter is not sent");
        std::thread::sleep(Duration::from_millis(50));
    }
    let link = network.anonymous.with_link(&network.link_to(&gone));
    link.post("/auth/password", json!({ "password": PASSWORD })).expect(204);
    let seen = it.preview(it.enrolled());
    assert_eq!(seen["reached"], 1, "{seen}");
    // An administrator who has asked the other one says that theirs does, and writes it as it is.
    let path = format!("/people/{}", it.mentor.person_id);
    it.coordinator.change("PATCH", &path, "*", json!({ "email": kept })).expect(403);
    admin.patch(&path, json!({ "email": kept.to_uppercase() })).expect(200);
    assert_eq!(it.preview(it.enrolled())["reached"], 2);
}

#[test]
fn sqlite() {
    what_comes_back_is_noted(Kind::Sqlite);
}

#[test]
fn postgres() {
    what_comes_back_is_noted(Kind::Postgres);
}
