//! Rows of every kind: those of the whole network once, and those of a place, filled twice.

use diesel::prelude::*;
use perennial::network::{Appointment, TermState, appoint, find_term, set_term_state};
use perennial::platform::auth::{Role, ScopeKind};
use perennial::platform::db::Id;
use perennial::schema::findings;
use perennial::succession::{assign_guide, install_default_criteria};
use serde_json::{Value, json};

use crate::evaluation::{instrument_body, study_body};
use crate::matching::Season;
use crate::recruitment::{Desk, application, review, send};
use crate::resources::{draft, published};
use crate::support::{Client, Network};
use crate::training::session;

/// What every place takes part in.
pub struct Shared<'a> {
    season: Season<'a>,
    cohort: String,
    session: String,
    requirement: String,
    instrument: String,
}

impl<'a> Shared<'a> {
    pub fn fill(network: &'a Network) -> Self {
        network.operator(|work| install_default_criteria(work).map(|_| ()));
        let season = Season::matching(network);
        let chief = season.task_force.clone();
        let made = |path: &str, body: Value| chief.post(path, body).expect(201).id();
        plan(&chief);
        let cohort = made(
            "/cohorts",
            json!({ "name": "Spring", "description": "", "starts_on": "2027-02-01", "ends_on": "2027-04-01" }),
        );
        let workshop = session("2027-02-10T14:00", "America/Chicago");
        let requirement = json!({ "title": "All", "description": "", "kind": "task", "allowed_absences": 0 });
        let instrument = made("/instruments", instrument_body("pair-check"));
        chief.act(&format!("/instruments/{instrument}/publish")).expect(200);
        published(network, &chief, draft("First meeting"));
        made(
            "/jurisdiction-moves",
            json!({ "jurisdiction": "VT", "to_region_id": network.region("02"), "effective_on": "2027-12-01",
                "reason": "Two share the load." }),
        );
        Self {
            session: made(&format!("/cohorts/{cohort}/sessions"), workshop),
            requirement: made(&format!("/cohorts/{cohort}/requirements"), requirement),
            season,
            cohort,
            instrument,
        }
    }
}

fn plan(chief: &Client) {
    let made = |path: &str, body: Value| chief.post(path, body).expect(201).id();
    made(
        "/charters",
        json!({ "mission": "Everybody.", "goals": ["All"], "structure": "Nine.", "adopted_on": "2027-01-01" }),
    );
    let objective = made("/objectives", json!({ "title": "A coordinator everywhere" }));
    made(
        &format!("/objectives/{objective}/milestones"),
        json!({ "title": "Published", "due_on": "2027-06-01" }),
    );
    made(
        &format!("/objectives/{objective}/indicators"),
        json!({ "figure": "seats_covered", "target": 9, "direction": "at_least", "due_on": "2027-12-31" }),
    );
    made(
        "/task-force-seats",
        json!({ "person_id": chief.person_id, "title": "Chair", "votes": true, "starts_on": "2027-01-01",
            "ends_on": "2029-01-01" }),
    );
    made(
        "/task-force-meetings",
        json!({ "title": "Spring", "starts_at_local": "2027-03-09T14:00", "time_zone": "America/Chicago",
            "duration_minutes": 60 }),
    );
    made("/decisions", json!({ "title": "A seat", "motion": "One more." }));
    made("/stakeholders", json!({ "name": "Ruth", "kind": "expert" }));
}

/// Whoever asks from a place.
pub struct Asker {
    pub name: &'static str,
    pub role: Option<Role>,
    pub client: Client,
}

/// A region, an association and a study, with people of every role. Every name that only those who belong there may read
/// holds the place's name.
pub struct Place {
    pub name: &'static str,
    pub askers: Vec<Asker>,
    /// Holders of mailed links, by what they are for.
    pub links: Vec<(&'static str, Client)>,
}

struct Filling<'a> {
    network: &'a Network,
    shared: &'a Shared<'a>,
    name: &'static str,
    code: &'static str,
    region: String,
    libraries: [String; 3],
    chief: Client,
}

