//! The survey tells of both records of a merged institution every year: the one that stayed keeps what its own row says.

use serde_json::{Value, json};

use super::merge_institutions::{import, library};
use crate::both;
use crate::support::{Client, Network};

fn survey(network: &Network, admin: &Client, rows: &str) -> [i64; 4] {
    let csv = format!("STABR,FSCSKEY,LIBNAME,TOTSTAFF\n{rows}");
    let done = import(network, admin, "/imports?format=imls-pls", &csv);
    ["created", "updated", "unchanged", "failed"].map(|name| done[name].as_i64().unwrap())
}

fn known_by(admin: &Client, key: &str) -> Value {
    admin.get(&format!("/institutions?identifier=fscs:{key}")).expect(200).items()[0].clone()
}

both!(the_survey_row_of_a_merged_duplicate_overwrites_nothing_in_any_order, |network| {
    let admin = network.admin();
    let (own, other) = ("OH,OH7003,MAIN LIBRARY,10\n", "OH,OH7004,DUP LIBRARY,2\n");
    assert_eq!(survey(network, &admin, &format!("{own}{other}")), [2, 0, 0, 0]);
    let (stays, goes) = (known_by(&admin, "OH7003")["id"].clone(), known_by(&admin, "OH7004")["id"].clone());
    let merge = format!("/institutions/{}/merge", stays.as_str().unwrap());
    let merged = admin.post(&merge, json!({ "duplicate_id": goes })).expect(201).id();
    for (rows, unchanged) in
        [(format!("{other}{own}"), 2), (format!("{own}{other}"), 2), (other.to_owned(), 1)]
    {
        assert_eq!(survey(network, &admin, &rows), [0, 0, unchanged, 0], "{rows}");
        let seen = known_by(&admin, "OH7004");
        assert_eq!(
            [&seen["id"], &seen["name"], &seen["staff"]["value"]],
            [&stays, &json!("MAIN LIBRARY"), &json!(10.0)],
            "{rows}"
        );
    }
    let grown = own.replace("10", "11");
    assert_eq!(survey(network, &admin, &format!("{other}{grown}")), [0, 1, 1, 0]);
    assert_eq!(known_by(&admin, "OH7003")["staff"]["value"], json!(11.0));

    // Taken apart, each has its own row again.
    admin.act(&format!("/institution-merges/{merged}/undo")).expect(200);
    let smaller = other.replace(",2", ",1");
    assert_eq!(survey(network, &admin, &format!("{smaller}{grown}")), [0, 1, 1, 0]);
    assert_eq!(known_by(&admin, "OH7004")["staff"]["value"], json!(1.0));
});

both!(who_has_no_key_of_its_own_is_told_of_by_the_nearest_duplicates, |network| {
    let admin = network.admin();
    let (far, near) = ("OH,OH7005,FAR LIBRARY,1\n", "OH,OH7006,NEAR LIBRARY,2\n");
    survey(network, &admin, &format!("{far}{near}"));
    let [first, second] = ["OH7005", "OH7006"].map(|key| known_by(&admin, key)["id"].clone());
    let stays = library(&admin, "Lima Library", "OH", None);
    let merge = |into: &str, duplicate: &Value| {
        admin.post(&format!("/institutions/{into}/merge"), json!({ "duplicate_id": duplicate })).expect(201);
    };
    merge(second.as_str().unwrap(), &first);
    merge(&stays, &second);
    // It was added by hand: the row that tells of it is taken, the other is not.
    assert_eq!(survey(network, &admin, &format!("{far}{near}")), [0, 1, 1, 0]);
    assert_eq!(survey(network, &admin, &format!("{near}{far}")), [0, 0, 2, 0]);
    let seen = known_by(&admin, "OH7005");
    assert_eq!([&seen["id"], &seen["name"]], [&json!(stays), &json!("NEAR LIBRARY")]);
});
