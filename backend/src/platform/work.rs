//! One unit of work: a transaction with its time, its caller and the rows it may touch.

use chrono::{DateTime, NaiveDateTime, Utc};

use super::auth::{Caller, Principal, Scope};
use super::clock::Entropy;
use super::config::Config;
use super::db::{AnyConnection, Id};
use super::pagination::CursorKey;
use super::state::Platform;

/// Handed to services by [`super::auth::Authorized`] (or by the job runner and the command line).
/// Having one is the proof that somebody checked the permission; `scope` says for which rows.
pub struct Work<'a> {
    pub conn: &'a mut AnyConnection,
    pub scope: &'a Scope,
    pub caller: &'a Caller,
    pub now: DateTime<Utc>,
    pub entropy: &'a Entropy,
    pub cursors: &'a CursorKey,
    pub config: &'a Config,
    pub request_id: &'a str,
    /// The confidential concern in whose course this is done: audit rows that are written belong to it, and are shown to those
    /// alone who may read it.
    pub concern: Option<Id>,
}

impl<'a> Work<'a> {
    pub fn new(
        platform: &'a Platform,
        conn: &'a mut AnyConnection,
        caller: &'a Caller,
        scope: &'a Scope,
        request_id: &'a str,
    ) -> Self {
        Self {
            conn,
            scope,
            caller,
            now: platform.clock.now(),
            entropy: &platform.entropy,
            cursors: &platform.cursor_key,
            config: &platform.config,
            request_id,
            concern: None,
        }
    }

    /// A new row's id.
    #[must_use]
    pub fn new_id(&self) -> Id {
        self.entropy.id(self.now)
    }

    /// The moment as it is stored.
    #[must_use]
    pub fn stamp(&self) -> NaiveDateTime {
        self.now.naive_utc()
    }

    /// The same transaction for another scope: when a service acts on the network's behalf after
    /// its own permission was checked (an accepted offer appoints to a term, say).
    pub fn with_scope<T>(&mut self, scope: &Scope, act: impl FnOnce(&mut Work<'_>) -> T) -> T {
        let mut inner = Work {
            conn: self.conn,
            scope,
            caller: self.caller,
            now: self.now,
            entropy: self.entropy,
            cursors: self.cursors,
            config: self.config,
            request_id: self.request_id,
            concern: self.concern,
        };
        act(&mut inner)
    }

    /// The same transaction in the course of a confidential concern.
    pub fn in_confidence<T>(&mut self, concern: Id, act: impl FnOnce(&mut Work<'_>) -> T) -> T {
        let mut inner = Work {
            conn: self.conn,
            scope: self.scope,
            caller: self.caller,
            now: self.now,
            entropy: self.entropy,
            cursors: self.cursors,
            config: self.config,
            request_id: self.request_id,
            concern: Some(concern),
        };
        act(&mut inner)
    }

    /// The same transaction in the network's own name: for what somebody does in confidence. Neither events nor audit rows
    /// name the caller or the request then, and every row is reached: the caller was found to be allowed before.
    pub fn in_name_of_network<T>(&mut self, act: impl FnOnce(&mut Work<'_>) -> T) -> T {
        let caller = Caller::without_grants(Principal::Worker);
        let scope = Scope::everything();
        let mut inner = Work {
            conn: self.conn,
            scope: &scope,
            caller: &caller,
            now: self.now,
            entropy: self.entropy,
            cursors: self.cursors,
            config: self.config,
            request_id: "network",
            concern: self.concern,
        };
        act(&mut inner)
    }
}
