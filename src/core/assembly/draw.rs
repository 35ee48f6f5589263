//! The portable draw: fixed here to the bit, because a kit must come out the same years from now.

use chacha20::ChaCha8Rng;
use chacha20::rand_core::{Rng, SeedableRng};

/// A stream of random numbers from a seed.
pub(super) struct Draw {
    stream: ChaCha8Rng,
}

impl Draw {
    pub(super) fn new(seed: u64) -> Self {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        Self { stream: ChaCha8Rng::from_seed(bytes) }
    }

    /// A number below `limit`, without bias: what would favour the low ones is drawn again.
    pub(super) fn below(&mut self, limit: u32) -> u32 {
        let limit = limit.max(1);
        let fair = u32::MAX - u32::MAX % limit;
        loop {
            let number = self.stream.next_u32();
            if number < fair {
                return number % limit;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_draw_is_fixed_for_ever() {
        let mut draw = Draw::new(7);
        let drawn: Vec<u32> = (0..8).map(|_| draw.below(1000)).collect();
        let mut again = Draw::new(7);
        assert_eq!(drawn, (0..8).map(|_| again.below(1000)).collect::<Vec<_>>());
        assert_eq!(drawn, GOLDEN);
        assert_eq!(Draw::new(7).below(0), 0);
    }

    /// Drawn once with `rand_chacha` 0.10.0, whose stream `chacha20` 0.10 has, too; a change here changes every kit and needs a new assembler version.
    const GOLDEN: [u32; 8] = [683, 346, 989, 818, 822, 853, 48, 176];
}
