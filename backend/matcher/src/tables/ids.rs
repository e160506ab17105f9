//! Ids of people: numbered as a table tells them, then in their own order, so that the order of lines changes nothing.

use std::collections::HashMap;

/// Ids numbered as they come. Tables are mostly grouped by one side, so the last one is tried first.
#[derive(Default)]
pub(super) struct Ids {
    numbers: HashMap<Vec<u8>, u32>,
    pub(super) names: Vec<String>,
    pub(super) last: u32,
}

/// Where each number went when the ids were sorted, and the new number of each id.
pub(super) struct Ranks {
    numbers: HashMap<Vec<u8>, u32>,
    pub(super) places: Vec<u32>,
}

impl Ids {
    /// Notes an id; false when it was there.
    pub(super) fn add(&mut self, id: &[u8]) -> Result<bool, String> {
        if self.names.get(self.last as usize).is_some_and(|last| last.as_bytes() == id) {
            return Ok(false);
        }
        if let Some(known) = self.numbers.get(id) {
            self.last = *known;
            return Ok(false);
        }
        let name = std::str::from_utf8(id).map_err(|_| "an id is not UTF-8".to_owned())?;
        if name.trim().is_empty() {
            return Err("an id is blank".to_owned());
        }
        self.last = self.names.len() as u32;
        self.names.push(name.to_owned());
        self.numbers.insert(id.to_vec(), self.last);
        Ok(true)
    }

    pub(super) fn of(&self, id: &[u8]) -> Option<u32> {
        self.numbers.get(id).copied()
    }

    pub(super) fn sorted(mut self) -> (Ranks, Vec<String>) {
        let mut order: Vec<u32> = (0..self.names.len() as u32).collect();
        order.sort_unstable_by(|a, b| self.names[*a as usize].cmp(&self.names[*b as usize]));
        let mut places = vec![0; order.len()];
        for (rank, number) in order.iter().enumerate() {
            places[*number as usize] = rank as u32;
        }
        for number in self.numbers.values_mut() {
            *number = places[*number as usize];
        }
        let names = order.iter().map(|at| std::mem::take(&mut self.names[*at as usize])).collect();
        (Ranks { numbers: self.numbers, places }, names)
    }
}

impl Ranks {
    pub(super) fn of(&self, id: &[u8]) -> Option<u32> {
        self.numbers.get(id).copied()
    }
}
