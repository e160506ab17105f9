//! Keyset pagination: page one and page ten thousand cost the same. Cursors are opaque and signed.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::Sha256;

use super::problem::Problem;

/// One page of a list.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Give this as `cursor` to read on; `null` on the last page.
    pub next_cursor: Option<String>,
}

pub const DEFAULT_LIMIT: i64 = 50;

/// Signs and checks cursors, so that nobody can make one that asks for what a list never shows.
#[derive(Clone)]
pub struct CursorKey([u8; 32]);

impl CursorKey {
    #[must_use]
    pub const fn new(key: [u8; 32]) -> Self {
        Self(key)
    }

    fn mac(&self, list: &str, body: &[u8]) -> Option<Hmac<Sha256>> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).ok()?;
        mac.update(list.as_bytes());
        mac.update(&[0]);
        mac.update(body);
        Some(mac)
    }

    /// A digest of `text` that nobody without the key can make or guess back.
    ///
    /// # Errors
    /// 500 when the key cannot be used.
    pub fn digest(&self, purpose: &str, text: &str) -> Result<Vec<u8>, Problem> {
        let mac = self.mac(purpose, text.as_bytes()).ok_or_else(|| Problem::internal("digest key"))?;
        Ok(mac.finalize().into_bytes().to_vec())
    }

    /// A cursor for `list` (its name and sort order) that continues after `key`.
    ///
    /// # Errors
    /// 500 when the key cannot be written as JSON.
    pub fn seal<K: Serialize>(&self, list: &str, key: &K) -> Result<String, Problem> {
        let body = serde_json::to_vec(key).map_err(Problem::internal)?;
        let mac = self.mac(list, &body).ok_or_else(|| Problem::internal("cursor key"))?;
        let mut sealed = mac.finalize().into_bytes()[..16].to_vec();
        sealed.extend(body);
        Ok(URL_SAFE_NO_PAD.encode(sealed))
    }

    /// # Errors
    /// 400 when the cursor was not made by this list.
    pub fn open<K: DeserializeOwned>(&self, list: &str, cursor: &str) -> Result<K, Problem> {
        let refused = || Problem::bad_request("This cursor does not belong to this list.");
        let sealed = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| refused())?;
        let (tag, body) = sealed.split_at_checked(16).ok_or_else(refused)?;
        let mac = self.mac(list, body).ok_or_else(refused)?;
        mac.verify_truncated_left(tag).map_err(|_| refused())?;
        serde_json::from_slice(body).map_err(|_| refused())
    }
}

/// Where a list begins and how much of it is wanted.
#[derive(Debug, Clone)]
pub struct Window<K> {
    pub after: Option<K>,
    pub limit: i64,
}

impl<K> Window<K> {
    /// One more than the limit, so that the page knows whether another follows.
    #[must_use]
    pub const fn fetch(&self) -> i64 {
        self.limit + 1
    }

    /// Cuts `rows` (fetched with [`Window::fetch`]) to the page and makes its cursor.
    ///
    /// # Errors
    /// 500 when the cursor cannot be made.
    pub fn page<R, T>(
        &self,
        keys: &CursorKey,
        list: &str,
        mut rows: Vec<R>,
        key_of: impl Fn(&R) -> K,
        view: impl FnMut(R) -> T,
    ) -> Result<Page<T>, Problem>
    where
        K: Serialize,
    {
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next_cursor = match rows.last() {
            Some(last) if more => Some(keys.seal(list, &key_of(last))?),
            _ => None,
        };
        Ok(Page { items: rows.into_iter().map(view).collect(), next_cursor })
    }
}

/// Opens the `cursor` and `limit` fields of a list's query.
///
/// # Errors
/// 400 when the cursor is not this list's.
pub fn window<K: DeserializeOwned>(
    keys: &CursorKey,
    list: &str,
    cursor: Option<&str>,
    limit: Option<i64>,
) -> Result<Window<K>, Problem> {
    // An empty cursor is the first page, as a script begins with.
    let after =
        cursor.filter(|cursor| !cursor.is_empty()).map(|cursor| keys.open(list, cursor)).transpose()?;
    Ok(Window { after, limit: limit.unwrap_or(DEFAULT_LIMIT).clamp(1, 200) })
}
