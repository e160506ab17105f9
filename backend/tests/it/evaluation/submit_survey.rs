use chrono::TimeDelta;
use diesel::prelude::*;
use perennial::schema::{audit_entries, events, idempotency_keys, responses, wave_invitations};
use serde_json::{Value, json};

use super::{Evaluation, answers, useful};
use crate::both;

both!(a_link_takes_answers_once, |network| {
    let evaluation = Evaluation::of(network);
    let pairs = network.pairs(evaluation.cycle, "03", 2);
    let wave = evaluation.open("Day 30", "pairs");
    let links = evaluation.links();
    let mentor = evaluation.respondent(&links, &pairs[0].mentor_email);
    let survey = mentor.get("/public/survey").expect(200).json;
    assert_eq!(
        (&survey["state"], &survey["consent_version"], &survey["k"]),
        (&json!("open"), &json!(1), &json!(5))
    );
    assert_eq!(survey["items"].as_array().unwrap().len(), 5);
    assert_eq!(survey["items"][0]["choices"][4]["label"], "Strongly agree");

    let receipt = mentor.post("/public/survey/answers", useful(5)).expect(200);
    assert_eq!(receipt.json, json!({ "state": "answered", "wave_name": "Day 30" }), "nothing comes back");
    mentor.post("/public/survey/answers", useful(1)).expect(409);
    assert_eq!(mentor.get("/public/survey").expect(200).json["state"], "answered");

    let results = evaluation.task_force.get(&format!("/waves/{wave}/results")).expect(200).json;
    assert_eq!(results["responded"], 1);
    evaluation.close(&wave);
    let late = evaluation.respondent(&links, &pairs[1].mentor_email);
    assert_eq!(late.get("/public/survey").expect(200).json["state"], "closed");
    late.post("/public/survey/answers", useful(4)).expect(409);
});

both!(of_the_same_answers_sent_at_once_one_is_kept, |network| {
    let evaluation = Evaluation::of(network);
    let pairs = network.pairs(evaluation.cycle, "03", 1);
    let wave = evaluation.open("Day 30", "pairs");
    let mentee = evaluation.respondent(&evaluation.links(), &pairs[0].mentee_email);
    let taken = std::thread::scope(|scope| {
        let sent: Vec<_> = (0..8)
            .map(|n| {
                let mentee = mentee.clone();
                scope.spawn(move || mentee.post("/public/survey/answers", useful(1 + n % 5)).status)
            })
            .collect();
        sent.into_iter().map(|t| t.join().unwrap()).filter(|status| *status == 200).count()
    });
    assert_eq!(taken, 1);
    let results = evaluation.task_force.get(&format!("/waves/{wave}/results")).expect(200).json;
    assert_eq!(results["responded"], 1);
});

both!(answers_fit_the_instrument_or_are_named, |network| {
    let evaluation = Evaluation::of(network);
    let pairs = network.pairs(evaluation.cycle, "03", 1);
    evaluation.open("Day 30", "pairs");
    let mentee = evaluation.respondent(&evaluation.links(), &pairs[0].mentee_email);
    let refused = |body: Value| mentee.post("/public/survey/answers", body).expect(422).pointers();
    assert_eq!(
        refused(answers(json!([
            { "variable": "useful", "value": 6 },
            { "variable": "hours", "value": "many" },
            { "variable": "regular", "value": 4, "missing": "refused" },
            { "variable": "colour", "value": 1 },
            { "variable": "words", "value": "a" }, { "variable": "words", "value": "b" },
            { "variable": "channel" },
        ]))),
        [
            "/answers/0/value",
            "/answers/1/value",
            "/answers/2/missing",
            "/answers/3/variable",
            "/answers/5/variable",
            "/answers/6/value"
        ]
    );
    assert_eq!(refused(answers(json!([]))), ["/answers"], "'useful' is required");
    assert_eq!(
        refused(answers(json!([{ "variable": "useful", "missing": "skipped" }]))),
        ["/answers/0/missing"]
    );
    assert_eq!(
        refused(answers(json!([{ "variable": "useful", "missing": "bored" }]))),
        ["/answers/0/missing"]
    );
    let mut body = useful(4);
    body["consent"] = json!(false);
    assert_eq!(refused(body), ["/consent"]);
    let mut body = useful(4);
    body["name"] = json!("me");
    mentee.post("/public/survey/answers", body).expect(422);
    mentee.send("POST", "/public/survey/answers", &[("content-type", "text/plain")], Some(b"{}")).expect(415);
    mentee
        .post("/public/survey/answers", answers(json!([{ "variable": "useful", "missing": "refused" }])))
        .expect(200);
});

