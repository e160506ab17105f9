//! Signing in and out, and the two mailed links that set a password.

use actix_web::cookie::{Cookie, SameSite, time::Duration as CookieDuration};
use actix_web::{HttpRequest, get, post, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::identity::queries::{self, Person};
use crate::identity::service::{self, Attempt, Refreshed};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{AcceptInvitation, SetPassword, SignIn};
use crate::platform::config::Config;
use crate::platform::db::Id;
use crate::platform::input::Valid;
use crate::platform::problem::{Kind, Problem};
use crate::platform::reply::{Answer, Reply};

const COOKIE: &str = "perennial_refresh";

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    #[validate(length(min = 1, max = 254))]
    #[schema(example = "admin@demo.perennial.example")]
    email: String,
    #[validate(length(min = 1, max = 1000))]
    #[schema(example = "perennial-demo-1")]
    password: String,
}

/// A short access token; the refresh token comes as an HttpOnly cookie.
#[derive(Serialize, ToSchema)]
pub struct SignedIn {
    access_token: String,
    #[schema(example = "Bearer")]
    token_type: &'static str,
    /// Seconds until the access token expires.
    #[schema(example = 900)]
    expires_in: i64,
    person: SignedInPerson,
}

#[derive(Serialize, ToSchema)]
pub struct SignedInPerson {
    id: Id,
    name: String,
    email: String,
}

fn refresh_cookie(config: &Config, token: &str) -> String {
    Cookie::build(COOKIE, token.to_owned())
        .path("/api/v1/auth")
        .http_only(true)
        .secure(config.secure_cookies)
        .same_site(SameSite::Strict)
        .max_age(if token.is_empty() { CookieDuration::ZERO } else { CookieDuration::days(14) })
        .finish()
        .to_string()
}

fn signed_in(
    platform: &crate::platform::state::Platform,
    person: &Person,
    session: Id,
    refresh: &str,
) -> Result<Reply, Problem> {
    let body = SignedIn {
        access_token: platform.access_key.seal(person.id, session, platform.clock.now())?,
        token_type: "Bearer",
        expires_in: 900,
        person: SignedInPerson { id: person.id, name: person.name.clone(), email: person.email.clone() },
    };
    Ok(Reply::ok(&body)?.secret().with_cookie(refresh_cookie(&platform.config, refresh)))
}

/// Sign in with email and password
#[utoipa::path(tag = "Accounts", extensions(("x-permission" = json!("sign_in"))),
    request_body = Credentials,
    responses((status = 200, description = "Signed in", body = SignedIn)))]
#[post("/auth/sign-in")]
pub async fn sign_in(auth: Authorized<SignIn>, request: HttpRequest, body: Valid<Credentials>) -> Answer {
    let agent = request.headers().get("user-agent").and_then(|h| h.to_str().ok()).unwrap_or_default();
    let attempt = Attempt {
        email: body.value.email,
        password: body.value.password,
        address: auth.address().to_owned(),
        user_agent: agent.to_owned(),
    };
    let checked = attempt.clone();
    let person = auth.read(move |w| service::check_password(w, &checked)).await?;
    let Some(person) = person else {
        auth.transaction(move |w| service::note_failure(w, &attempt)).await?;
        return Err(Problem::new(Kind::Unauthenticated, "Email and password do not belong together."));
    };
    let known = person.clone();
    let (session, token) = auth.transaction(move |w| service::open_session(w, &known, &attempt)).await?;
    Ok(signed_in(auth.platform(), &person, session, &token)?.into_response())
}

/// Exchange the refresh cookie for a new access token
///
/// The cookie is rotated. An old one used again after ten seconds ends the session.
#[utoipa::path(tag = "Accounts", extensions(("x-permission" = json!("sign_in"))),
    responses((status = 200, description = "A new access token", body = SignedIn)))]
#[post("/auth/refresh")]
pub async fn refresh_session(auth: Authorized<SignIn>, request: HttpRequest) -> Answer {
    let refused = || Problem::new(Kind::Unauthenticated, "The session has ended: sign in again.");
    let token = request.cookie(COOKIE).map(|c| c.value().to_owned()).ok_or_else(refused)?;
    let renewed = auth
        .transaction(move |w| {
            Ok(match service::refresh(w, &token)? {
                Refreshed::Refused => None,
                Refreshed::Renewed { person, session, token } => {
                    Some((queries::get_person(w.conn, person)?, session, token))
                }
            })
        })
        .await?;
    let (person, session, token) =
        renewed.filter(|(person, ..)| person.disabled_at.is_none()).ok_or_else(refused)?;
    Ok(signed_in(auth.platform(), &person, session, &token)?.into_response())
}

