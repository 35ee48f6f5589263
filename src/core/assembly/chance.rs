//! The portable draw: fixed here to the bit, because a kit must come out the same years from now.
//!
//! Each question draws by itself, from the seed and its name, so that a question that a bank gains or loses changes nothing of the others.

use super::super::ids::QuestionId;
use super::digest::DrawDigest;

/// What a question draws for.
#[derive(Clone, Copy)]
pub(super) enum DrawFor {
    /// What chance adds to its cost.
    Variety,
    /// Its place among questions of the same difficulty.
    Order,
}

/// A number below `limit`: the digest of the seed's bytes from the lowest, the purpose and the name, and of that the part
/// `limit` / 2^64. What that favors is less than one draw in 2^40.
pub(super) fn below(limit: u32, seed: u64, purpose: DrawFor, id: &QuestionId) -> u32 {
    let purpose = match purpose {
        DrawFor::Variety => b'v',
        DrawFor::Order => b'o',
    };
    let mut digest = DrawDigest::new();
    digest.number(seed);
    digest.bytes(&[purpose]);
    digest.bytes(id.as_str().as_bytes());
    u32::try_from((u128::from(digest.mixed()) * u128::from(limit)) >> 64).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_draw_is_fixed_for_ever() {
        let drawn = |seed, purpose, id: &str| below(1000, seed, purpose, &QuestionId::new(id).expect("an id"));
        let ids = ["isolation", "own-project", "retry-storm"];
        let of = |seed, purpose| ids.map(|id| drawn(seed, purpose, id));
        assert_eq!([of(7, DrawFor::Variety), of(7, DrawFor::Order), of(8, DrawFor::Variety)], GOLDEN);
        assert_eq!(below(0, 7, DrawFor::Order, &QuestionId::new("isolation").expect("an id")), 0);
    }

    /// Computed by a few lines of Python from the description above; a change here changes every kit and needs a new assembler version.
    const GOLDEN: [[u32; 3]; 3] = [[642, 571, 369], [162, 884, 953], [330, 636, 966]];
}
