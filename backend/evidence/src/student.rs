//! Quantiles and tails of Student's t and of F, from the regularised incomplete beta function.
//!
//! Written here because the agreement with SciPy to 1e-9 must also hold for millions of respondents, where the usual
//! formula subtracts logarithms of huge gamma functions. The prefactor is arranged so that nothing large cancels
//! (Loader, 2000, "Fast and accurate computation of binomial probabilities"), and the continued fraction is DLMF 8.17.22,
//! evaluated by the modified Lentz method (Thompson & Barnett, 1986).

/// Difference between ln Γ(x) and Stirling's (x - 1/2) ln x - x + ln(2π)/2, for x > 0 (DLMF 5.11.1).
fn stirling_error(x: f64) -> f64 {
    let mut shift = 0.0;
    let mut x = x;
    while x < 16.0 {
        // Recurrence Γ(x + 1) = x Γ(x), written for the difference.
        shift += (x + 0.5) * (1.0 / x).ln_1p() - 1.0;
        x += 1.0;
    }
    let r = 1.0 / (x * x);
    let series =
        1.0 / 12.0 - r * (1.0 / 360.0 - r * (1.0 / 1260.0 - r * (1.0 / 1680.0 - r * (1.0 / 1188.0))));
    shift + series / x
}

/// ln(Γ(a) / Γ(b)) for a, b > 0 of similar size, without subtracting two large logarithms.
pub(crate) fn ln_gamma_ratio(a: f64, b: f64) -> f64 {
    (b - 0.5) * ((a - b) / b).ln_1p() + (a - b) * (a.ln() - 1.0) + stirling_error(a) - stirling_error(b)
}

/// ln of x^a y^b / B(a, b), given ln(x (a+b)/a) and ln(y (a+b)/b) where y = 1 - x.
fn ln_prefactor(a: f64, b: f64, ln_x_ratio: f64, ln_y_ratio: f64) -> f64 {
    let ln_two_pi = std::f64::consts::TAU.ln();
    a * ln_x_ratio + b * ln_y_ratio + 0.5 * (a.ln() + b.ln() - (a + b).ln() - ln_two_pi)
        - stirling_error(a)
        - stirling_error(b)
        + stirling_error(a + b)
}

/// The continued fraction of I_x(a, b), for x below (a + 1) / (a + b + 2).
fn continued_fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let nonzero = |v: f64| if v.abs() < TINY { TINY } else { v };
    let mut c = 1.0;
    let mut d = 1.0 / nonzero(1.0 - (a + b) * x / (a + 1.0));
    let mut h = d;
    // Converges in O(√max(a, b)) steps; the cap only bounds the time.
    for m in 1..200_000_u32 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / nonzero(1.0 + even * d);
        c = nonzero(1.0 + even / c);
        h *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / nonzero(1.0 + odd * d);
        c = nonzero(1.0 + odd / c);
        let step = d * c;
        h *= step;
        if (step - 1.0).abs() < 2e-16 {
            break;
        }
    }
    h
}

/// (I_x(a, b), 1 - I_x(a, b)), where `x + y = 1` and both are given so that neither is rounded away.
fn beta_tails(a: f64, b: f64, x: f64, y: f64, ln_ratios: (f64, f64)) -> (f64, f64) {
    let front = ln_prefactor(a, b, ln_ratios.0, ln_ratios.1).exp();
    if x < (a + 1.0) / (a + b + 2.0) {
        let lower = front * continued_fraction(a, b, x) / a;
        (lower, 1.0 - lower)
    } else {
        let upper = front * continued_fraction(b, a, y) / b;
        (1.0 - upper, upper)
    }
}

/// P(T > t) for t >= 0.
pub(crate) fn t_upper_tail(t: f64, df: f64) -> f64 {
    if t == 0.0 {
        return 0.5;
    }
    let (a, b) = (0.5 * df, 0.5);
    let square = t * t;
    let (x, y) = (df / (df + square), square / (df + square));
    let ln_x_ratio = (1.0 / df).ln_1p() - (square / df).ln_1p();
    let ln_y_ratio = (y * (df + 1.0)).ln();
    0.5 * beta_tails(a, b, x, y, (ln_x_ratio, ln_y_ratio)).0
}

/// (P(F <= f), P(F > f)) for f > 0.
fn f_tails(f: f64, df1: f64, df2: f64) -> (f64, f64) {
    let (a, b) = (0.5 * df1, 0.5 * df2);
    let sum = df1 * f + df2;
    let ln_x_ratio = ((f - 1.0) * df2 / sum).ln_1p();
    let ln_y_ratio = ((1.0 - f) * df1 / sum).ln_1p();
    beta_tails(a, b, df1 * f / sum, df2 / sum, (ln_x_ratio, ln_y_ratio))
}

