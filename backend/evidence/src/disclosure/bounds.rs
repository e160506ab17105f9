//! What an attacker can conclude: the exact range of a hidden count under everything that is published.
//!
//! Hidden counts are the variables of a linear program, the sums that tables imply its equations. The primal simplex method on
//! a dense tableau with Bland's rule (1977), which cannot cycle, is enough: a component has tens of variables.

const EPSILON: f64 = 1e-7;

/// All values of the variables, each at least 0, that satisfy the equations; held as a feasible simplex tableau.
pub(super) struct Polytope {
    /// Per equation: coefficients of the variables, then the right-hand side, solved for the variable in `basis`.
    rows: Vec<Vec<f64>>,
    basis: Vec<usize>,
    variables: usize,
}

/// `sum of coefficient * variable = right`.
pub(super) struct Equation {
    pub terms: Vec<(usize, f64)>,
    pub right: f64,
}

impl Polytope {
    /// `None` when no values satisfy the equations, which true counts always do.
    pub fn new(variables: usize, equations: &[Equation]) -> Option<Self> {
        let rows = equations.iter().map(|equation| {
            let sign = if equation.right < 0.0 { -1.0 } else { 1.0 };
            let mut row = vec![0.0; variables + 1];
            for (variable, coefficient) in &equation.terms {
                row[*variable] += sign * coefficient;
            }
            row[variables] = sign * equation.right;
            row
        });
        let rows: Vec<_> = rows.collect();
        // Phase one: every equation starts with an artificial variable, numbered after the real ones.
        let basis = (0..rows.len()).map(|row| variables + row).collect();
        let mut polytope = Self { rows, basis, variables };
        while let Some(column) = polytope.improving_artificial() {
            let row = polytope.blocking(column)?;
            polytope.pivot(row, column);
        }
        polytope.drop_artificial().then_some(polytope)
    }

    /// The smallest and largest value of a variable (the largest may be infinite). The search stops early once the
    /// smallest is at most `low` and the largest at least `high`.
    pub fn range(&mut self, variable: usize, low: f64, high: f64) -> (f64, f64) {
        let smallest = self.descend(variable, low);
        let largest = self.climb(variable, high);
        (smallest, largest)
    }

    fn climb(&mut self, variable: usize, enough: f64) -> f64 {
        loop {
            let Some(row) = self.row_of(variable) else {
                match self.blocking(variable) {
                    None => return f64::INFINITY,
                    Some(row) => self.pivot(row, variable),
                }
                continue;
            };
            let value = self.right(row);
            if value >= enough - EPSILON {
                return value;
            }
            let Some(column) = self.entering(|j| self.rows[row][j] < -EPSILON) else {
                return value;
            };
            match self.blocking(column) {
                None => return f64::INFINITY,
                Some(blocked) => self.pivot(blocked, column),
            }
        }
    }

    fn descend(&mut self, variable: usize, enough: f64) -> f64 {
        loop {
            let Some(row) = self.row_of(variable) else {
                return 0.0;
            };
            let value = self.right(row);
            if value <= enough + EPSILON {
                return value;
            }
            let entering = self.entering(|j| j != variable && self.rows[row][j] > EPSILON);
            let Some(column) = entering else {
                return value;
            };
            match self.blocking(column) {
                // Its own row always blocks, so this only guards against rounding.
                None => return value,
                Some(blocked) => self.pivot(blocked, column),
            }
        }
    }

    fn right(&self, row: usize) -> f64 {
        self.rows[row][self.variables]
    }

    fn row_of(&self, variable: usize) -> Option<usize> {
        self.basis.iter().position(|basic| *basic == variable)
    }

    /// Bland: the eligible column of the smallest number.
    fn entering(&self, eligible: impl Fn(usize) -> bool) -> Option<usize> {
        (0..self.variables).find(|j| eligible(*j))
    }

