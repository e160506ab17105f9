//! What a change would cost, answered exactly by making it, looking, and taking it back.
//!
//! The market decides by scores; costs are told in points, those of both assignments as everybody can add them up. So
//! nothing that is withheld is in a cost or in the order of costs. Where something is, a cost can be below 0: others
//! would have more points, and the choice has been made for what is not told.

use super::{Edit, EditError, Model};
use crate::worth::{Worth, whole};

/// What the whole loses when a pair is insisted on, in points that are told. Both may be negative alone; together only
/// where some points are withheld.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cost {
    pub points: i64,
    pub pairs: i64,
    /// Who would sit elsewhere: the row, its column now, its column then.
    pub moved: Vec<(u32, Option<u32>, Option<u32>)>,
}

impl Model {
    /// What locking the pair would cost the whole. The market is the same afterwards.
    ///
    /// # Errors
    /// When the pair cannot be locked.
    pub fn cost_of(&mut self, row: u32, column: u32) -> Result<Cost, EditError> {
        let lock = self.apply(Edit::Lock { row, column })?;
        let mut cost = Cost { points: 0, pairs: 0, moved: lock.moved };
        for (moved, before, after) in &cost.moved {
            for (place, sign) in [(before, 1), (after, -1)] {
                if let Some(column) = *place {
                    let points = self.points(*moved as usize, column as usize);
                    cost.points += sign * i64::from(points.unwrap_or(0));
                    cost.pairs += sign;
                }
            }
        }
        self.apply(lock.undo)?;
        Ok(cost)
    }

    /// The `most` cheapest other columns for a row, cheapest first, each with its exact cost; equal costs in the
    /// order of the tie numbers.
    ///
    /// # Errors
    /// When the row is locked or has left.
    pub fn alternatives(&mut self, row: u32, most: usize) -> Result<Vec<(u32, Cost)>, EditError> {
        let at = self.rows.get(row as usize).filter(|row| !row.left).ok_or(EditError::Unknown)?;
        if at.locked {
            return Err(EditError::Locked);
        }
        let (gain, sits) = (at.gain, at.column);
        // A pair costs at least what it falls short of its prices, so that later ones need not be tried. In points it may
        // cost less, by what is withheld of the pairs that could be given up.
        let allowance = whole(self.unit.per_point * self.withheld_now());
        let mut short: Vec<(Worth, u32)> = self
            .of_rows
            .of(row as usize)
            .iter()
            .filter(|arc| arc.to != sits && self.columns[arc.to as usize].seats() > 0)
            .map(|arc| {
                let column = arc.to as usize;
                (gain + self.places[column].price - self.worth(row as usize, column, arc.score), arc.to)
            })
            .collect();
        short.sort_unstable();
        let mut found: Vec<(Worth, u32, Cost)> = Vec::new();
        for (least, column) in short {
            if found.len() == most && found.last().is_none_or(|worst| worst.0 <= least - allowance) {
                break;
            }
            let cost = self.cost_of(row, column)?;
            let loss = self.loss(&cost);
            let place = found.partition_point(|other| (other.0, other.1) <= (loss, column));
            found.insert(place, (loss, column, cost));
            found.truncate(most);
        }
        Ok(found.into_iter().map(|(_, column, cost)| (column, cost)).collect())
    }

    /// What is withheld of all pairs that sit together now.
    fn withheld_now(&self) -> i64 {
        let of = |row: usize| Some(i64::from(self.of_rows.withheld(row, self.column_of(row)?)));
        (0..self.rows.len()).filter_map(of).sum()
    }

    /// The cost as worth, ties included.
    fn loss(&self, cost: &Cost) -> Worth {
        let seat = |row: u32, column: Option<u32>| -> Worth {
            let Some(column) = column else { return 0 };
            let (row, column) = (row as usize, column as usize);
            self.points(row, column).map_or(0, |points| self.worth(row, column, points))
        };
        cost.moved.iter().map(|(row, before, after)| seat(*row, *before) - seat(*row, *after)).sum()
    }
}