/// End the session of the refresh cookie
#[utoipa::path(tag = "Accounts", extensions(("x-permission" = json!("sign_in"))),
    responses((status = 204, description = "Signed out")))]
#[post("/auth/sign-out")]
pub async fn sign_out(auth: Authorized<SignIn>, request: HttpRequest) -> Answer {
    let token = request.cookie(COOKIE).map(|c| c.value().to_owned());
    let gone = refresh_cookie(&auth.platform().config, "");
    auth.write(move |w| {
        if let Some(token) = token {
            service::sign_out(w, &token)?;
        }
        Ok(Reply::no_content().with_cookie(gone))
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestPasswordReset {
    #[validate(email)]
    #[schema(example = "ana@library.example")]
    email: String,
}

/// Ask for a link to set a new password
///
/// The answer is the same whether there is such an account or not.
#[utoipa::path(tag = "Accounts", extensions(("x-permission" = json!("sign_in"))),
    request_body = RequestPasswordReset,
    responses((status = 204, description = "If there is such an account, a mail is on its way")))]
#[post("/auth/password-resets")]
pub async fn request_password_reset(auth: Authorized<SignIn>, body: Valid<RequestPasswordReset>) -> Answer {
    auth.post(body, |w, body| {
        service::request_reset(w, &body.email)?;
        Ok(Reply::no_content())
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPassword {
    /// At least 12 characters.
    #[validate(length(
        min = 12,
        max = 200,
        message = "Use 12 to 200 characters: a few words are easy to remember."
    ))]
    #[schema(example = "seven quiet reading rooms")]
    password: String,
}

/// Set a new password by the mailed link
#[utoipa::path(tag = "Accounts", extensions(("x-permission" = json!("set_password"))),
    request_body = NewPassword,
    responses((status = 204, description = "The password is set; all sessions have ended")))]
#[post("/auth/password")]
pub async fn set_password(auth: Authorized<SetPassword>, body: Valid<NewPassword>) -> Answer {
    let hash = hashed(&auth, body.value.password).await?;
    auth.write(move |w| {
        service::set_password_by_link(w, None, hash)?;
        Ok(Reply::no_content())
    })
    .await
}

async fn hashed<P: crate::platform::auth::Permission>(
    auth: &Authorized<P>,
    password: String,
) -> Result<String, Problem> {
    let entropy = auth.platform().entropy.clone();
    web::block(move || crate::platform::auth::password::hash(&password, &entropy))
        .await
        .map_err(Problem::internal)?
}

/// Who is invited.
#[derive(Serialize, ToSchema)]
pub struct InvitationView {
    name: String,
    email: String,
}

/// Read the invitation behind a mailed link
#[utoipa::path(tag = "Accounts", extensions(("x-permission" = json!("accept_invitation"))),
    responses((status = 200, description = "Who is invited", body = InvitationView)))]
#[get("/auth/invitation")]
pub async fn get_invitation(auth: Authorized<AcceptInvitation>) -> Answer {
    auth.view(|w| {
        let subject = w.scope.link.ok_or_else(|| Problem::not_found("invitation"))?;
        let person = queries::get_person(w.conn, subject)?;
        Ok(InvitationView { name: person.name, email: person.email })
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptInvitationBody {
    #[validate(length(min = 1, max = 200))]
    #[schema(example = "Ana Flores")]
    name: String,
    /// At least 12 characters.
    #[validate(length(
        min = 12,
        max = 200,
        message = "Use 12 to 200 characters: a few words are easy to remember."
    ))]
    #[schema(example = "seven quiet reading rooms")]
    password: String,
}

/// Accept an invitation: choose name and password, and be signed in
#[utoipa::path(tag = "Accounts", extensions(("x-permission" = json!("accept_invitation"))),
    request_body = AcceptInvitationBody,
    responses((status = 200, description = "Signed in", body = SignedIn)))]
#[post("/auth/invitation/accept")]
pub async fn accept_invitation(
    auth: Authorized<AcceptInvitation>,
    request: HttpRequest,
    body: Valid<AcceptInvitationBody>,
) -> Answer {
    let agent = request.headers().get("user-agent").and_then(|h| h.to_str().ok()).unwrap_or_default();
    let attempt = Attempt {
        email: String::new(),
        password: String::new(),
        address: auth.address().to_owned(),
        user_agent: agent.to_owned(),
    };
    let AcceptInvitationBody { name, password } = body.value;
    let hash = hashed(&auth, password).await?;
    let (person, session, token) = auth
        .transaction(move |w| {
            let person = service::set_password_by_link(w, Some(name.trim().to_owned()), hash)?;
            let (session, token) = service::open_session(w, &person, &attempt)?;
            Ok((person, session, token))
        })
        .await?;
    Ok(signed_in(auth.platform(), &person, session, &token)?.into_response())
}
