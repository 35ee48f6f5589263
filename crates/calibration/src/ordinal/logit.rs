//! The chance of a category on the logit scale, and what it changes with.
//!
//! With A and B the thresholds above and below the category less the linear predictor, F the logistic distribution function and
//! f = F(1 − F) its density, F(A) − F(B) = F(A)·F(−B)·(1 − e^(B − A)). So the logarithm of the chance is a sum whose last part does not
//! hang on the predictor, and every derivative is a sum of terms at A and at B: nothing cancels, however unlikely the category.

/// What a threshold changes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Edge {
    /// The logarithm of the chance.
    pub(super) log: f64,
    /// The slope of that in the predictor.
    pub(super) slope: f64,
    /// The weight.
    pub(super) weight: f64,
}

/// A category at a value of the linear predictor.
#[derive(Clone, Copy, Debug)]
pub(super) struct Response {
    /// The logarithm of its chance.
    pub(super) log: f64,
    /// How that changes with the predictor.
    pub(super) slope: f64,
    /// How much it bends: minus the second derivative, always above zero.
    pub(super) weight: f64,
    /// How the weight changes with the predictor.
    pub(super) turn: f64,
    /// What the threshold above changes.
    pub(super) above: Edge,
    /// What the threshold below changes.
    pub(super) below: Edge,
}

/// F(x).
fn logistic(x: f64) -> f64 {
    (1.0 + (-x).exp()).recip()
}

/// ln F(x), without loss far out.
fn log_logistic(x: f64) -> f64 {
    if x < 0.0 { x - x.exp().ln_1p() } else { -(-x).exp().ln_1p() }
}

impl Response {
    /// The category between `below` and `above`, which are thresholds less the predictor; the outermost ones are infinite.
    pub(super) fn between(below: f64, above: f64) -> Self {
        let (at_above, over) = (logistic(above), logistic(-above));
        let (at_below, under) = (logistic(-below), logistic(below));
        let (density_above, density_below) = (at_above * over, at_below * under);
        let (bend_above, bend_below) = (density_above * (over - at_above), density_below * (at_below - under));
        let width = above - below;
        let narrow = width.exp_m1().recip();
        Self {
            log: log_logistic(above) + log_logistic(-below) + (-(-width).exp_m1()).ln(),
            slope: under - over,
            weight: density_above + density_below,
            turn: -bend_above - bend_below,
            above: Edge { log: over + narrow, slope: density_above, weight: bend_above },
            below: Edge { log: -under - narrow, slope: density_below, weight: bend_below },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Response, logistic};

    /// Against the plain formula and differences of it, where that does not cancel.
    #[test]
    fn derivatives_are_those_of_the_chance() {
        let close = |found: f64, wanted: f64, what: &str| {
            assert!((found - wanted).abs() < 1e-7 * (1.0 + wanted.abs()), "{what}: {found}, not {wanted}");
        };
        for (below, above) in [(-1.3, 0.4), (0.2, 0.9), (-4.0, 3.0), (f64::NEG_INFINITY, 0.7), (-0.3, f64::INFINITY)] {
            let at = |low: f64, high: f64| Response::between(below + low, above + high);
            let (found, step) = (at(0.0, 0.0), 1e-5);
            close(found.log, (logistic(above) - logistic(below)).ln(), "log");
            let by = |value: fn(&Response) -> f64, low: f64, high: f64| {
                (value(&at(low * step, high * step)) - value(&at(-low * step, -high * step))) / (2.0 * step)
            };
            // The predictor takes both edges down.
            close(found.slope, by(|one| one.log, -1.0, -1.0), "slope");
            close(-found.weight, by(|one| one.slope, -1.0, -1.0), "weight");
            close(found.turn, by(|one| one.weight, -1.0, -1.0), "turn");
            for (edge, low, high) in [(found.above, 0.0, 1.0), (found.below, 1.0, 0.0)] {
                if if low > 0.0 { below } else { above }.is_infinite() {
                    continue;
                }
                close(edge.log, by(|one| one.log, low, high), "log by an edge");
                close(edge.slope, by(|one| one.slope, low, high), "slope by an edge");
                close(edge.weight, by(|one| one.weight, low, high), "weight by an edge");
            }
        }
    }

    #[test]
    fn far_out_nothing_is_lost() {
        let far = Response::between(800.0, 801.0);
        // There F(x) = e^(−x) reversed: the chance is e^(−800) − e^(−801).
        assert!((far.log - (-800.0 + (-(-1.0_f64).exp_m1()).ln())).abs() < 1e-12);
        assert!((far.slope - 1.0).abs() < 1e-12);
    }
}
