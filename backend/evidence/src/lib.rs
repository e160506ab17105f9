//! Survey statistics and disclosure control: what may be said about answers, how surely, and what must stay hidden.
//!
//! Pure: no files, no network, no clock, no randomness. The same input gives the same output, bit for bit, on one machine.
//!
//! - [`item`]: instruments' items, answers and the reasons an answer is missing
//! - [`statistic`]: one figure with its n, method, parameters, interval and definition
//! - [`mod@distribution`]: counts, shares, mean, standard deviation, median of one item
//! - [`scale`], [`change`], [`mod@response_rates`]: Cronbach's alpha, pre/post change, AAPOR rates
//! - [`agreement`]: intraclass correlation of raters who differ from target to target
//! - [`disclosure`]: one policy object, tables, and their joint protection
//! - [`mod@codebook`]: the export's columns and the codebook that describes exactly these

pub mod agreement;
pub mod change;
pub mod codebook;
pub mod disclosure;
pub mod distribution;
pub mod item;
pub mod response_rates;
pub mod scale;
pub mod statistic;
mod student;

pub use agreement::{Agreement, intraclass_correlation};
pub use change::{PairedChange, paired_change};
pub use codebook::{
    CodebookRow, Column, ColumnContent, ColumnType, ExportValue, MissingCode, codebook, export_columns,
};
pub use disclosure::{
    CellState, Group, Grouping, Policy, PolicyError, ProtectedCell, ProtectedMissing, ProtectedRow,
    ProtectedTable, RowState, Table, TableRow, TableState, protect,
};
pub use distribution::{Cell, Distribution, MissingCounts, distribution};
pub use item::{Answer, Choice, InputError, Item, Kind, Missing, Value, validate_items};
pub use response_rates::{
    Completion, Dispositions, ResponseRates, Thresholds, proportional_e, response_rates,
};
pub use scale::{ScaleItem, cronbach_alpha};
pub use statistic::{Estimate, Interval, Statistic, Undefined};
