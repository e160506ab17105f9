//! Files that come with an application.

use perennial::platform::auth::Role;
use perennial::platform::files::FileKey;
use serde_json::json;

use super::{Desk, apply};
use crate::both;
use crate::support::{Answer, Client, Network};

const PDF: &[u8] = b"%PDF-1.7\nA life in libraries.";

/// The holder of the link to a new draft.
fn draft(network: &Network, opening: &str, email: &str) -> Client {
    let start = json!({ "email": email, "form_token": network.form_token(opening), "draft": {
        "name": "Ana", "institution": "Ada", "experience": "A", "leadership": "B", "commitment": "C" } });
    network.anonymous.post(&format!("/public/openings/{opening}/drafts"), start).expect(202);
    network.anonymous.with_link(&network.link_to(email))
}

fn attach(ana: &Client, name: &str, bytes: &[u8]) -> Answer {
    let path = format!("/public/draft/attachments?name={name}");
    ana.send("POST", &path, &[("content-type", "application/octet-stream")], Some(bytes))
}

/// Where the bytes of an attachment lie.
fn on_disk(network: &Network, bytes: &[u8], id: &str) -> bool {
    let key = FileKey::of(bytes, id.parse().unwrap());
    network.platform.config.files.read(&key).is_ok()
}

fn gone(network: &Network, bytes: &[u8], id: &str) {
    let started = std::time::Instant::now();
    while on_disk(network, bytes, id) {
        assert!(started.elapsed() < std::time::Duration::from_secs(30), "the file stays");
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
}

both!(a_cv_comes_with_the_application_and_is_only_ever_downloaded, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    let ana = draft(network, &opening, "ana@x.example");
    let made = attach(&ana, "..%2Fcv%20%C3%A1%22.pdf", PDF).expect(201);
    assert_eq!(made.json["name"], "cv á\".pdf");
    assert_eq!(
        (&made.json["media_type"], &made.json["size"]),
        (&json!("application/pdf"), &json!(PDF.len()))
    );
    assert!(on_disk(network, PDF, &made.id()), "on disk before the answer");
    assert_eq!(ana.get("/public/draft").expect(200).json["attachments"], json!([made.json]));
    let path = format!("/attachments/{}", made.id());
    desk.task_force.get(&path).expect(404);
    ana.post("/public/draft/submit", json!({ "version": 1 })).expect(202);

    let application = desk.applications(&opening).remove(0);
    let list = format!("/applications/{application}/attachments");
    assert_eq!(desk.task_force.get(&list).expect(200).json["items"], json!([made.json]));
    let file = desk.task_force.get(&path).expect(200);
    assert_eq!(file.text.as_bytes(), PDF);
    assert_eq!(file.header("content-type"), Some("application/pdf"));
    assert_eq!(file.header("x-content-type-options"), Some("nosniff"));
    let disposition = file.header("content-disposition").unwrap();
    assert!(disposition.starts_with("attachment;"), "{disposition}");
    assert!(disposition.contains("UTF-8''cv%20%C3%A1%22.pdf"), "{disposition}");
    let policy = file.header("content-security-policy").unwrap();
    assert!(policy.contains("sandbox") && policy.contains("default-src 'none'"), "{policy}");

    let reviewers: Vec<Client> = (0..2).map(|_| network.in_region(Role::Reviewer, &desk.region)).collect();
    reviewers[0].get(&path).expect(404);
    reviewers[0].get(&list).expect(404);
    let ids: Vec<&str> = reviewers.iter().map(|r| r.person_id.as_str()).collect();
    desk.task_force
        .post(&format!("/openings/{opening}/reviewers"), json!({ "reviewer_ids": ids }))
        .expect(200);
    reviewers[0].get(&path).expect(200);
    network.in_region(Role::Coordinator, &desk.region).get(&path).expect(403);
    network.anonymous.get(&path).expect(401);
    ana.get(&path).expect(401);
});

both!(what_is_no_document_is_refused_by_name_and_by_content, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    let ana = draft(network, &opening, "ana@x.example");
    assert_eq!(attach(&ana, "cv.svg", b"<svg onload='x'/>").expect(422).pointers(), ["/name"]);
    assert_eq!(attach(&ana, "cv.pdf", b"<html>").expect(422).pointers(), ["/file"]);
    assert_eq!(attach(&ana, "cv.docx", b"PK\x03\x04 bomb").expect(422).pointers(), ["/file"]);
    assert_eq!(attach(&ana, "cv.txt", b"").expect(422).pointers(), ["/file"]);
    attach(&ana, "", PDF).expect(400);
    let mut large = PDF.to_vec();
    large.resize(5 * 1024 * 1024, b' ');
    attach(&ana, "cv.pdf", &large).expect(201);
    large.push(b' ');
    attach(&ana, "cv.pdf", &large).expect(413);
    attach(&network.anonymous, "cv.pdf", PDF).expect(401);
    attach(&desk.task_force, "cv.pdf", PDF).expect(403);
});