impl Place {
    pub fn fill(
        network: &Network,
        shared: &Shared<'_>,
        name: &'static str,
        code: &'static str,
        jurisdiction: &str,
    ) -> Self {
        let chief = shared.season.task_force.clone();
        let library = |_| {
            let body = json!({ "name": format!("Library of {code}"), "setting": "public", "city": "Ada",
                "jurisdiction": jurisdiction });
            chief.post("/institutions", body).expect(201).id()
        };
        let libraries = [(); 3].map(library);
        let filling = Filling { network, shared, name, code, region: network.region(code), libraries, chief };
        filling.institutions();
        let (coordinator, guide) = filling.seats();
        let (reviewer, links) = filling.search();
        let (mentor, mentee) = filling.pairs(&coordinator);
        filling.training(&coordinator);
        let evaluator = filling.study();
        let partner = filling.association(&mentee);
        coordinator.post("/resources", draft(&format!("A draft of {code}"))).expect(201);
        let nobody = network.nobody();
        filling.named(&nobody, "nobody");
        let with = |name, role, client| Asker { name, role: Some(role), client };
        let askers = vec![
            with("coordinator", Role::Coordinator, coordinator),
            with("guide", Role::Guide, guide),
            with("reviewer", Role::Reviewer, reviewer),
            with("mentor", Role::Mentor, mentor),
            with("mentee", Role::Mentee, mentee),
            with("evaluator", Role::Evaluator, evaluator),
            with("partner", Role::Partner, partner),
            Asker { name: "nobody", role: None, client: nobody },
        ];
        Self { name, askers, links }
    }
}

