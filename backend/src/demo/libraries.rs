//! The demo's institutions: from a Public Libraries Survey file when one is given, otherwise this
//! small list of invented libraries in the survey's own layout.

use std::fmt::Write;
use std::path::Path;

use crate::network;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// Jurisdiction, name, city, staff in full-time equivalents, population served.
const BUILT_IN: &[(&str, &str, &str, f64, u32)] = &[
    ("CT", "Elm Harbor Public Library", "Elm Harbor", 24.0, 31_000),
    ("MA", "Cranberry Bay Library", "Cranberry Bay", 61.5, 92_000),
    ("ME", "North Spruce Library", "North Spruce", 3.2, 2_900),
    ("NH", "Granite Falls Library", "Granite Falls", 7.0, 9_800),
    ("VT", "Maple Hollow Library", "Maple Hollow", 2.1, 1_700),
    ("RI", "Point Light Library", "Point Light", 18.0, 24_000),
    ("NY", "Upper River Library System", "Upper River", 210.0, 410_000),
    ("NY", "Finger Ridge Library", "Finger Ridge", 5.5, 6_100),
    ("NJ", "Meadowland Free Library", "Meadowland", 39.0, 58_000),
    ("PA", "Iron Valley District Library", "Iron Valley", 85.0, 160_000),
    ("MD", "Tidewater County Library", "Tidewater", 140.0, 250_000),
    ("DC", "Capitol Reading Rooms", "Washington", 320.0, 700_000),
    ("OH", "Lakeview County Library", "Lakeview", 190.0, 380_000),
    ("OH", "Buckeye Crossing Library", "Buckeye Crossing", 6.8, 7_400),
    ("MI", "Copper Peninsula Library", "Copper Harbor", 9.0, 8_900),
    ("IL", "Prairie Gate Library", "Prairie Gate", 74.0, 120_000),
    ("IN", "Limestone Library", "Limestone", 28.0, 41_000),
    ("WI", "Northwoods Federated Library", "Northwoods", 15.0, 19_000),
    ("IA", "Cornfield Community Library", "Cornfield", 4.0, 3_800),
    ("KS", "Flint Hills Library", "Flint Hills", 11.0, 14_000),
    ("MN", "Ten Lakes Regional Library", "Ten Lakes", 96.0, 170_000),
    ("MO", "Riverbluff Library", "Riverbluff", 52.0, 88_000),
    ("NE", "Sandhills Library", "Sandhills", 2.4, 2_200),
    ("SD", "Badlands Area Library", "Badlands", 3.0, 3_100),
    ("ND", "Red River Reading Library", "Red River", 12.0, 16_000),
    ("AL", "Piney Creek Library", "Piney Creek", 13.0, 21_000),
    ("FL", "Mangrove Coast Libraries", "Mangrove Coast", 260.0, 560_000),
    ("GA", "Peach County Library", "Peach", 44.0, 79_000),
    ("KY", "Bluegrass Branch Library", "Bluegrass", 31.0, 52_000),
    ("LA", "Bayou Parish Library", "Bayou", 66.0, 110_000),
    ("NC", "Blue Ridge Library", "Blue Ridge", 22.0, 34_000),
    ("SC", "Palmetto Shore Library", "Palmetto Shore", 35.0, 60_000),
    ("TN", "Cumberland Library", "Cumberland", 48.0, 83_000),
    ("VA", "Old Dominion Regional Library", "Dominion", 120.0, 220_000),
    ("WV", "Mountain Laurel Library", "Laurel", 4.6, 5_000),
    ("AZ", "Saguaro Valley Library", "Saguaro", 110.0, 240_000),
    ("NM", "High Mesa Library", "High Mesa", 8.0, 9_300),
    ("OK", "Redbed Plains Library", "Redbed", 27.0, 43_000),
    ("TX", "Lone Prairie Library System", "Lone Prairie", 300.0, 690_000),
    ("TX", "Mesquite Junction Library", "Mesquite Junction", 3.3, 4_100),
    ("CO", "Front Range Library", "Front Range", 170.0, 310_000),
    ("ID", "Sawtooth Library", "Sawtooth", 10.0, 12_000),
    ("MT", "Big Sky County Library", "Big Sky", 6.0, 6_600),
    ("UT", "Canyonlands Library", "Canyonlands", 33.0, 57_000),
    ("WY", "Wind River Library", "Wind River", 5.0, 5_400),
    ("AK", "Kachemak Library", "Kachemak", 7.5, 6_000),
    ("CA", "Golden Poppy Libraries", "Golden Poppy", 410.0, 980_000),
    ("CA", "Redwood Trail Library", "Redwood Trail", 16.0, 22_000),
    ("HI", "Plumeria Library", "Plumeria", 20.0, 28_000),
    ("NV", "Silver Basin Library", "Silver Basin", 58.0, 105_000),
    ("OR", "Rain Coast Library", "Rain Coast", 41.0, 66_000),
    ("WA", "Evergreen Sound Library", "Evergreen Sound", 230.0, 450_000),
    ("PR", "Biblioteca de la Costa", "La Costa", 12.0, 40_000),
    ("GU", "Latte Stone Library", "Latte Stone", 9.0, 30_000),
];

/// # Errors
/// One sentence when the file cannot be read, or the database refuses.
pub fn import(work: &mut Work<'_>, file: Option<&Path>) -> Result<(), Problem> {
    let bytes = match file {
        Some(path) => std::fs::read(path)
            .map_err(|e| Problem::bad_request(format!("The file {} cannot be read: {e}.", path.display())))?,
        None => built_in().into_bytes(),
    };
    network::import_survey(work, &bytes, false).map(|_| ())
}

fn built_in() -> String {
    let mut csv = String::from("STABR,FSCSKEY,LIBNAME,CITY,TOTSTAFF,POPU_LSA,VISITS\n");
    for (number, (jurisdiction, name, city, staff, population)) in BUILT_IN.iter().enumerate() {
        // Keys that no real library has: the survey's own numbers stay far below 9000.
        let key = 9000 + number;
        let visits = population * 4;
        // Writing to a String cannot fail.
        let _ =
            writeln!(csv, "{jurisdiction},{jurisdiction}{key},{name},{city},{staff},{population},{visits}");
    }
    csv
}
