//! Disclosure control: which counts, shares and statistics may be shown, decided for all tables together.

mod block;
mod bounds;
mod policy;
mod protect;
mod table;

pub use policy::{Policy, PolicyError};
pub use protect::{
    CellState, ProtectedCell, ProtectedMissing, ProtectedRow, ProtectedTable, RowState, TableState,
    protect,
};
pub use table::{Group, Grouping, Table, TableRow};
