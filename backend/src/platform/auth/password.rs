//! Passwords: Argon2id with the parameters that OWASP's Password Storage Cheat Sheet (2024) names
//! as its first choice for 19 MiB.

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::platform::clock::Entropy;
use crate::platform::problem::Problem;

fn argon() -> Result<Argon2<'static>, Problem> {
    let params = Params::new(19 * 1024, 2, 1, None).map_err(Problem::internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// # Errors
/// 500 when hashing fails.
pub fn hash(password: &str, entropy: &Entropy) -> Result<String, Problem> {
    let salt: [u8; 16] = entropy.secret();
    let hash: PasswordHash =
        argon()?.hash_password_with_salt(password.as_bytes(), &salt).map_err(Problem::internal)?;
    Ok(hash.to_string())
}

/// Whether `password` is the one. Without a stored hash it works as long as with one, so that
/// nobody can tell by the clock whether an account exists.
///
/// # Errors
/// 500 when hashing fails.
pub fn verify(password: &str, stored: Option<&str>) -> Result<bool, Problem> {
    match stored.and_then(|text| PasswordHash::new(text).ok()) {
        Some(hash) => Ok(argon()?.verify_password(password.as_bytes(), &hash).is_ok()),
        None => {
            let _: PasswordHash = argon()?
                .hash_password_with_salt(password.as_bytes(), b"no such account!")
                .map_err(Problem::internal)?;
            Ok(false)
        }
    }
}
