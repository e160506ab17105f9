mod create_meeting;
mod end_pairing;
mod list_pairings;
mod sign_agreement;
