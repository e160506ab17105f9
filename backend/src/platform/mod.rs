//! The ground the slices stand on. It knows none of them.

pub mod auth;
pub mod calendar;
pub mod clock;
pub mod config;
pub mod db;
pub mod fields;
pub mod files;
pub mod form_token;
pub mod http;
pub mod input;
pub mod jobs;
mod json;
pub mod letters;
pub mod link;
pub mod local_time;
pub mod mail;
pub mod markdown;
pub mod pagination;
pub mod problem;
pub mod record;
pub mod reply;
pub mod search;
pub mod settings;
pub mod spreadsheet;
pub mod state;
pub mod work;