both!(consent_is_to_the_text_that_was_read, |network| {
    let evaluation = Evaluation::of(network);
    let pairs = network.pairs(evaluation.cycle, "03", 1);
    evaluation.open("Day 30", "pairs");
    let mentee = evaluation.respondent(&evaluation.links(), &pairs[0].mentee_email);
    let at = format!("/studies/{}", evaluation.study);
    evaluation.task_force.patch(&at, json!({ "consent_text": "Another text." })).expect(200);
    mentee.post("/public/survey/answers", useful(4)).expect(409);
    let mut body = useful(4);
    body["consent_version"] = json!(2);
    mentee.post("/public/survey/answers", body).expect(200);
});

both!(a_study_that_has_expired_asks_nobody, |network| {
    let evaluation = Evaluation::of(network);
    let pairs = network.pairs(evaluation.cycle, "03", 1);
    let unsent = evaluation.wave("Day 60", "pairs");
    evaluation.open("Day 30", "pairs");
    let mentee = evaluation.respondent(&evaluation.links(), &pairs[0].mentee_email);
    let at = format!("/studies/{}", evaluation.study);
    evaluation.task_force.patch(&at, json!({ "expires_on": "2027-03-01" })).expect(200);
    network.advance(TimeDelta::days(1));
    assert_eq!(mentee.get("/public/survey").expect(200).json["state"], "closed");
    mentee.post("/public/survey/answers", useful(4)).expect(409);
    network.task_force().act(&format!("/waves/{unsent}/open")).expect(409);
});

both!(only_the_holder_of_a_survey_link_answers, |network| {
    let evaluation = Evaluation::of(network);
    network.pairs(evaluation.cycle, "03", 1);
    evaluation.open("Day 30", "pairs");
    network.anonymous.get("/public/survey").expect(401);
    network.anonymous.with_link("made-up").get("/public/survey").expect(401);
    network.admin().get("/public/survey").expect(403);
    network.admin().post("/public/survey/answers", useful(4)).expect(403);
});

both!(nothing_that_is_kept_beside_the_answers_tells_who_gave_them, |network| {
    let evaluation = Evaluation::of(network);
    let pairs = network.pairs(evaluation.cycle, "03", 1);
    let wave = evaluation.open("Day 30", "pairs");
    let pair = &pairs[0];
    let mentee = evaluation.respondent(&evaluation.links(), &pair.mentee_email);
    let before: i64 = network.operator(|work| Ok(events::table.count().get_result(work.conn)?));
    let key = [("content-type", "application/json"), ("idempotency-key", "once")];
    let sent =
        |code| mentee.send("POST", "/public/survey/answers", &key, Some(useful(code).to_string().as_bytes()));
    let first = sent(5).expect(200);
    assert_eq!(sent(5).expect(200).text, first.text, "the same key gives the first answer again");

    network.operator(|work| {
        let invitation: String = wave_invitations::table
            .filter(wave_invitations::person_id.eq(pair.mentee))
            .select(wave_invitations::id)
            .first::<perennial::platform::db::Id>(work.conn)?
            .to_string();
        let told: Vec<(String, perennial::platform::db::Id, Option<perennial::platform::db::Id>, String)> =
            events::table
                .order(events::id)
                .offset(before)
                .select((events::kind, events::subject_id, events::actor_id, events::data))
                .load(work.conn)?;
        let kinds: Vec<_> = told.iter().map(|(kind, ..)| kind.as_str()).collect();
        assert_eq!(kinds, ["wave.answered"]);
        assert_eq!(told[0].1.to_string(), wave);
        assert_eq!((told[0].2, told[0].3.as_str()), (None, "{}"));
        let audited: Vec<(perennial::platform::db::Id, Option<perennial::platform::db::Id>, String)> =
            audit_entries::table
                .filter(audit_entries::action.eq("wave.answered"))
                .select((audit_entries::subject_id, audit_entries::actor_id, audit_entries::detail))
                .load(work.conn)?;
        assert_eq!(audited.len(), 1);
        assert_eq!((audited[0].1, audited[0].2.as_str()), (None, "{}"));
        // One digest for whatever was answered: it cannot be searched for among the few possible answers.
        let kept: Vec<(Vec<u8>, Option<String>)> = idempotency_keys::table
            .filter(idempotency_keys::idempotency_key.eq("once"))
            .select((idempotency_keys::body_digest, idempotency_keys::body))
            .load(work.conn)?;
        assert_eq!(kept.len(), 1);
        use sha2::{Digest, Sha256};
        let nothing =
            Sha256::new().chain_update("/api/v1/public/survey/answers").chain_update([0; 32]).finalize();
        assert_eq!(kept[0].0, nothing.to_vec());
        let body = kept[0].1.clone().unwrap();
        let (pseudonym, month): (String, String) =
            responses::table.select((responses::pseudonym, responses::submitted_month)).first(work.conn)?;
        assert_eq!(month, "2027-03", "no time finer than the month");
        for secret in [&invitation, &pair.mentee.to_string(), &pseudonym, &pair.mentee_email] {
            assert!(!body.contains(secret), "{body}");
        }
        Ok(())
    });
});
