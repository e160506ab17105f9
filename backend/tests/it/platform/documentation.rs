use crate::both;

both!(the_type_of_a_problem_resolves_to_its_page, |network| {
    let problem = network.anonymous.get("/me").expect(401);
    let page = network.anonymous.get(problem.json["type"].as_str().unwrap());
    assert_eq!(page.status, 200);
    assert!(page.text.contains("Sign in first"), "{}", page.text);
});

both!(the_documentation_is_served_without_another_host, |network| {
    let page = network.anonymous.get("/api/docs/");
    assert_eq!(page.status, 200);
    assert!(!page.text.contains("//cdn") && !page.text.contains("https://"), "{}", page.text);
    let document = network.anonymous.get("/api/openapi.json").expect(200);
    assert_eq!(document.json["openapi"], "3.1.0");
});

both!(health_and_wrong_addresses, |network| {
    assert_eq!(network.anonymous.get("/livez").status, 200);
    assert_eq!(network.anonymous.get("/readyz").status, 200);
    network.anonymous.get("/api/v1/nothing").expect(404);
    let wrong = network.anonymous.send("DELETE", "/regions", &[], None).expect(405);
    assert_eq!(wrong.header("allow"), Some("GET, POST"));
});

both!(answers_carry_a_request_id_and_careful_headers, |network| {
    let answer = network.anonymous.send("GET", "/me", &[("x-request-id", "trace-1")], None).expect(401);
    assert_eq!(answer.header("x-request-id"), Some("trace-1"));
    assert_eq!(answer.json["request_id"], "trace-1");
    let strange = network.anonymous.send("GET", "/me", &[("x-request-id", "a b")], None).expect(401);
    assert_ne!(strange.header("x-request-id"), Some("a b"));
    for (name, value) in
        [("x-content-type-options", "nosniff"), ("x-frame-options", "DENY"), ("cache-control", "no-store")]
    {
        assert_eq!(answer.header(name), Some(value));
    }
    assert!(answer.header("content-security-policy").unwrap().contains("default-src 'self'"));
});
