//! Tables of several sizes, drawn from a fixed seed: for the benchmarks, and for `cargo run --example draw`.

use calibration::{Rating, Ratings, RatingsBuilder, Scale, Score};

/// A small generator of its own, so that the tables stay the same whatever becomes of the library's.
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    /// A whole number on the scale 1 to 5 near `middle`.
    fn score(&mut self, middle: u64) -> i32 {
        i32::try_from((middle + self.below(3) + self.below(2)).clamp(2, 6) - 1).expect("a score")
    }
}

/// Candidate, interviewer, dimension, score.
pub(crate) type Row = (u64, u64, u64, i32);

/// A panel of 40 candidates, 12 interviewers, 4 dimensions.
pub(crate) fn panel() -> Vec<Row> {
    rows(40, 12, 4, |draw| 3 + draw.below(2))
}

/// 73,000 ratings of 1,100 candidates by 3,000 interviewers, on one dimension.
pub(crate) fn courses() -> Vec<Row> {
    rows(1_100, 3_000, 1, |draw| 60 + draw.below(14))
}

/// 1,000,000 ratings: 62,500 candidates, each seen by 4 of 2,000 interviewers on 4 dimensions.
pub(crate) fn million() -> Vec<Row> {
    rows(62_500, 2_000, 4, |_| 4)
}

/// 1,000,000 ratings of 100,000 candidates by 10,000 interviewers, five of them each, on two dimensions: too many to factor.
pub(crate) fn crowd() -> Vec<Row> {
    scattered(100_000, 10_000)
}

/// 10,000,000 ratings of 1,000,000 candidates by 100,000 interviewers.
pub(crate) fn throng() -> Vec<Row> {
    scattered(1_000_000, 100_000)
}

/// Every candidate seen by five interviewers from anywhere, on two dimensions.
fn scattered(candidates: u64, interviewers: u64) -> Vec<Row> {
    let mut draw = Draw(12345);
    let severity: Vec<u64> = (0..interviewers).map(|_| draw.below(2)).collect();
    let mut rows = Vec::new();
    for candidate in 0..candidates {
        let ability = draw.below(3);
        for _ in 0..5 {
            let interviewer = draw.below(interviewers);
            let middle = ability + severity[usize::try_from(interviewer).expect("an index")];
            for dimension in 0..2 {
                rows.push((candidate, interviewer, dimension, draw.score(middle)));
            }
        }
    }
    rows
}

/// Every candidate seen by as many interviewers as `seats` says, each of whom scores every dimension.
fn rows(candidates: u64, interviewers: u64, dimensions: u64, seats: impl Fn(&mut Draw) -> u64) -> Vec<Row> {
    let mut draw = Draw(12345);
    let severity: Vec<u64> = (0..interviewers).map(|_| draw.below(2)).collect();
    let mut rows = Vec::new();
    for candidate in 0..candidates {
        let ability = draw.below(3);
        let first = draw.below(interviewers);
        for seat in 0..seats(&mut draw) {
            let interviewer = (first + seat * 37) % interviewers;
            let middle = ability + severity[usize::try_from(interviewer).expect("an index")];
            for dimension in 0..dimensions {
                rows.push((candidate, interviewer, dimension, draw.score(middle)));
            }
        }
    }
    rows
}

/// The table of these rows.
pub(crate) fn table(rows: &[Row]) -> Ratings {
    let mut builder = RatingsBuilder::new(Scale::new(1, 5).expect("a scale"));
    for (candidate, interviewer, dimension, score) in rows {
        let names = [format!("c{candidate}"), format!("r{interviewer}"), format!("d{dimension}")];
        let [candidate, interviewer, dimension] = names.each_ref().map(String::as_str);
        let score = Score::Conclusion(*score);
        builder.push(Rating { candidate, interviewer, dimension, round: None, score }).expect("on the scale");
    }
    builder.build()
}
