//! Tests of the public surface: against independent programs, against an attacker, and of what the words promise.

mod attack;
mod codebook;
mod disclosure;
mod reference;
