use std::path::Path;

use diesel::prelude::*;
use perennial::schema::{audit_entries, events};
use serde_json::{Value, json};

use crate::both;
use crate::support::{Answer, Client, Network};

const HEADER: &str = "STABR,FSCSKEY,LIBNAME,CITY,TOTSTAFF,POPU_LSA,VISITS,LONGITUD,LATITUDE\n";

fn upload(client: &Client, query: &str, csv: &[u8]) -> Answer {
    client.send(
        "POST",
        &format!("/imports?format=imls-pls{query}"),
        &[("content-type", "text/csv")],
        Some(csv),
    )
}

pub fn imported(network: &Network, client: &Client, query: &str, csv: &[u8]) -> Value {
    let accepted = upload(client, query, csv).expect(202);
    let job = network.job_done(client, &accepted);
    assert_eq!(job["state"], "succeeded", "{job}");
    client.get(&format!("/imports/{}", accepted.id())).expect(200).json
}

pub fn sums(import: &Value) -> [i64; 5] {
    ["rows_read", "created", "updated", "unchanged", "failed"].map(|name| import[name].as_i64().unwrap())
}

both!(bad_rows_are_reported_by_line_and_field_and_the_others_kept, |network| {
    let admin = network.admin();
    let csv = format!(
        "\u{feff}{HEADER}OH,OH0001,ADA PUBLIC LIBRARY,ADA,-1,1000,-9,-83.8,40.7\n\
         OH,OH0002,BAD,X,-7,1,1,,\nZZ,ZZ0001,NOWHERE,X,1,1,1,,\nOH,OH0001,TWICE,X,1,1,1,,\n"
    );
    let import = imported(network, &admin, "", csv.as_bytes());
    assert_eq!(sums(&import), [4, 1, 0, 0, 3]);
    let problems =
        admin.get(&format!("/imports/{}/problems", import["id"].as_str().unwrap())).expect(200).items();
    let named: Vec<_> =
        problems.iter().map(|p| (p["line"].as_i64().unwrap(), p["field"].as_str().unwrap())).collect();
    assert_eq!(named, [(3, "TOTSTAFF"), (4, "STABR"), (5, "FSCSKEY")]);
    let library = &admin.get("/institutions").expect(200).items()[0];
    assert_eq!(library["staff"], json!({ "value": null, "missing": "not_reported" }));
    assert_eq!(library["visits"], json!({ "value": null, "missing": "suppressed" }));
    assert_eq!(library["longitude"], json!(-83.8));
});

both!(a_second_run_changes_nothing_and_a_changed_row_is_updated, |network| {
    let admin = network.admin();
    let first = format!("{HEADER}OH,OH0001,ADA,ADA,2,1000,1,,\nCA,CA0001,ALTO,ALTO,3,1,1,,\n");
    assert_eq!(sums(&imported(network, &admin, "", first.as_bytes())), [2, 2, 0, 0, 0]);
    assert_eq!(sums(&imported(network, &admin, "", first.as_bytes())), [2, 0, 0, 2, 0]);
    let second = first.replace("ADA,ADA,2", "ADA,ADA,2.5");
    assert_eq!(sums(&imported(network, &admin, "", second.as_bytes())), [2, 0, 1, 1, 0]);
});

both!(a_dry_run_tells_and_changes_nothing, |network| {
    let admin = network.admin();
    let csv = format!("{HEADER}OH,OH0001,ADA,ADA,2,1000,1,,\n");
    assert_eq!(sums(&imported(network, &admin, "&dry_run=true", csv.as_bytes())), [1, 1, 0, 0, 0]);
    assert_eq!(admin.get("/institutions").expect(200).items().len(), 0);
});

both!(a_file_that_is_none_of_the_survey_fails_the_job_in_words, |network| {
    let admin = network.admin();
    let accepted = upload(&admin, "", b"a,b\n1,2\n").expect(202);
    let job = network.job_done(&admin, &accepted);
    assert_eq!(job["state"], "failed");
    assert!(job["problem"].as_str().unwrap().contains("fields are not right"), "{job}");
});

both!(other_media_and_unknown_formats_are_refused, |network| {
    let admin = network.admin();
    admin.post("/imports?format=imls-pls", json!({})).expect(415);
    admin.send("POST", "/imports?format=marc", &[("content-type", "text/csv")], Some(b"")).expect(400);
});

both!(the_survey_as_published_is_imported_whole, |network| {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/pls_fy2018_libraries.csv");
    let Ok(csv) = std::fs::read(&file) else {
        eprintln!("SKIPPED: the Public Libraries Survey file is not at {}", file.display());
        return;
    };
    let admin = network.admin();
    assert_eq!(sums(&imported(network, &admin, "", &csv)), [9261, 9261, 0, 0, 0]);
    assert_eq!(sums(&imported(network, &admin, "", &csv)), [9261, 0, 0, 9261, 0]);
    let regions = admin.get("/regions").expect(200).items();
    let found: Vec<i64> = regions.iter().map(|r| r["institutions"].as_i64().unwrap()).collect();
    // Rows by OBEREG 01 to 09, counted in the file itself.
    assert_eq!(found, count_by_region(&csv));
});

