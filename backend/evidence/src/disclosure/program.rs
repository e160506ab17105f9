//! The attacker's knowledge about one block as linear programs, and what follows from it.

use super::block::Block;
use super::bounds::{Equation, Polytope};
use super::choice::Choice;
use super::policy::Policy;

/// The attacker's linear programs, one per component of hidden cells that share sums.
pub(super) struct Program {
    /// Per cell: its component and its variable there.
    variable: Vec<Option<(usize, usize)>>,
    lower: Vec<u64>,
    components: Vec<Option<Polytope>>,
}

impl Program {
    pub fn new(block: &Block, choice: &Choice) -> Self {
        let cells = block.cells();
        let lower: Vec<_> = (0..cells).map(|cell| choice.lower(cell)).collect();
        let mut variable = vec![None; cells];
        let mut components = Vec::new();
        for cell in 0..cells {
            if !choice.hidden[cell] || variable[cell].is_some() {
                continue;
            }
            let sums = choice.sums_around(cell);
            let component = components.len();
            let mut count = 0;
            for (member, _) in sums.iter().copied().flatten().chain(&[(cell, 1.0)]) {
                if choice.hidden[*member] && variable[*member].is_none() {
                    variable[*member] = Some((component, count));
                    count += 1;
                }
            }
            let equations: Vec<_> = sums
                .iter()
                .map(|sum| {
                    let mut equation = Equation { terms: Vec::new(), right: 0.0 };
                    for (member, sign) in *sum {
                        // Variables are measured from their lower bound.
                        let known = match variable[*member] {
                            Some((_, index)) => {
                                equation.terms.push((index, *sign));
                                lower[*member]
                            }
                            None => block.value(*member),
                        };
                        equation.right -= sign * known as f64;
                    }
                    equation
                })
                .collect();
            components.push(Polytope::new(count, &equations));
        }
        Self { variable, lower, components }
    }

    /// The range of a hidden cell; `None` only if rounding broke the program, which counts as exposed.
    fn range(&mut self, cell: usize, low: f64, high: f64) -> Option<(f64, f64)> {
        let (component, variable) = self.variable[cell]?;
        let lower = self.lower[cell] as f64;
        let polytope = self.components[component].as_mut()?;
        let (smallest, largest) = polytope.range(variable, low - lower, high - lower);
        Some((smallest + lower, largest + lower))
    }

    /// Whether the attacker must allow every value from `low` to `high`.
    pub fn covers(&mut self, cell: usize, low: u64, high: u64) -> bool {
        let (low, high) = (low as f64, high as f64);
        self.range(cell, low, high)
            .is_some_and(|(smallest, largest)| smallest <= low + 1e-6 && largest >= high - 1e-6)
    }

    /// A hidden cell that is no secret and follows from what is published is shown: hiding it would only look like protection.
    pub fn show_determined(&mut self, block: &Block, choice: &mut Choice, policy: Policy) {
        for cell in 0..block.cells() {
            if !choice.hidden[cell] || policy.is_small(block.value(cell)) {
                continue;
            }
            let value = block.value(cell) as f64;
            let range = self.range(cell, value - 1.0, value + 1.0);
            if range.is_some_and(|(smallest, largest)| largest - smallest < 1e-6) {
                choice.hidden[cell] = false;
            }
        }
    }
}
