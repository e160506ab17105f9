//! Who reads, edits and removes a note: the author alone a private one, the two of the pair a shared one.

use crate::platform::db::Id;

crate::text_enum! {
    /// For whom a note is.
    pub enum NoteKind {
        /// The author's alone.
        Private = "private",
        /// Of both of the pair.
        Shared = "shared",
    }
}

/// Whether `reader`, who is one of the pair or not, may know of a note.
#[must_use]
pub fn reads_note(kind: NoteKind, author: Id, reader: Id, of_the_pair: bool) -> bool {
    match kind {
        NoteKind::Private => author == reader,
        NoteKind::Shared => of_the_pair,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_note_is_its_authors_and_a_shared_one_the_pairs() {
        let [author, other, stranger] = [1_u128, 2, 3].map(|n| Id(uuid::Uuid::from_u128(n)));
        for (reader, of_the_pair) in [(author, true), (other, true), (stranger, false)] {
            assert_eq!(reads_note(NoteKind::Private, author, reader, of_the_pair), reader == author);
            assert_eq!(reads_note(NoteKind::Shared, author, reader, of_the_pair), reader != stranger);
        }
    }
}