fn count_by_region(csv: &[u8]) -> Vec<i64> {
    let text = String::from_utf8_lossy(csv);
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let column = reader.headers().unwrap().iter().position(|h| h == "OBEREG").unwrap();
    let mut counts = vec![0; 9];
    for record in reader.records() {
        counts[record.unwrap()[column].parse::<usize>().unwrap() - 1] += 1;
    }
    counts
}

both!(a_library_whose_key_was_entered_by_hand_is_recognised, |network| {
    let admin = network.admin();
    let body = json!({ "name": "Ada Tribal Library", "setting": "tribal", "jurisdiction": "OH" });
    let id = admin.post("/institutions", body).expect(201).id();
    let path = format!("/institutions/{id}");
    let keys = json!({ "identifiers": [
        { "scheme": "fscs", "value": "OH0001" }, { "scheme": "fscs", "value": "OH0002" },
    ]});
    admin.put(&format!("{path}/identifiers"), keys).expect(200);
    let csv = format!("{HEADER}OH,OH0001,ADA,ADA,2,1000,1,,\nOH,OH0002,ADA BRANCH,ADA,2,1,1,,\n");
    let import = imported(network, &admin, "", csv.as_bytes());
    assert_eq!(sums(&import), [2, 0, 1, 0, 1], "one row is the library, the other is reported");
    let seen = admin.get(&path).expect(200).json;
    assert_eq!((seen["name"].as_str(), seen["setting"].as_str()), (Some("ADA"), Some("tribal")));
});

both!(a_row_of_another_jurisdiction_is_reported_and_moves_nothing, |network| {
    let admin = network.admin();
    let first = format!("{HEADER}OH,TX7778,ADA,ADA,2,1000,1,,\n");
    imported(network, &admin, "", first.as_bytes());
    let id = admin.get("/institutions").expect(200).items()[0]["id"].as_str().unwrap().to_owned();
    let before = admin.get(&format!("/institutions/{id}")).expect(200).json;
    let csv = format!("{HEADER}TX,TX7778,AUSTIN,AUSTIN,9,1,1,,\nOH,OH0001,LIMA,LIMA,1,1,1,,\n");
    let told = imported(network, &admin, "&dry_run=true", csv.as_bytes());
    assert_eq!(sums(&told), [2, 1, 0, 0, 1], "a dry run says so beforehand");
    let import = imported(network, &admin, "", csv.as_bytes());
    assert_eq!(sums(&import), [2, 1, 0, 0, 1]);
    let problems =
        admin.get(&format!("/imports/{}/problems", import["id"].as_str().unwrap())).expect(200).items();
    assert_eq!(problems.len(), 1, "{problems:?}");
    let problem = &problems[0];
    assert_eq!(
        [&problem["line"], &problem["field"], &problem["code"]],
        [&json!(2), &json!("STABR"), &json!("elsewhere")]
    );
    let detail = "ADA lies in OH, and people's regions follow from that: a file does not move it.";
    assert_eq!(problem["detail"], detail);
    assert_eq!(admin.get(&format!("/institutions/{id}")).expect(200).json, before);
});

/// The kinds of the events of institutions, and how many audit rows tell of institutions.
fn recorded(network: &Network) -> (Vec<String>, i64) {
    network.operator(|work| {
        let kinds: Vec<String> = events::table
            .filter(events::subject_kind.eq("institution"))
            .order(events::kind)
            .select(events::kind)
            .load(work.conn)?;
        let audited: i64 = audit_entries::table
            .filter(audit_entries::subject_kind.eq("institution"))
            .count()
            .get_result(work.conn)?;
        Ok((kinds, audited))
    })
}

both!(an_import_records_what_it_makes_and_changes_and_nothing_else, |network| {
    let admin = network.admin();
    let first = format!("{HEADER}OH,OH0001,ADA,ADA,2,1000,1,,\nCA,CA0001,ALTO,ALTO,3,1,1,,\n");
    imported(network, &admin, "&dry_run=true", first.as_bytes());
    assert_eq!(recorded(network), (vec![], 0), "a dry run changes nothing");
    imported(network, &admin, "", first.as_bytes());
    let created = vec!["institution.created".to_owned(); 2];
    assert_eq!(recorded(network), (created.clone(), 2));
    imported(network, &admin, "", first.as_bytes());
    assert_eq!(recorded(network), (created.clone(), 2), "nothing changed");
    imported(network, &admin, "", first.replace("ADA,ADA,2", "ADA,ADA,2.5").as_bytes());
    assert_eq!(recorded(network), ([vec!["institution.corrected".to_owned()], created].concat(), 3));
    let ada = &admin.get("/institutions?identifier=fscs:OH0001").expect(200).items()[0];
    let path = format!("/audit-entries?subject_id={}", ada["id"].as_str().unwrap());
    assert_eq!(admin.get(&path).expect(200).items().len(), 2);
});
