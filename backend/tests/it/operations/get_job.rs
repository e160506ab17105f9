use crate::both;

both!(a_job_is_seen_by_its_owner_and_by_administrators_only, |network| {
    let task_force = network.task_force();
    let accepted = task_force
        .send(
            "POST",
            "/imports?format=imls-pls",
            &[("content-type", "text/csv")],
            Some(b"STABR,FSCSKEY,LIBNAME\n"),
        )
        .expect(202);
    let job = network.job_done(&task_force, &accepted);
    let path = format!("/jobs/{}", job["id"].as_str().unwrap());
    assert_eq!((&job["state"], &job["progress"]), (&"succeeded".into(), &1.0.into()));
    network.admin().get(&path).expect(200);
    network.task_force().get(&path).expect(404);
    task_force.act(&format!("{path}/cancel")).expect(409);
});
