use chrono::TimeDelta;
use serde_json::json;

use crate::both;
use crate::support::{Answer, Client, Network, PASSWORD};

fn cookie_of(answer: &Answer) -> String {
    let header = answer.header("set-cookie").expect("a refresh cookie");
    assert!(header.contains("HttpOnly") && header.contains("SameSite=Strict"), "{header}");
    header.split(';').next().unwrap().to_owned()
}

fn signed_in(network: &Network) -> String {
    let email = network.admin().get("/me").expect(200).json["email"].as_str().unwrap().to_owned();
    cookie_of(
        &network.anonymous.post("/auth/sign-in", json!({ "email": email, "password": PASSWORD })).expect(200),
    )
}

fn refresh(client: &Client, cookie: &str) -> Answer {
    client.send("POST", "/auth/refresh", &[("cookie", cookie)], Some(b""))
}

both!(the_cookie_is_rotated_and_the_new_token_works, |network| {
    let first = signed_in(network);
    let answer = refresh(&network.anonymous, &first).expect(200);
    assert_ne!(cookie_of(&answer), first);
    let token = format!("Bearer {}", answer.json["access_token"].as_str().unwrap());
    network.anonymous.with_authorization(&token).get("/me").expect(200);
});

both!(two_tabs_may_refresh_at_once_but_a_stolen_cookie_ends_the_session, |network| {
    let first = signed_in(network);
    let second = cookie_of(&refresh(&network.anonymous, &first).expect(200));
    // Within ten seconds it is another tab.
    let third = cookie_of(&refresh(&network.anonymous, &first).expect(200));
    network.advance(TimeDelta::seconds(11));
    // Later it is somebody else: the whole family ends.
    refresh(&network.anonymous, &first).expect(401);
    refresh(&network.anonymous, &second).expect(401);
    refresh(&network.anonymous, &third).expect(401);
});

both!(signing_out_ends_the_session, |network| {
    let cookie = signed_in(network);
    let answer = refresh(&network.anonymous, &cookie).expect(200);
    let cookie = cookie_of(&answer);
    let client = network
        .anonymous
        .with_authorization(&format!("Bearer {}", answer.json["access_token"].as_str().unwrap()));
    network.anonymous.send("POST", "/auth/sign-out", &[("cookie", &cookie)], Some(b"")).expect(204);
    client.get("/me").expect(401);
    refresh(&network.anonymous, &cookie).expect(401);
});
