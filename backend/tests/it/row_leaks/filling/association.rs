//! A place's association: its members, who administers it, and a file.

use perennial::platform::auth::{Role, ScopeKind};
use serde_json::json;

use super::Filling;
use crate::support::Client;

impl Filling<'_> {
    /// Members, of whom one has confirmed, and a file of them.
    pub fn association(&self, mentee: &Client) -> Client {
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
