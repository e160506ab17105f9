//! Institutions of any setting from a plain CSV: columns, upsert, problems by line and column, the rows to mend.

use diesel::prelude::*;
use perennial::platform::auth::{Role, ScopeKind};
use perennial::schema::imports;
use serde_json::{Value, json};

use crate::both;
use crate::support::{Answer, Client, Network};

const HEADER: &str = "name,setting,jurisdiction,city,staff,external_id,ror,ipeds\n";

fn upload(client: &Client, query: &str, csv: &[u8]) -> Answer {
    let path = format!("/imports?format=institutions{query}");
    client.send("POST", &path, &[("content-type", "text/csv")], Some(csv))
}

fn imported(network: &Network, client: &Client, query: &str, csv: &[u8]) -> Value {
    let accepted = upload(client, query, csv).expect(202);
    let job = network.job_done(client, &accepted);
    assert_eq!(job["state"], "succeeded", "{job}");
    assert_eq!(job["kind"], "import_institutions");
    client.get(&format!("/imports/{}", accepted.id())).expect(200).json
}

fn sums(import: &Value) -> [i64; 5] {
    ["rows_read", "created", "updated", "unchanged", "failed"].map(|name| import[name].as_i64().unwrap())
}

fn problems(client: &Client, import: &Value) -> Vec<(i64, String, String)> {
    let items =
        client.get(&format!("/imports/{}/problems", import["id"].as_str().unwrap())).expect(200).items();
    let text = |p: &Value, name: &str| p[name].as_str().unwrap().to_owned();
    items.iter().map(|p| (p["line"].as_i64().unwrap(), text(p, "field"), text(p, "code"))).collect()
}

fn only(client: &Client, query: &str) -> Value {
    let mut found = client.get(&format!("/institutions?{query}")).expect(200).items();
    assert_eq!(found.len(), 1, "{query}: {found:?}");
    found.remove(0)
}

both!(a_file_is_checked_taken_and_taken_again_without_a_change, |network| {
    let admin = network.admin();
    let csv = format!(
        "\u{feff}{HEADER}Harvard Library,Academic,Massachusetts,Cambridge,,,https://ror.org/03vek6s52,166027\n\
         Lakeview School Library,school,oh,,1.5,SCH-1,,\n,,,,,,,\n"
    );
    assert_eq!(sums(&imported(network, &admin, "&dry_run=true", csv.as_bytes())), [2, 2, 0, 0, 0]);
    assert!(admin.get("/institutions").expect(200).items().is_empty(), "a dry run changes nothing");
    assert_eq!(sums(&imported(network, &admin, "", csv.as_bytes())), [2, 2, 0, 0, 0]);
    assert_eq!(sums(&imported(network, &admin, "", csv.as_bytes())), [2, 0, 0, 2, 0]);
    let harvard = only(&admin, "identifier=ror:03vek6s52");
    assert_eq!((&harvard["jurisdiction"], &harvard["setting"]), (&json!("MA"), &json!("academic")));
    let school = only(&admin, "identifier=external:SCH-1");
    assert_eq!((&school["staff"]["value"], &school["city"]), (&json!(1.5), &Value::Null));

    // Found by its own key it is given an identifier; found by that it is renamed; an empty cell leaves what is known.
    let next = format!("{HEADER}Lakeview School Library,school,OH,Dayton,,SCH-1,,222222\n");
    assert_eq!(sums(&imported(network, &admin, "", next.as_bytes())), [1, 0, 1, 0, 0]);
    let last = format!("{HEADER}Lakeview Media Center,school,OH,,,,,222222\n");
    assert_eq!(sums(&imported(network, &admin, "", last.as_bytes())), [1, 0, 1, 0, 0]);
    let seen = only(&admin, "identifier=external:SCH-1");
    let kept = [&seen["id"], &seen["name"], &seen["city"], &seen["staff"]["value"], &seen["version"]];
    let expected =
        [school["id"].clone(), json!("Lakeview Media Center"), json!("Dayton"), json!(1.5), json!(3)];
    assert_eq!(kept.map(Clone::clone), expected);
});

