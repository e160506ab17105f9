#!/usr/bin/env python3
"""Walks once around the loop of a network, as an integrator would: only the public API, only the standard library.

    python3 lifecycle.py --base http://127.0.0.1:8080 [--email ADMIN --password PASSWORD] [--libraries FILE]

Plan, import, recruit, train, match, mentor, evaluate, adjust, graduate, guide. Each step asserts what it sees and prints
its time; the last line sums up. It adds records of its own to the network and may be run again. The administrator's
sign-in stands for every organiser; mentors, mentees, reviewers, applicants and respondents act for themselves.
"""

import argparse
import datetime
import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

PAIRS = 12  # at least k = 10 mentees must answer before a figure is shown
PASSWORD = "seven quiet reading rooms"
TODAY = datetime.datetime.now(datetime.timezone.utc).date()
SMALL_SURVEY = (
    "\ufeffSTABR,FSCSKEY,LIBNAME,CITY,TOTSTAFF,POPU_LSA,VISITS,LONGITUD,LATITUDE\n"
    "OH,OH9901,WALKING PUBLIC LIBRARY,ADA,4.5,5000,-1,-83.8,40.7\n"
    "OH,OH9902,LOOPING PUBLIC LIBRARY,LIMA,-9,9000,70000,-84.1,40.7\n"
    "OH,bad key,NOT A LIBRARY,NOWHERE,1,1,1,,\n"
)


def day(offset):
    return (TODAY + datetime.timedelta(days=offset)).isoformat()


class Answer:
    def __init__(self, status, headers, text):
        self.status, self.headers, self.text = status, headers, text
        self.json = json.loads(text) if "json" in headers.get("content-type", "") and text else None

    def __getitem__(self, key):
        return self.json[key]


