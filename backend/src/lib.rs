//! Perennial
