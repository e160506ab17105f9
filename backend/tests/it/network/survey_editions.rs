//! Older editions of the Public Libraries Survey, which have other columns in another order: rows of the files of fiscal
//! years 2009 and 2014 as IMLS published them (public domain; by way of the repository anthonydb/practical-sql).

use serde_json::{Value, json};

use super::create_import::{imported, sums};
use crate::both;
use crate::support::Client;

const FISCAL_YEAR_2009: &[u8] = include_bytes!("survey/fy2009.csv");
const FISCAL_YEAR_2014: &[u8] = include_bytes!("survey/fy2014.csv");

fn library(client: &Client, key: &str) -> Value {
    let found = client.get(&format!("/institutions?identifier=fscs:{key}")).expect(200).items();
    assert_eq!(found.len(), 1, "{key}: {found:?}");
    client.get(&format!("/institutions/{}", found[0]["id"].as_str().unwrap())).expect(200).json
}

both!(older_editions_of_the_survey_are_read_by_the_names_of_their_columns, |network| {
    let admin = network.admin();
    assert_eq!(sums(&imported(network, &admin, "", FISCAL_YEAR_2009)), [6, 6, 0, 0, 0]);
    let chicago = library(&admin, "IL0098");
    assert_eq!(chicago["staff"]["value"], json!(1082.28));
    assert_eq!(chicago["visits"]["value"], json!(17_718_142));
    let measures = &chicago["measures"];
    assert_eq!((&measures["MASTER"], &measures["AUDIO"]), (&json!(413.58), &json!(258_247.0)));
    assert_eq!(measures.get("AUDIO_PH"), None, "a count that this edition never asked for is not missing");

    let closed = library(&admin, "AK0022");
    assert_eq!(closed["population"], json!({ "value": null, "missing": "closed" }));
    let saipan = library(&admin, "MP0001");
    assert_eq!(saipan["longitude"], Value::Null, "0, 0 says that the address was not found");
    assert_eq!(saipan["staff"]["missing"], "not_reported");
});

both!(the_edition_that_is_imported_last_holds, |network| {
    let admin = network.admin();
    imported(network, &admin, "", FISCAL_YEAR_2009);
    assert_eq!(sums(&imported(network, &admin, "", FISCAL_YEAR_2014)), [5, 0, 5, 0, 0]);
    let anchor_point = library(&admin, "AK0001");
    assert_eq!(anchor_point["staff"]["value"], json!(0.68));
    assert_eq!(anchor_point["measures"]["AUDIO_PH"], json!(258.0));
    assert_eq!(library(&admin, "AL0023")["visits"]["missing"], "closed", "it was open in 2009");
    assert_eq!(library(&admin, "MP0001")["longitude"], json!(145.751_566), "by now its address was found");
    let kept = library(&admin, "AK0022");
    assert_eq!(kept["name"], "ERNEST NYLIN MEMORIAL LIBRARY", "who is not in the file stays");
});