class Caller:
    """Somebody who calls the API: nobody, a person with an access token, or the holder of a mailed link."""

    def __init__(self, base, authorization=None, person_id=None):
        self.base, self.authorization, self.person_id = base, authorization, person_id

    def call(self, method, path, body=None, expect=None, headers=None, content_type="application/json"):
        path = path if path.startswith("/api/") else "/api/v1" + path
        headers = dict(headers or {})
        data = None
        if body is not None:
            data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
            headers["Content-Type"] = content_type
        elif method == "POST":
            data = b""
        if method == "POST":
            headers["Idempotency-Key"] = str(uuid.uuid4())
        if self.authorization:
            headers["Authorization"] = self.authorization
        request = urllib.request.Request(self.base + path, data=data, method=method, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                answer = Answer(response.status, response.headers, response.read().decode())
        except urllib.error.HTTPError as error:
            answer = Answer(error.code, error.headers, error.read().decode())
        wanted = expect or {"GET": 200, "POST": None}.get(method, 200)
        fine = answer.status == wanted if wanted else 200 <= answer.status < 300
        assert fine, f"{method} {path}: {answer.status} instead of {wanted or '2xx'}: {answer.text[:600]}"
        return answer

    def get(self, path, **options):
        return self.call("GET", path, **options)

    def post(self, path, body=None, **options):
        return self.call("POST", path, body, **options)

    def put(self, path, body):
        return self.call("PUT", path, body, headers={"If-Match": "*"})

    def patch(self, path, body):
        return self.call("PATCH", path, body, headers={"If-Match": self.get(path).headers["etag"]})

    def everything(self, path):
        """All items of a list, page by page."""
        items, cursor, mark = [], None, "&" if "?" in path else "?"
        while True:
            page = self.get(path + mark + "limit=200" + (f"&cursor={cursor}" if cursor else ""))
            items += page["items"]
            cursor = page["next_cursor"]
            if not cursor:
                return items

    def job(self, accepted):
        """Waits for the job behind a 202."""
        for _ in range(1200):
            job = self.get(accepted.headers["location"]).json
            if job["state"] not in ("queued", "running"):
                assert job["state"] == "succeeded", job
                return job
            time.sleep(0.1)
        raise AssertionError(f"the job does not end: {job}")


class Walk:
    def __init__(self, base, email, password, libraries):
        self.base, self.libraries = base, libraries
        self.nobody = Caller(base)
        answer = self.nobody.post("/auth/sign-in", {"email": email, "password": password})
        self.admin = Caller(base, "Bearer " + answer["access_token"], answer["person"]["id"])
        self.run = uuid.uuid4().hex[:8]

    def address(self, name):
        # Nobody reviews an application from their own domain.
        domain = "review.example" if name.startswith("Reviewer") else "walk.example"
        return f"{name.lower()}-{self.run}@{domain}"

    def link(self, address):
        """The holder of the link in the newest mail to an address, read in the outbox as an administrator may."""
        for mail in self.admin.get(f"/mails?to_address={urllib.parse.quote(address)}")["items"]:
            if "#" in mail["body"]:
                return Caller(self.base, "Link " + mail["body"].split("#")[1].split()[0])
        raise AssertionError(f"no mail with a link to {address}")

    def joined(self, name, role, scope_kind, scope_id):
        """Invites a person, who accepts the invitation and is signed in."""
        address = self.address(name.replace(" ", "."))
        self.admin.post("/invitations", {
            "name": name, "email": address, "role": role, "scope_kind": scope_kind, "scope_id": scope_id}, expect=201)
        return self.accepted(address, name)

    def accepted(self, address, name):
        answer = self.link(address).post("/auth/invitation/accept", {"name": name, "password": PASSWORD})
        return Caller(self.base, "Bearer " + answer["access_token"], answer["person"]["id"])

    # 0 -------------------------------------------------------------------------------------------
    def plan(self):
        """A task force with a charter and a plan; a guideline and a toolkit, found by search"""
        admin = self.admin
        admin.post("/charters", {
            "mission": "Every librarian finds a mentor, wherever they work.",
            "goals": ["A coordinator in every region"], "structure": "Nine members.", "adopted_on": day(0)}, expect=201)
        objective = admin.post("/objectives", {"title": "Zero uncovered coordinator-days"}, expect=201)
        milestone = admin.post(f"/objectives/{objective['id']}/milestones", {
            "title": f"Walk around the loop {self.run}", "owner_id": admin.person_id, "due_on": day(30)}, expect=201)
        admin.patch(f"/milestones/{milestone['id']}", {"state": "in_progress"})
        shown = [m["title"] for m in admin.get("/dashboard")["milestones"]]
        assert f"Walk around the loop {self.run}" in shown, shown
        for kind, title in (("guideline", "How to listen"), ("toolkit", "First meeting")):
            resource = admin.post("/resources", {
                "kind": kind, "title": f"{title} {self.run}", "summary": "For the first hour of a pair.",
                "body": "## Before you meet\n\n* Read each other's goals", "link": None, "licence": "CC BY 4.0",
                "language": "en", "topics": ["first meeting"], "owner_id": None}, expect=201)
            admin.post(f"/resources/{resource['id']}/submit")
            admin.post(f"/resources/{resource['id']}/publish", {"change_note": None})
        found = admin.get(f"/resources?q={self.run}")["items"]
        assert {r["kind"] for r in found} == {"guideline", "toolkit"}, found
        return f"milestone on the dashboard, {len(found)} resources found by search"

    # 1 -------------------------------------------------------------------------------------------
    def import_libraries(self):
        """Institutions imported from the Public Libraries Survey, twice without change"""
        if self.libraries:
            with open(self.libraries, encoding="latin-1", newline="") as file:
                body = file.read().encode("latin-1").decode("utf-8")
        else:
            body = SMALL_SURVEY
        outcomes = []
        for _ in range(2):
            accepted = self.admin.post("/imports?format=imls-pls", body, content_type="text/csv", expect=202)
            self.admin.job(accepted)
            outcomes.append(self.admin.get(f"/imports/{accepted['id']}").json)
        assert outcomes[1]["created"] == outcomes[1]["updated"] == 0, outcomes[1]
        if not self.libraries:
            problems = self.admin.get(f"/imports/{outcomes[0]['id']}/problems")["items"]
            assert [(p["line"], p["field"]) for p in problems] == [(4, "FSCSKEY")], problems
        self.region = next(r for r in self.admin.get("/regions")["items"] if "OH" in r["jurisdictions"])
        return f"{outcomes[0]['rows_read']} rows, second run {outcomes[1]['unchanged']} unchanged; {self.region['name']} has {self.region['institutions']}"

    # 2 -------------------------------------------------------------------------------------------
    def recruit(self):
        """A seat opened, applied for, reviewed by two on three criteria, offered, accepted: appointed to a term"""
        admin, region = self.admin, self.region["id"]
        reviewers = [self.joined(f"Reviewer {n}", "reviewer", "region", region) for n in (1, 2)]
        self.coordinators = []
        for name in ("Ana First", "Ben Second"):
            self.coordinators.append(self.appointed(name, reviewers))
        term = self.coordinators[0]["term"]
        return f"{len(self.coordinators)} terms, the first until {term['ends_on']}"

    def appointed(self, name, reviewers):
        admin, region = self.admin, self.region["id"]
        seat = admin.post("/seats", {"region_id": region, "name": f"Walked seat {name} {self.run}"}, expect=201)
        opening = admin.post("/openings", {
            "region_id": region, "seat_ids": [seat["id"]], "title": f"Coordinator {self.run}",
            "description": "You support the pairs of a region.", "term_starts_on": day(-400), "term_ends_on": day(330),
            "closes_on": day(20)}, expect=201)
        assert [c["code"] for c in opening["criteria"]] == ["experience", "leadership", "commitment"]
        admin.post(f"/openings/{opening['id']}/publish")
        public = self.nobody.get(f"/public/openings/{opening['id']}")
        assert public["accepts_applications"]
        address = self.address(name.replace(" ", "."))
        form = self.nobody.get(f"/public/openings/{opening['id']}/form")
        time.sleep(form["wait_seconds"] + 0.2)
        self.nobody.post(f"/public/openings/{opening['id']}/applications", {
            "form_token": form["form_token"], "name": name, "email": address, "institution": "Walking Public Library", "experience": "Nine years.",
            "leadership": "I chaired a committee.", "commitment": "Four hours a week.", "conflict_of_interest": None})
        application = admin.get(f"/openings/{opening['id']}/applications")["items"][0]
        admin.post(f"/openings/{opening['id']}/reviewers", {"reviewer_ids": [r.person_id for r in reviewers]})
        for reviewer, score in zip(reviewers, (4, 5)):
            mine = [r["application_id"] for r in reviewer.get("/reviews/mine")["items"]]
            assert application["id"] in mine
            reviewer.put(f"/applications/{application['id']}/review", {
                "scores": [{"criterion_id": c["id"], "score": score} for c in opening["criteria"]], "comment": "Convincing."})
        first = admin.get(f"/openings/{opening['id']}/ranking")["items"][0]
        assert first["rank"] == 1 and abs(first["weighted_mean"] - 4.5) < 1e-9 and first["reviews"] == 2, first
        asked = admin.get(f"/openings/{opening['id']}/ranking?weights=experience:50,leadership:20")
        assert asked["other_weights"] and asked["items"][0]["opening_rank"] == 1 and asked["line"]["changes"] == [], asked
        agreement = admin.get(f"/openings/{opening['id']}/agreement")["total"]["one_reviewer"]
        assert agreement["undefined"] == "too_few_scores", agreement
        admin.post(f"/applications/{application['id']}/offer", {"expires_on": day(14), "reason": "First in the ranking."})
        offer = self.link(address)
        assert offer.get("/public/offer")["opening_title"] == opening["title"]
        offer.post("/public/offer/accept")
        person = self.accepted(address, name)
        term = next(t for t in admin.everything(f"/terms?region_id={region}") if t["person_id"] == person.person_id)
        assert term["state"] == "in_training", term
        return {"caller": person, "term": term}

    # 3 -------------------------------------------------------------------------------------------
    def train(self):
        """A cohort with two sessions and a requirement; attendance; completion makes the term active"""
        admin = self.admin
        cohort = admin.post("/cohorts", {
            "name": f"Cohort {self.run}", "description": "", "starts_on": day(-60), "ends_on": day(60)}, expect=201)
        members = {}
        for coordinator in self.coordinators:
            member = admin.post(f"/cohorts/{cohort['id']}/members", {"person_id": coordinator["caller"].person_id}, expect=201)
            members[member["id"]] = coordinator
        requirement = admin.post(f"/cohorts/{cohort['id']}/requirements", {
            "title": "Both workshops", "description": "", "kind": "attendance", "allowed_absences": 0}, expect=201)
        sessions = [
            admin.post(f"/cohorts/{cohort['id']}/sessions", {
                "title": title, "kind": "workshop", "starts_at_local": f"{day(offset)}T14:00", "time_zone": "America/Chicago",
                "duration_minutes": 90, "link": "https://meet.example/walk", "capacity": None}, expect=201)
            for title, offset in (("Listening", -10), ("Matching", -3))]
        first_member = next(iter(members))
        early = admin.post(f"/cohort-members/{first_member}/complete", expect=409)
        assert "Both workshops" in early["detail"], early.text
        for session in sessions:
            admin.put(f"/training-sessions/{session['id']}/attendance", {
                "records": [{"member_id": member, "state": "present"} for member in members]})
        for member in members:
            completion = admin.post(f"/cohort-members/{member}/complete")
            assert completion["activated_term_ids"], completion.text
        mine = self.coordinators[0]["caller"].get("/me/training")["items"]
        assert mine[0]["member"]["state"] == "completed", mine
        return f"{len(sessions)} sessions, requirement '{requirement['title']}' passed, {len(members)} terms active"

    # 4 -------------------------------------------------------------------------------------------
    def match(self):
        """A cycle, enrolments, an exact and explained round, published, accepted by both: pairings"""
        admin, region = self.admin, self.region["id"]
        coordinator = self.coordinators[0]["caller"]
        cycle = admin.post("/cycles", {
            "name": f"Cycle {self.run}", "starts_on": day(-1), "ends_on": day(240), "answer_within_days": 14}, expect=201)
        self.cycle = cycle["id"]
        admin.post(f"/cycles/{self.cycle}/state", {"state": "enrolling"})
        topics = ["cataloging", "outreach", "management", "archives"]
        self.people = {}
        for n in range(PAIRS):
            for role in ("mentor", "mentee"):
                person = self.joined(f"{role.title()} {n}", role, "region", region)
                person.post(f"/cycles/{self.cycle}/enrolments", {
                    "role": role, "capacity": 1, "setting": "public" if n % 2 else "academic",
                    "career_stage": "late" if role == "mentor" else "early", "years_of_experience": 20 if role == "mentor" else 2,
                    "interests": [topics[n % 4], topics[(n + 1) % 4]], "goals": [topics[n % 4]], "languages": ["en"],
                    "time_zone": "America/New_York", "excluded_person_ids": []}, expect=201)
                self.people[person.person_id] = person
        admin.post(f"/cycles/{self.cycle}/state", {"state": "matching"})
        accepted = coordinator.post(f"/cycles/{self.cycle}/rounds", {"region_id": region, "objective": None}, expect=202)
        coordinator.job(accepted)
        round_ = coordinator.get(f"/rounds/{accepted['id']}")
        assert round_["matched"] == PAIRS and round_["gap"] == 0, round_.text
        proposals = coordinator.everything(f"/rounds/{accepted['id']}/proposals")
        for proposal in proposals:
            detail = coordinator.get(f"/proposals/{proposal['id']}")
            assert sum(r["points"] for r in detail["reasons"]) == detail["points"], detail.text
            assert all(r["text"] for r in detail["reasons"]), detail.text
        coordinator.post(f"/rounds/{accepted['id']}/publish")
        self.pairings = []
        for proposal in proposals:
            self.people[proposal["mentor_id"]].post(f"/proposals/{proposal['id']}/accept")
            answer = self.people[proposal["mentee_id"]].post(f"/proposals/{proposal['id']}/accept")
            assert answer["pairing_id"], answer.text
            self.pairings.append({"id": answer["pairing_id"], "mentor": proposal["mentor_id"], "mentee": proposal["mentee_id"]})
        admin.post(f"/cycles/{self.cycle}/state", {"state": "mentoring"})
        for pairing in self.pairings:
            mentor, mentee = self.people[pairing["mentor"]], self.people[pairing["mentee"]]
            path = f"/pairings/{pairing['id']}"
            agreement = mentee.put(f"{path}/agreement", {
                "goals": ["Find my way into cataloging"], "cadence": "monthly",
                "confidentiality": "What we say stays between us.", "ends_on": day(200)})
            for side in (mentor, mentee):
                signed = side.post(f"{path}/agreement/sign", {"terms_digest": agreement["terms_digest"]})
            assert signed["state"] == "signed", signed.text
            mentor.post(f"{path}/meetings", {
                "held_on": day(0), "duration_minutes": 45, "channel": "video", "shared_note": "We set two goals."}, expect=201)
            meetings = coordinator.get(f"{path}/meetings")["items"]
            assert len(meetings) == 1 and meetings[0]["shared_note"] is None, "the coordinator sees that they met, not what they said"
        return f"{len(self.pairings)} pairings of {round_['mentees']} mentees, {round_['total_points']} points, gap 0; agreements signed, meetings logged"

    # 5 -------------------------------------------------------------------------------------------
    def evaluate(self):
        """An instrument of five items, a wave to the pairs, answers by personal link, protected results, CSV and codebook"""
        admin = self.admin
        scale = [{"code": n, "label": label} for n, label in enumerate(
            ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"), start=1)]
        items = [{"variable": name, "kind": "likert", "prompt": prompt, "required": True, "choices": scale} for name, prompt in (
            ("useful", "Our meetings are useful to me."), ("goals", "We work on my goals."),
            ("trust", "I can speak openly."), ("again", "I would take part again."))]
        items.append({"variable": "remark", "kind": "text", "prompt": "What should change?", "required": False, "choices": []})
        instrument = admin.post("/instruments", {
            "code": f"pulse_{self.run}", "title": "Pulse of a pair", "licence": "CC0", "citation": "Perennial, own wording",
            "items": items}, expect=201)
        admin.post(f"/instruments/{instrument['id']}/publish")
        admin.call("PATCH", f"/instruments/{instrument['id']}", {"title": "Changed"}, expect=409, headers={"If-Match": "*"})
        study = admin.post("/studies", {
            "title": f"Walk {self.run}", "irb_number": None, "consent_text": "Taking part is voluntary.",
            "data_use_terms": "For this program.", "expires_on": day(400), "k": 10}, expect=201)
        self.wave = admin.post(f"/studies/{study['id']}/waves", {
            "instrument_id": instrument["id"], "cycle_id": self.cycle, "name": "Day 30", "audience": "pairs"}, expect=201)["id"]
        opened = admin.post(f"/waves/{self.wave}/open")
        if opened.status == 202:
            admin.job(opened)
        addresses = [self.address(f"{role.title()}.{n}") for n in range(PAIRS) for role in ("mentor", "mentee")]
        given = {}
        for n, address in enumerate(addresses):
            respondent = self.link(address)
            form = respondent.get("/public/survey")
            assert [i["variable"] for i in form["items"]] == ["useful", "goals", "trust", "again", "remark"]
            value = 5 if n % 3 else 4
            given[value] = given.get(value, 0) + 1
            respondent.post("/public/survey/answers", {
                "consent": True, "consent_version": form["consent_version"],
                "answers": [{"variable": v, "value": value} for v in ("useful", "goals", "trust", "again")]
                + [{"variable": "remark", "missing": "refused"}]})
            again = respondent.call("POST", "/public/survey/answers", {
                "consent": True, "consent_version": form["consent_version"], "answers": []}, expect=409)
            assert again["type"] == "/problems/conflict"
        admin.post(f"/waves/{self.wave}/close")
        results = admin.get(f"/waves/{self.wave}/results")
        useful = next(i for i in results["items"] if i["variable"] == "useful")
        for cell in useful["total"]["cells"]:
            expected = given.get(cell["code"], 0)
            if cell["state"] == "suppressed":
                assert cell["count"] is None, cell
            elif cell["state"] == "zero":
                assert expected == 0, cell
            else:
                assert cell["state"] == "count" and cell["count"] == expected, cell
        evaluator = self.joined("Evaluator 1", "evaluator", "study", study["id"])
        codebook = evaluator.get(f"/waves/{self.wave}/codebook")["items"]
        dataset = evaluator.get(f"/waves/{self.wave}/dataset.csv").text.splitlines()
        header = dataset[0].lstrip("\ufeff").split(",")
        assert header == [row["name"] for row in codebook], (header, codebook)
        assert len(dataset) - 1 == len(addresses), len(dataset)
        return f"n = {useful['total']['n']['count']} of {results['invited']} invited, k = {results['k']}; {len(dataset) - 1} rows x {len(header)} columns, as the codebook says"

    # 6 -------------------------------------------------------------------------------------------
    def adjust(self):
        """A finding that cites the result, and an adjustment with an owner"""
        finding = self.admin.post("/findings", {
            "title": "Meetings are useful", "statement": "Everybody who answered agrees.", "wave_id": self.wave,
            "variable": "useful"}, expect=201)
        assert finding["cited_result"]["variable"] == "useful"
        adjustment = self.admin.post(f"/findings/{finding['id']}/adjustments", {
            "title": "Send an agenda before the first meeting", "owner_id": self.coordinators[0]["caller"].person_id,
            "due_on": day(60)}, expect=201)
        return f"'{finding['title']}' -> '{adjustment['title']}', owner {adjustment['owner_name']}"

    # 7 -------------------------------------------------------------------------------------------
    def graduate(self):
        """Readiness from the live records; graduation; the graduate guides a new coordinator; the coverage map"""
        admin = self.admin
        graduate, follower = self.coordinators
        readiness = admin.get(f"/terms/{graduate['term']['id']}/readiness")
        unmet = [c["code"] for c in readiness["criteria"] if not c["met"]]
        assert readiness["criteria"] and not unmet, readiness.text
        graduation = admin.post(f"/terms/{graduate['term']['id']}/graduate", {"override_reason": None})
        assert graduation["person_id"] == graduate["caller"].person_id
        guideship = admin.post(f"/terms/{follower['term']['id']}/guide", {
            "guide_id": graduate["caller"].person_id, "founding": False})
        roles = [g["role"] for g in graduate["caller"].get("/me")["grants"]]
        assert "guide" in roles, roles
        coverage = admin.get("/coverage")
        ohio = next(j for j in coverage["jurisdictions"] if j["code"] == "OH")
        assert len(coverage["jurisdictions"]) == 56, len(coverage["jurisdictions"])
        follower_seat = [s for r in coverage["regions"] for s in r["seats"]
                         if any(t["person_id"] == follower["caller"].person_id for t in s["terms"])]
        assert follower_seat and follower_seat[0]["state"] == "covered", follower_seat
        return f"{len(readiness['criteria'])} criteria met; {guideship['guide_name']} guides {guideship['coordinator_name']}; Ohio is {ohio['state']}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--base", default="http://127.0.0.1:8080")
    parser.add_argument("--email", default="admin@demo.perennial.example")
    parser.add_argument("--password", default="perennial-demo-1")
    parser.add_argument("--libraries", help="a Public Libraries Survey file; two made-up libraries otherwise")
    arguments = parser.parse_args()
    started = time.monotonic()
    walk = Walk(arguments.base.rstrip("/"), arguments.email, arguments.password, arguments.libraries)
    steps = [walk.plan, walk.import_libraries, walk.recruit, walk.train, walk.match, walk.evaluate, walk.adjust, walk.graduate]
    for number, step in enumerate(steps):
        begun = time.monotonic()
        try:
            seen = step()
        except AssertionError as error:
            print(f"{number} FAILED {step.__doc__}\n  {error}", file=sys.stderr)
            print(f"lifecycle: {number} of {len(steps)} steps passed, step {number} failed")
            return 1
        print(f"{number} {time.monotonic() - begun:6.2f} s  {step.__doc__}\n            {seen}", flush=True)
    print(f"lifecycle: {len(steps)} of {len(steps)} steps passed in {time.monotonic() - started:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