    fn improving_artificial(&self) -> Option<usize> {
        let artificial = |row: &usize| self.basis[*row] >= self.variables;
        let rows: Vec<_> =
            (0..self.rows.len()).filter(artificial).filter(|row| self.right(*row) > EPSILON).collect();
        if rows.is_empty() {
            return None;
        }
        // Degenerate artificial rows count too, or they could be driven up again.
        let all: Vec<_> = (0..self.rows.len()).filter(artificial).collect();
        self.entering(|j| all.iter().map(|row| self.rows[*row][j]).sum::<f64>() > EPSILON)
    }

    /// The row whose basic variable reaches 0 first when the column's variable grows; Bland's choice among ties.
    fn blocking(&self, column: usize) -> Option<usize> {
        let mut best: Option<(f64, usize)> = None;
        for (row, coefficients) in self.rows.iter().enumerate() {
            if coefficients[column] <= EPSILON {
                continue;
            }
            let ratio = coefficients[self.variables].max(0.0) / coefficients[column];
            let better = best.is_none_or(|(least, chosen)| {
                ratio < least - EPSILON || (ratio < least + EPSILON && self.basis[row] < self.basis[chosen])
            });
            if better {
                best = Some((ratio, row));
            }
        }
        best.map(|(_, row)| row)
    }

    fn pivot(&mut self, row: usize, column: usize) {
        let scale = self.rows[row][column];
        for value in &mut self.rows[row] {
            *value /= scale;
        }
        let pivot_row = std::mem::take(&mut self.rows[row]);
        for other in &mut self.rows {
            let factor = other.get(column).copied().unwrap_or(0.0);
            if factor != 0.0 {
                for (value, pivot_value) in other.iter_mut().zip(&pivot_row) {
                    *value -= factor * pivot_value;
                }
            }
        }
        self.rows[row] = pivot_row;
        self.basis[row] = column;
    }

    /// Ends phase one; false when an artificial variable cannot become 0.
    fn drop_artificial(&mut self) -> bool {
        let mut row = 0;
        while row < self.rows.len() {
            if self.basis[row] < self.variables {
                row += 1;
                continue;
            }
            if self.right(row) > EPSILON {
                return false;
            }
            match self.entering(|j| self.rows[row][j].abs() > EPSILON) {
                Some(column) => self.pivot(row, column),
                // The equation follows from the others.
                None => {
                    self.rows.swap_remove(row);
                    self.basis.swap_remove(row);
                }
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn equation(terms: &[usize], right: f64) -> Equation {
        Equation { terms: terms.iter().map(|variable| (*variable, 1.0)).collect(), right }
    }

    #[test]
    fn ranges_of_a_two_by_two_table() {
        // a b | 7
        // c d | 5     columns 4 and 8: a in [0, 4], d in [1, 5]
        let equations =
            [equation(&[0, 1], 7.0), equation(&[2, 3], 5.0), equation(&[0, 2], 4.0), equation(&[1, 3], 8.0)];
        let mut polytope = Polytope::new(4, &equations).expect("feasible");
        assert_eq!(polytope.range(0, -1.0, 99.0), (0.0, 4.0));
        assert_eq!(polytope.range(3, -1.0, 99.0), (1.0, 5.0));
        assert_eq!(polytope.range(1, -1.0, 99.0), (3.0, 7.0));
    }

    #[test]
    fn determined_unbounded_and_impossible() {
        let mut determined = Polytope::new(1, &[equation(&[0], 3.0)]).expect("feasible");
        assert_eq!(determined.range(0, -1.0, 99.0), (3.0, 3.0));
        let difference = Equation { terms: vec![(0, 1.0), (1, -1.0)], right: 2.0 };
        let mut unbounded = Polytope::new(2, &[difference]).expect("feasible");
        assert_eq!(unbounded.range(0, -1.0, 99.0), (2.0, f64::INFINITY));
        assert!(Polytope::new(1, &[equation(&[0], 1.0), equation(&[0], 2.0)]).is_none());
    }
}