/// The 97.5 % quantile of Student's t, `df >= 1`.
pub(crate) fn t_975(df: f64) -> f64 {
    if df > 1000.0 {
        return t_975_many(df);
    }
    // The tail falls and the logarithm keeps the step sizes even.
    root_of_rising(|u| 0.025_f64.ln() - t_upper_tail(u.exp(), df).ln()).exp()
}

/// The expansion about the normal quantile (Abramowitz & Stegun, 1964, 26.7.5), which is exact to the last digits where the
/// continued fraction begins to lose some.
fn t_975_many(df: f64) -> f64 {
    let z = 1.959_963_984_540_054_f64;
    let w = z * z;
    let first = z * (w + 1.0) / 4.0;
    let second = z * ((5.0 * w + 16.0) * w + 3.0) / 96.0;
    let third = z * (((3.0 * w + 19.0) * w + 17.0) * w - 15.0) / 384.0;
    let fourth = z * ((((79.0 * w + 776.0) * w + 1482.0) * w - 1920.0) * w - 945.0) / 92_160.0;
    z + (first + (second + (third + fourth / df) / df) / df) / df
}

/// The `p` quantile of F, 0 < p < 1.
pub(crate) fn f_quantile(p: f64, df1: f64, df2: f64) -> f64 {
    root_of_rising(|u| {
        let (lower, upper) = f_tails(u.exp(), df1, df2);
        // The smaller tail is the accurate one.
        if p < 0.5 { lower.ln() - p.ln() } else { (1.0 - p).ln() - upper.ln() }
    })
    .exp()
}

/// The zero of a rising function on [-700, 700]: secant steps kept inside a shrinking bracket (Illinois variant of
/// regula falsi; Dowell & Jarratt, 1971), bisection while an end is not finite.
fn root_of_rising(f: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (-1.0_f64, 1.0_f64);
    while f(low) > 0.0 && low > -700.0 {
        low *= 2.0;
    }
    while f(high) < 0.0 && high < 700.0 {
        high *= 2.0;
    }
    let (mut at_low, mut at_high) = (f(low), f(high));
    let mut last_moved = 0;
    for _ in 0..200 {
        if high - low <= f64::EPSILON * low.abs().max(high.abs()).max(1e-3) {
            break;
        }
        let secant = (low * at_high - high * at_low) / (at_high - at_low);
        let inside = secant.is_finite() && secant > low && secant < high;
        let middle = if inside { secant } else { f64::midpoint(low, high) };
        if middle <= low || middle >= high {
            break;
        }
        let value = f(middle);
        if value == 0.0 {
            return middle;
        } else if value < 0.0 {
            (low, at_low) = (middle, value);
            if last_moved == -1 {
                at_high *= 0.5;
            }
            last_moved = -1;
        } else {
            (high, at_high) = (middle, value);
            if last_moved == 1 {
                at_low *= 0.5;
            }
            last_moved = 1;
        }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() <= 2e-13 * b.abs(), "{a} is not {b}");
    }

    /// Closed forms: df 1 is Cauchy, df 2 is algebraic, F(2, 2) and F(1, m) = t(m)².
    #[test]
    fn closed_forms() {
        close(t_975(1.0), (0.475 * std::f64::consts::PI).tan());
        close(t_975(2.0), 0.95 * (2.0_f64 / (4.0 * 0.975 * 0.025)).sqrt());
        close(f_quantile(0.975, 2.0, 2.0), 39.0);
        close(f_quantile(0.025, 2.0, 2.0), 1.0 / 39.0);
        close(f_quantile(0.95, 1.0, 7.0), t_975(7.0).powi(2));
    }

    /// The two ways to a t quantile meet where one takes over from the other.
    #[test]
    fn expansion_joins() {
        let exact = root_of_rising(|u| 0.025_f64.ln() - t_upper_tail(u.exp(), 1000.0).ln()).exp();
        close(t_975_many(1000.0), exact);
        close(t_975(f64::MAX), 1.959_963_984_540_054);
    }

    /// SciPy's quantiles, 2 to 1,000,000 respondents and 2 to 30 items.
    #[test]
    fn quantiles_of_scipy() {
        let expected = include_str!("../tests/reference/expected.json");
        let expected: serde_json::Value = serde_json::from_str(expected).unwrap();
        let near = |a: f64, b: &serde_json::Value, what: &serde_json::Value| {
            let b = b.as_f64().unwrap();
            assert!((a - b).abs() <= 1e-11 * b, "{a} is not {b} for {what}");
        };
        for case in expected["t_quantiles"].as_array().unwrap() {
            near(t_975(case[0].as_f64().unwrap()), &case[1], case);
        }
        for case in expected["f_quantiles"].as_array().unwrap() {
            let (n, items) = (case[0].as_f64().unwrap(), case[1].as_f64().unwrap());
            let (df1, df2) = (n - 1.0, (n - 1.0) * (items - 1.0));
            near(f_quantile(0.975, df1, df2), &case[2], case);
            near(f_quantile(0.025, df1, df2), &case[3], case);
        }
    }
}
