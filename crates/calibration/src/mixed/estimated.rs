//! Entries of an inverse estimated from probes that a factor solves for.
//!
//! With D the diagonal and E(uu') = D, S⁻¹u·(D⁻¹u)' is S⁻¹ on average; what D explains is exact. (Hutchinson 1990.)

use chacha20::ChaCha8Rng;
use chacha20::rand_core::{Rng, SeedableRng};

use super::factor::Factor;
use crate::num::float;

/// How many probes there are: with so many, a trace of 1,000 levels is a few thousandths of what is unknown of it off.
const PROBES: usize = 16;
/// The seed of the probes, the same at each point, so that the slope is smooth.
const SEED: u64 = 0x70_726f_6265;

/// The inverse as probes tell it.
#[derive(Debug)]
pub(crate) struct Estimated {
    diagonal: Vec<f64>,
    /// D⁻¹u and what S⁻¹u has beyond it, row by row.
    rows: Vec<([f64; PROBES], [f64; PROBES])>,
}

impl Estimated {
    pub(crate) fn of(factor: &Factor) -> Self {
        let mut signs = ChaCha8Rng::seed_from_u64(SEED);
        let diagonal = factor.diagonal.clone();
        let given: Vec<[f64; PROBES]> = diagonal
            .iter()
            .map(|value| {
                let (bits, size) = (signs.next_u32(), value.sqrt().recip());
                std::array::from_fn(|lane| if bits >> lane & 1 == 0 { -size } else { size })
            })
            .collect();
        let mut solved: Vec<[f64; PROBES]> =
            given.iter().zip(&diagonal).map(|(given, value)| given.map(|given| given * value)).collect();
        factor.rest.solve_rows(&mut solved);
        let beyond = |(given, solved): ([f64; PROBES], [f64; PROBES])| {
            (given, std::array::from_fn(|lane| solved[lane] - given[lane]))
        };
        Self { diagonal, rows: given.into_iter().zip(solved).map(beyond).collect() }
    }

    /// One entry.
    pub(crate) fn at(&self, a: usize, b: usize) -> f64 {
        let (given, beyond) = (&self.rows[a].0, &self.rows[b].1);
        let mut sums = [0.0; PROBES / 2];
        for lane in 0..PROBES / 2 {
            sums[lane] = given[lane] * beyond[lane] + given[lane + PROBES / 2] * beyond[lane + PROBES / 2];
        }
        let own = if a == b { self.diagonal[a].recip() } else { 0.0 };
        own + sums.iter().sum::<f64>() / float(PROBES)
    }
}
