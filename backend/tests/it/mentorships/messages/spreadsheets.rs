use serde_json::json;

use super::Written;
use crate::both;

both!(lists_are_sheets_with_their_filters_their_scope_and_harmless_cells, |network| {
    let it = Written::start(network);
    let formula = it.season.somebody(&it.season.lakes, "=1+1");
    it.season.enrol(&formula, "mentee", json!({ "goals": ["-2+3"] }));
    let sheet = |client: &crate::support::Client, path: &str| {
        let answer = client.get(path).expect(200);
        assert!(answer.header("content-type").unwrap().starts_with("text/csv"), "{path}");
        assert!(answer.header("content-disposition").unwrap().contains("attachment"), "{path}");
        answer.text
    };
    let cycle = &it.season.cycle;
    let enrolled = sheet(&it.coordinator, &format!("/cycles/{cycle}/enrolments.csv"));
    assert_eq!(enrolled.lines().count(), 4, "{enrolled}");
    assert!(enrolled.contains("\n'=1+1,") && enrolled.contains("'-2+3"), "{enrolled}");
    let mentors = sheet(&it.coordinator, &format!("/cycles/{cycle}/enrolments.csv?role=mentor"));
    assert_eq!(mentors.lines().count(), 2, "{mentors}");
    let western = sheet(&it.western, &format!("/cycles/{cycle}/enrolments.csv"));
    assert!(western.lines().count() == 3 && !western.contains("=1+1"), "{western}");
    let waiting = sheet(&it.coordinator, &format!("/cycles/{cycle}/waitlist.csv"));
    assert!(waiting.lines().count() == 3 && waiting.contains(",'=1+1,"), "{waiting}");
    let round = it.season.round(&it.season.task_force, None);
    let path = format!("/rounds/{}/proposals", round["id"].as_str().unwrap());
    let proposals = sheet(&it.season.task_force, &format!("{path}.csv"));
    let listed = it.season.task_force.get(&path).expect(200).items().len();
    assert_eq!(proposals.lines().count(), listed + 1, "{proposals}");
    let caseload = sheet(&it.coordinator, "/caseload.csv");
    assert!(caseload.lines().count() == 2 && caseload.contains("Great Lakes"), "{caseload}");
    assert_eq!(sheet(&it.coordinator, "/pairings.csv?state=active").lines().count(), 1);
    let message = it.send(it.enrolled()).id();
    let recipients = sheet(&it.coordinator, &format!("/messages/{message}/recipients.csv"));
    assert!(recipients.contains("'=1+1,skipped,address_not_confirmed,"), "{recipients}");
    let queued = sheet(&it.coordinator, &format!("/messages/{message}/recipients.csv?state=queued"));
    assert_eq!(queued.lines().count(), 3, "{queued}");
    let audited = network.admin().get(&format!("/audit-entries?subject_id={message}")).expect(200).items();
    let exported: Vec<_> =
        audited.iter().filter(|entry| entry["action"] == "message_recipients.exported").collect();
    assert_eq!(exported.len(), 2, "{audited:?}");
    it.mentor.get("/caseload.csv").expect(403);
});
