//! A client of the API, as an integrator would write one.

use serde_json::Value;

/// One caller: anonymous, or with an `Authorization` header.
#[derive(Clone)]
pub struct Client {
    agent: ureq::Agent,
    base: String,
    pub authorization: Option<String>,
    /// The person behind it, when signed in.
    pub person_id: String,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: ureq::http::HeaderMap,
    pub text: String,
    pub json: Value,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Fails with the whole answer unless the status is `status`.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text);
        if status >= 400 {
            assert_eq!(self.header("content-type"), Some("application/problem+json"), "{}", self.text);
            assert_eq!(self.json["status"], status, "{}", self.text);
        }
        self
    }

    #[track_caller]
    pub fn id(&self) -> String {
        self.json["id"].as_str().unwrap_or_else(|| panic!("no id in {}", self.text)).to_owned()
    }

    /// The pointers of all field errors, sorted.
    pub fn pointers(&self) -> Vec<String> {
        let errors = self.json["errors"].as_array().cloned().unwrap_or_default();
        let mut pointers: Vec<String> =
            errors.iter().filter_map(|e| e["pointer"].as_str().map(str::to_owned)).collect();
        pointers.sort();
        pointers
    }

    pub fn items(&self) -> Vec<Value> {
        self.json["items"].as_array().cloned().unwrap_or_else(|| panic!("no items in {}", self.text))
    }
}

impl Client {
    pub fn new(base: &str) -> Self {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(std::time::Duration::from_secs(60)))
            .build()
            .new_agent();
        Self { agent, base: base.to_owned(), authorization: None, person_id: String::new() }
    }

    pub fn with_authorization(&self, header: &str) -> Self {
        Self { authorization: Some(header.to_owned()), ..Self::new(&self.base) }
    }

    /// The holder of a mailed link.
    pub fn with_link(&self, token: &str) -> Self {
        self.with_authorization(&format!("Link {token}"))
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], None)
    }

    pub fn post(&self, path: &str, body: Value) -> Answer {
        self.send("POST", path, &[("content-type", "application/json")], Some(body.to_string().as_bytes()))
    }

    /// A `POST` without a body.
    pub fn act(&self, path: &str) -> Answer {
        self.send("POST", path, &[], Some(b""))
    }

    /// Reads the ETag and changes what it names.
    pub fn patch(&self, path: &str, body: Value) -> Answer {
        let etag = self.etag(path);
        self.change("PATCH", path, &etag, body)
    }

    pub fn put(&self, path: &str, body: Value) -> Answer {
        self.change("PUT", path, "*", body)
    }

    pub fn delete(&self, path: &str) -> Answer {
        self.send("DELETE", path, &[("if-match", "*")], None)
    }

    pub fn etag(&self, path: &str) -> String {
        self.get(path).header("etag").unwrap_or("*").to_owned()
    }

    pub fn change(&self, method: &str, path: &str, etag: &str, body: Value) -> Answer {
        let headers = [("content-type", "application/json"), ("if-match", etag)];
        self.send(method, path, &headers, Some(body.to_string().as_bytes()))
    }

    /// Paths begin at `/api/v1` unless they name another root of the server.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<&[u8]>) -> Answer {
        let rooted = ["/api/", "/livez", "/readyz", "/problems/"].iter().any(|root| path.starts_with(root));
        let address =
            if rooted { format!("{}{path}", self.base) } else { format!("{}/api/v1{path}", self.base) };
        let mut request = ureq::http::Request::builder().method(method).uri(address);
        if let Some(authorization) = &self.authorization {
            request = request.header("authorization", authorization);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = match body {
            Some(body) => self.agent.run(request.body(body).unwrap()),
            None => self.agent.run(request.body(()).unwrap()),
        };
        let mut response = response.unwrap_or_else(|e| panic!("{method} {path}: {e}"));
        let text = response.body_mut().with_config().limit(64 << 20).read_to_string().unwrap();
        Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            json: serde_json::from_str(&text).unwrap_or(Value::Null),
            text,
        }
    }
}
