use crate::both;
use perennial::platform::auth::Role;

both!(every_jurisdiction_lies_in_exactly_one_region, |network| {
    let mentor = network.in_region(Role::Mentor, &network.region("03"));
    let regions = mentor.get("/regions").expect(200).items();
    assert_eq!(regions.len(), 9, "eight BEA regions and the outlying areas");
    let mut codes: Vec<String> = regions
        .iter()
        .flat_map(|region| region["jurisdictions"].as_array().unwrap().clone())
        .map(|code| code.as_str().unwrap().to_owned())
        .collect();
    let all = codes.len();
    codes.sort();
    codes.dedup();
    assert_eq!((all, codes.len()), (56, 56), "50 states, DC and five territories, none twice");
});

both!(a_region_has_an_etag_and_a_304, |network| {
    let admin = network.admin();
    let path = format!("/regions/{}", network.region("03"));
    let etag = admin.get(&path).expect(200).header("etag").unwrap().to_owned();
    let again = admin.send("GET", &path, &[("if-none-match", &etag)], None);
    assert_eq!((again.status, again.text.as_str()), (304, ""));
});