both!(three_files_are_the_most_however_many_come_at_once, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    let ana = draft(network, &opening, "ana@x.example");
    let statuses = std::thread::scope(|scope| {
        let all: Vec<_> = (0..20).map(|_| scope.spawn(|| attach(&ana, "cv.pdf", PDF).status)).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect::<Vec<_>>()
    });
    assert!(statuses.iter().all(|status| [201, 409, 422].contains(status)), "{statuses:?}");
    let kept = ana.get("/public/draft").expect(200).json["attachments"].as_array().unwrap().len();
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), kept);
    assert!(kept <= 3);
    while ana.get("/public/draft").expect(200).json["attachments"].as_array().unwrap().len() < 3 {
        attach(&ana, "cv.pdf", PDF).expect(201);
    }
    assert_eq!(attach(&ana, "cv.pdf", PDF).expect(422).json["errors"][0]["code"], "too_many");
});

both!(a_file_goes_when_it_is_removed_and_with_its_draft, |network| {
    let desk = Desk::in_region(network, "03");
    let opening = desk.published();
    let ana = draft(network, &opening, "ana@x.example");
    let first = attach(&ana, "cv.pdf", PDF).expect(201).id();
    let second = attach(&ana, "letter.txt", b"Dear all").expect(201).id();
    let bo = draft(network, &opening, "bo@x.example");
    bo.delete(&format!("/public/draft/attachments/{first}")).expect(404);
    ana.delete(&format!("/public/draft/attachments/{first}")).expect(204);
    gone(network, PDF, &first);
    assert!(on_disk(network, b"Dear all", &second));
    ana.delete("/public/draft").expect(204);
    gone(network, b"Dear all", &second);
    apply(network, &opening, "Cy", "cy@x.example");
    let application = desk.applications(&opening).remove(0);
    let list = desk.task_force.get(&format!("/applications/{application}/attachments")).expect(200).items();
    assert!(list.is_empty());
});

both!(a_blind_opening_shows_reviewers_no_files_and_unnamed_references, |network| {
    let desk = Desk::in_region(network, "03");
    let mut body = desk.opening();
    body["blind_review"] = json!(true);
    body["references_asked"] = json!(1);
    let opening = desk.task_force.post("/openings", body).expect(201).id();
    desk.task_force.act(&format!("/openings/{opening}/publish")).expect(200);
    let start = json!({ "email": "marisol@prairie.example", "form_token": network.form_token(&opening), "draft": {
        "name": "Marisol Quintana", "institution": "Prairie Library", "experience": "A", "leadership": "B",
        "commitment": "C", "references": [
            { "name": "Rita Referee", "email": "rita@r.example", "relation": "Marisol was my deputy" }] } });
    network.anonymous.post(&format!("/public/openings/{opening}/drafts"), start).expect(202);
    let marisol = network.anonymous.with_link(&network.link_to("marisol@prairie.example"));
    let file = attach(&marisol, "Quintana.pdf", PDF).expect(201).id();
    marisol.post("/public/draft/submit", json!({ "version": 1 })).expect(202);
    let rita = network.anonymous.with_link(&network.link_to("rita@r.example"));
    let written =
        json!({ "text": "Marisol Quintana listens.", "known_for_years": 3, "relation": "Her director." });
    rita.post("/public/reference", written).expect(200);

    let application = desk.applications(&opening).remove(0);
    let reviewers: Vec<Client> = (0..2).map(|_| network.in_region(Role::Reviewer, &desk.region)).collect();
    desk.assign(&opening, &reviewers.iter().collect::<Vec<_>>());
    let (files, references) = (
        format!("/applications/{application}/attachments"),
        format!("/applications/{application}/references"),
    );
    assert_eq!(reviewers[0].get(&files).expect(200).json["items"], json!([]));
    reviewers[0].get(&format!("/attachments/{file}")).expect(404);
    let seen = reviewers[0].get(&references).expect(200);
    assert_eq!(seen.json["items"][0]["text"], "[…] listens.");
    for naming in ["Marisol", "Quintana", "Rita", "rita@"] {
        assert!(!seen.text.contains(naming), "{naming} is told: {}", seen.text);
    }
    // Those who decide are told.
    assert_eq!(desk.task_force.get(&files).expect(200).json["items"][0]["name"], "Quintana.pdf");
    desk.task_force.get(&format!("/attachments/{file}")).expect(200);
    assert!(desk.task_force.get(&references).expect(200).text.contains("Rita Referee"));
});