impl Filling<'_> {
    fn named(&self, client: &Client, what: &str) {
        client.patch("/me", json!({ "name": format!("{} {what}", self.name) })).expect(200);
    }

    fn person(&self, role: Role) -> Client {
        let client = self.network.in_region(role, &self.region);
        self.named(&client, role.as_str());
        client
    }

    fn email(&self, who: &str) -> String {
        format!("{who}@{}.example", self.name.to_lowercase())
    }

    fn institutions(&self) {
        let [one, two, three] = &self.libraries;
        self.chief
            .post("/institution-distinctions", json!({ "institution_id": one, "other_id": two }))
            .expect(201);
        self.chief.post(&format!("/institutions/{one}/merge"), json!({ "duplicate_id": three })).expect(201);
    }

    /// A seat with its coordinator, and one whose coordinator has graduated.
    fn seats(&self) -> (Client, Client) {
        let (coordinator, graduate) = (self.person(Role::Coordinator), self.person(Role::Coordinator));
        let (term, served) = (self.term(&coordinator), self.term(&graduate));
        self.chief
            .post(&format!("/terms/{served}/graduate"), json!({ "override_reason": "Served well." }))
            .expect(201);
        let guide = self.person(Role::Guide);
        self.network
            .operator(|work| assign_guide(work, term, guide.person_id.parse().unwrap(), false).map(|_| ()));
        (coordinator, guide)
    }

    fn term(&self, coordinator: &Client) -> Id {
        let body = json!({ "region_id": self.region, "name": format!("{} seat {}", self.name, coordinator.person_id) });
        let seat = self.chief.post("/seats", body).expect(201).id();
        self.network.operator(|work| {
            let appointment = Appointment {
                seat: seat.parse().unwrap(),
                person: coordinator.person_id.parse().unwrap(),
                starts_on: "2027-01-01".parse().unwrap(),
                ends_on: "2028-01-01".parse().unwrap(),
                handover: false,
            };
            let term = appoint(work, &appointment)?;
            let term = find_term(work, term.id)?;
            set_term_state(work, &term, TermState::Active)?;
            Ok(term.id)
        })
    }

    /// An opening with applications in every state, and who holds which link.
    fn search(&self) -> (Client, Vec<(&'static str, Client)>) {
        let desk = Desk::in_region(self.network, self.code);
        let mut body = desk.opening();
        body["references_asked"] = json!(1);
        let opening = desk.task_force.post("/openings", body).expect(201).id();
        desk.task_force.act(&format!("/openings/{opening}/publish")).expect(200);
        let letter =
            json!({ "name": format!("{} letter", self.name), "channel": "newsletter", "partner": "X" });
        desk.task_force.post(&format!("/openings/{opening}/campaigns"), letter).expect(201);
        let applicant = self.applicant(&opening);
        self.with_attachment(&opening, "two")
            .post("/public/draft/submit", json!({ "version": 1 }))
            .expect(202);
        let unfinished = self.with_attachment(&opening, "three");
        let (reviewer, second, friend) =
            (self.person(Role::Reviewer), self.person(Role::Reviewer), self.person(Role::Reviewer));
        let [one, two] = desk.applications(&opening).try_into().unwrap();
        let conflict =
            json!({ "reviewer_id": friend.person_id, "reason": format!("{} knows her.", self.name) });
        desk.task_force.post(&format!("/applications/{one}/conflicts"), conflict).expect(201);
        desk.assign(&opening, &[&reviewer, &second]);
        let criteria = desk.criteria(&opening);
        for each in [&one, &two] {
            let mut written = review(&criteria, &[4, 4, 4]);
            written["comment"] = json!(format!("{} was read with care.", self.name));
            reviewer.put(&format!("/applications/{each}/review"), written).expect(200);
        }
        let booker = self.interview(&desk, &opening, &one, &reviewer);
        let offer = json!({ "expires_on": "2027-03-15", "reason": "First." });
        desk.task_force.post(&format!("/applications/{two}/offer"), offer).expect(201);
        (
            reviewer,
            vec![
                ("follow_application", applicant),
                ("finish_application", unfinished),
                ("book_interview", booker),
            ],
        )
    }

    fn applicant(&self, opening: &str) -> Client {
        let email = self.email("one");
        let mut body = application(&format!("{} One", self.name), &email);
        body["references"] = json!([self.referee()]);
        send(self.network, opening, body).expect(202);
        let applicant = self.network.anonymous.with_link(&self.network.link_to(&email));
        applicant.act("/public/application/ask-referees").expect(200);
        applicant
    }

    fn referee(&self) -> Value {
        json!({ "name": format!("{} Referee", self.name), "email": self.email("referee"), "relation": "Director" })
    }

    /// The holder of the link to a draft with a file.
    fn with_attachment(&self, opening: &str, who: &str) -> Client {
        let email = self.email(who);
        let start = json!({ "email": email, "form_token": self.network.form_token(opening), "draft": {
            "name": format!("{} {who}", self.name), "institution": "Ada", "experience": "A", "leadership": "B",
            "commitment": "C", "references": [self.referee()] } });
        self.network.anonymous.post(&format!("/public/openings/{opening}/drafts"), start).expect(202);
        let holder = self.network.anonymous.with_link(&self.network.link_to(&email));
        let path = format!("/public/draft/attachments?name={}.pdf", self.name);
        let bytes: &[u8] = b"%PDF-1.7\nA life in libraries.";
        holder.send("POST", &path, &[("content-type", "application/octet-stream")], Some(bytes)).expect(201);
        holder
    }

    fn interview(&self, desk: &Desk, opening: &str, one: &str, panelist: &Client) -> Client {
        let slots: Vec<String> = ["2027-03-10T10:00", "2027-03-11T10:00"]
            .iter()
            .map(|at| {
                let slot = json!({ "starts_at_local": at, "time_zone": "America/Chicago", "duration_minutes": 30,
                    "link": "https://meet.example/room", "place": null, "note": format!("{} note", self.name),
                    "panel_ids": [panelist.person_id] });
                desk.task_force.post(&format!("/openings/{opening}/interview-slots"), slot).expect(201).id()
            })
            .collect();
        let body = json!({ "application_ids": [one], "message": "", "dry_run": false });
        desk.task_force.post(&format!("/openings/{opening}/interviews"), body).expect(200);
        let booker = self.network.anonymous.with_link(&self.network.link_to(&self.email("one")));
        let choice = json!({ "slot_id": slots[0], "time_zone": "America/Chicago" });
        booker.post("/public/interview/book", choice).expect(200);
        booker
    }

    /// A pairing that met, a proposal that waits for answers, and somebody whom nobody was found for.
    fn pairs(&self, coordinator: &Client) -> (Client, Client) {
        let season = &self.shared.season;
        let (mentor, mentee) = season.two(&self.region);
        self.named(&mentor, "mentor");
        self.named(&mentee, "mentee");
        for person in [&mentor, &mentee] {
            let move_in = json!({ "institution_id": self.libraries[0], "moved_on": "2027-03-01" });
            person.post(&format!("/people/{}/institutions", person.person_id), move_in).expect(201);
        }
        season.publish(&season.round(coordinator, Some(&self.region)));
        let open = mentee.get("/me/proposals?state=published").expect(200).items();
        let proposal = open[0]["id"].as_str().unwrap().to_owned();
        mentor.act(&format!("/proposals/{proposal}/accept")).expect(200);
        let accepted = mentee.act(&format!("/proposals/{proposal}/accept")).expect(200);
        let pairing = accepted.json["pairing_id"].as_str().unwrap().to_owned();
        let terms = json!({ "goals": [format!("{} goal", self.name)], "cadence": "monthly",
            "confidentiality": "Between us.", "ends_on": "2027-08-01" });
        mentor.put(&format!("/pairings/{pairing}/agreement"), terms).expect(200);
        let meeting = json!({ "held_on": "2027-03-01", "duration_minutes": 45, "channel": "video",
            "shared_note": format!("{} note", self.name) });
        mentor.post(&format!("/pairings/{pairing}/meetings"), meeting).expect(201);
        for who in [Role::Mentor, Role::Mentee, Role::Mentee] {
            let person = self.person(who);
            season.enrol(&person.person_id, who.as_str(), json!({}));
        }
        season.publish(&season.round(coordinator, Some(&self.region)));
        (mentor, mentee)
    }

    fn training(&self, coordinator: &Client) {
        let Shared { cohort, session, requirement, .. } = self.shared;
        let body = json!({ "person_id": coordinator.person_id });
        let member = self.chief.post(&format!("/cohorts/{cohort}/members"), body).expect(201).id();
        let there = json!({ "records": [{ "member_id": member, "state": "excused" }] });
        self.chief.put(&format!("/training-sessions/{session}/attendance"), there).expect(200);
        let judged = json!({ "records": [{ "member_id": member, "state": "passed",
            "note": format!("{} did well.", self.name) }] });
        self.chief.put(&format!("/requirements/{requirement}/progress"), judged).expect(200);
    }

    fn study(&self) -> Client {
        let mut body = study_body();
        body["title"] = json!(format!("{} study", self.name));
        let study = self.chief.post("/studies", body).expect(201).id();
        let evaluator = self.network.person(Role::Evaluator, ScopeKind::Study, Some(study.parse().unwrap()));
        self.named(&evaluator, "evaluator");
        let wave = json!({ "instrument_id": self.shared.instrument, "cycle_id": self.shared.season.cycle,
            "name": "Day 30", "audience": "pairs" });
        let wave = self.chief.post(&format!("/studies/{study}/waves"), wave).expect(201).id();
        self.chief.act(&format!("/waves/{wave}/open")).expect(200);
        self.chief.act(&format!("/waves/{wave}/close")).expect(200);
        let results = self.chief.get(&format!("/waves/{wave}/results")).expect(200).json;
        let finding = self.finding(wave.parse().unwrap(), &results["items"][0]);
        let adjustment =
            json!({ "title": "An agenda first", "owner_id": self.chief.person_id, "due_on": "2027-09-30" });
        self.chief.post(&format!("/findings/{finding}/adjustments"), adjustment).expect(201);
        evaluator
    }

    /// Written as a row: it would take the answers of ten people.
    fn finding(&self, wave: Id, cited: &Value) -> Id {
        self.network.operator(|work| {
            let (id, now) = (work.new_id(), work.stamp());
            diesel::insert_into(findings::table)
                .values((
                    findings::id.eq(id),
                    findings::title.eq("Goals fade"),
                    findings::statement.eq("Fewer work on the goals they set."),
                    findings::wave_id.eq(wave),
                    findings::variable.eq("useful"),
                    findings::cited_result.eq(cited.to_string()),
                    findings::created_at.eq(now),
                    findings::updated_at.eq(now),
                    findings::version.eq(1_i64),
                ))
                .execute(work.conn)?;
            Ok(id)
        })
    }

    /// Members, of whom one has confirmed, and a file of them.
    fn association(&self, mentee: &Client) -> Client {
        let body =
            json!({ "name": format!("Association of {}", self.code), "kind": "state", "short_name": "X" });
        let id = self.chief.post("/associations", body).expect(201).id();
        let partner = self.network.person(Role::Partner, ScopeKind::Association, Some(id.parse().unwrap()));
        self.named(&partner, "partner");
        let members = format!("/associations/{id}/members");
        let email = mentee.get("/me").expect(200).json["email"].clone();
        let body = json!({ "name": format!("{} member", self.name), "email": email });
        let row = partner.post(&members, body).expect(201).id();
        let shares = json!({ "shares_participation": true });
        mentee.post(&format!("/memberships/{row}/accept"), shares).expect(200);
        let body = json!({ "name": format!("{} other", self.name), "email": self.email("other") });
        partner.post(&members, body).expect(201);
        let named =
            json!({ "name": format!("{} administrator", self.name), "email": self.email("administrator") });
        self.chief.post(&format!("/associations/{id}/administrators"), named).expect(201);
        let csv = format!("member_number,name,email\n1,{} Filed,{}\n2,,\n", self.name, self.email("filed"));
        let path = format!("/imports?format=members&association_id={id}");
        let sent =
            partner.send("POST", &path, &[("content-type", "text/csv")], Some(csv.as_bytes())).expect(202);
        self.network.job_done(&partner, &sent);
        partner
    }
}
