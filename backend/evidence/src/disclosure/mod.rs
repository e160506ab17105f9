//! Disclosure control: which counts, shares and statistics may be shown, decided for all tables together.

mod block;
mod bounds;
mod choice;
mod policy;
mod program;
mod protect;
mod protected;
mod table;

pub use policy::{Policy, PolicyError};
pub use protect::protect;
pub use protected::{
    CellState, ProtectedCell, ProtectedMissing, ProtectedRow, ProtectedTable, RowState, TableState,
};
pub use table::{Group, Grouping, Table, TableRow};