both!(bad_rows_are_named_by_column_and_come_back_to_be_mended, |network| {
    let admin = network.admin();
    let body = json!({ "name": "Known College", "setting": "academic", "jurisdiction": "OH" });
    let known = admin.post("/institutions", body).expect(201).id();
    let keys = json!({ "identifiers": [{ "scheme": "ipeds", "value": "111111" }] });
    admin.put(&format!("/institutions/{known}/identifiers"), keys).expect(200);
    let csv = format!(
        "{HEADER}Good Law Library,law,OH,,,G1,,\n\
         ,libary,ZZ,,many,G2,03vek6s53,1\n\
         '=HYPERLINK(1),law,OH,,,,,\n\
         Known College,academic,IN,,,,,111111\n\
         Both,academic,OH,,,G1,,111111\n\
         Good Law Library,law,OH,,,G1,,\n\
         Short,law\n"
    );
    let import = imported(network, &admin, "", csv.as_bytes());
    assert_eq!(sums(&import), [7, 1, 0, 0, 6]);
    let found = problems(&admin, &import);
    let expected = [
        (3, "ipeds", "ipeds"),
        (3, "jurisdiction", "unknown"),
        (3, "name", "missing"),
        (3, "ror", "ror"),
        (3, "setting", "unknown"),
        (3, "staff", "number"),
        (4, "external_id", "missing"),
        (5, "jurisdiction", "elsewhere"),
        (6, "ipeds", "taken"),
        (7, "external_id", "twice"),
        (8, "", "columns"),
    ];
    assert_eq!(found, expected.map(|(line, field, code)| (line, field.to_owned(), code.to_owned())));

    let path = format!("/imports/{}/failed-institutions.csv", import["id"].as_str().unwrap());
    let file = admin.get(&path).expect(200);
    assert!(file.header("content-type").unwrap().starts_with("text/csv"));
    let lines: Vec<&str> = file.text.lines().collect();
    assert_eq!(lines.len(), 7);
    assert!(lines[0].starts_with("name,setting,") && lines[0].ends_with(",problem"), "{}", lines[0]);
    assert!(lines[2].starts_with("'=HYPERLINK(1),"), "no spreadsheet computes it: {}", lines[2]);
    assert!(lines[3].contains("lies in OH"), "{}", lines[3]);
    // As they came: what was wrong is wrong again, but for the row that stood there twice. The last column is not read.
    let again = imported(network, &admin, "", file.text.as_bytes());
    assert_eq!(sums(&again), [6, 0, 0, 1, 5]);
    let mended = lines[3].replace(",IN,", ",OH,");
    let mended = imported(network, &admin, "", format!("{}\n{mended}\n", lines[0]).as_bytes());
    assert_eq!(sums(&mended), [1, 0, 0, 1, 0]);
});

both!(a_first_line_that_is_not_right_is_refused_at_once, |network| {
    let admin = network.admin();
    let refused = upload(&admin, "", b"name,name,seting,jurisdiction\nA,A,law,OH\n").expect(422);
    assert_eq!(refused.pointers(), ["/name", "/seting", "/setting"]);
    for (csv, code) in [
        (b"name;setting;jurisdiction\n".as_slice(), "separator"),
        (b"\xff\xfen\0a\0m\0e\0".as_slice(), "encoding"),
        (b"n\0a\0m\0e\0,\0".as_slice(), "encoding"),
    ] {
        assert_eq!(upload(&admin, "", csv).expect(422).json["errors"][0]["code"], code);
    }
    assert_eq!(upload(&admin, "", b"").expect(422).pointers().len(), 3);
    let kept: i64 = network.operator(|work| Ok(imports::table.count().get_result(work.conn)?));
    assert_eq!(kept, 0, "nothing was kept or queued");
});

both!(windows_1252_is_read_and_only_those_who_may_import, |network| {
    let admin = network.admin();
    let mut csv = HEADER.as_bytes().to_vec();
    csv.extend(b"Biblioteca de A\xf1asco,special,PR,,,PR1,,\n");
    assert_eq!(sums(&imported(network, &admin, "", &csv)), [1, 1, 0, 0, 0]);
    assert_eq!(only(&admin, "identifier=external:PR1")["name"], "Biblioteca de Añasco");
    let import = imported(network, &admin, "&dry_run=true", &csv)["id"].as_str().unwrap().to_owned();
    let path = format!("/imports/{import}/failed-institutions.csv");
    let coordinator = network.in_region(Role::Coordinator, &network.region("03"));
    let partner = network.person(Role::Partner, ScopeKind::Association, Some(network.association()));
    upload(&coordinator, "", &csv).expect(403);
    upload(&partner, "", &csv).expect(403);
    coordinator.get(&path).expect(403);
    partner.get(&path).expect(404);
    network.task_force().get(&path).expect(200);
});
