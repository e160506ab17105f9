//! Access tokens: JWT, HS256, fifteen minutes. They say who and which session, never what is granted.

use chrono::{DateTime, Duration, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use serde::{Deserialize, Serialize};

use crate::platform::db::Id;
use crate::platform::problem::Problem;

pub const LIFETIME: Duration = Duration::minutes(15);
const ISSUER: &str = "perennial";
const AUDIENCE: &str = "perennial-api";

#[derive(Debug, Serialize, Deserialize)]
pub struct Claims {
    pub sub: Id,
    pub sid: Id,
    pub iss: String,
    pub aud: String,
    pub iat: i64,
    pub exp: i64,
}

/// Signs and opens access tokens.
pub struct AccessKey {
    encoding: EncodingKey,
    decoding: DecodingKey,
    rules: Validation,
}

impl AccessKey {
    #[must_use]
    pub fn new(secret: &[u8; 32]) -> Self {
        let mut rules = Validation::new(Algorithm::HS256);
        rules.set_issuer(&[ISSUER]);
        rules.set_audience(&[AUDIENCE]);
        // Expiry is checked against the program's own clock.
        rules.validate_exp = false;
        Self { encoding: EncodingKey::from_secret(secret), decoding: DecodingKey::from_secret(secret), rules }
    }

    /// # Errors
    /// 500 when signing fails.
    pub fn seal(&self, person: Id, session: Id, now: DateTime<Utc>) -> Result<String, Problem> {
        let claims = Claims {
            sub: person,
            sid: session,
            iss: ISSUER.into(),
            aud: AUDIENCE.into(),
            iat: now.timestamp(),
            exp: (now + LIFETIME).timestamp(),
        };
        encode(&Header::new(Algorithm::HS256), &claims, &self.encoding).map_err(Problem::internal)
    }

    /// The claims of a token that this network signed with HS256 and that has not expired.
    #[must_use]
    pub fn open(&self, token: &str, now: DateTime<Utc>) -> Option<Claims> {
        let claims = decode::<Claims>(token, &self.decoding, &self.rules).ok()?.claims;
        (claims.exp > now.timestamp()).then_some(claims)
    }
}
