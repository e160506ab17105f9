//! What the fuzz targets share: sources in memory, tables written back, and tiny rounds tried one by one.

pub mod by_force;
pub mod market;
pub mod people;

use matcher::tables::Source;
use std::ops::ControlFlow;

/// Stands between the files of one input, so that one string of bytes can hold several.
pub const BETWEEN: u8 = 0x1E;

/// Bytes as a file.
pub fn source<'a>(name: &str, bytes: &'a [u8]) -> Source<'a> {
    Source { name: name.to_owned(), content: Box::new(bytes) }
}

/// The files of an input; those that are not there are empty.
pub fn files<const N: usize>(data: &[u8]) -> [&[u8]; N] {
    let mut parts = data.split(|byte| *byte == BETWEEN);
    std::array::from_fn(|_| parts.next().unwrap_or_default())
}

/// Of work that nobody stops.
pub fn done<T>(flow: ControlFlow<(), T>) -> T {
    match flow {
        ControlFlow::Continue(value) => value,
        ControlFlow::Break(()) => unreachable!("nobody stopped it"),
    }
}
