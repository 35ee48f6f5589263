//! How long calibration takes. By hand: `cargo bench --bench panel -- DIR`, with `DIR/synth_1m.csv` (1,000,000 ratings: 62,500 × 4 of
//! 2,000 × 4) and `DIR/insteval_like.csv` (73,000 ratings of 1,100 by 3,000) as tidy CSV; beside it `benches/panel.R DIR` times lme4
//! and `benches/panel.py DIR` the Python package krippendorff. Without the files it times a drawn panel of 40. No limit is checked.

use std::path::Path;
use std::time::Instant;

use hotseat::core::panel::Called;
use hotseat::core::panel::agreement::{self, Resampling};
use hotseat::core::panel::calibration::{Calibration, Options};
use hotseat::core::panel::mixed::{Model, fit, supported};
use hotseat::core::panel::ratings::{Ratings, RatingsBuilder, Scale, Score};
use hotseat::core::panel::report::{Wanted, report};
use hotseat::store;

const RESAMPLING: Resampling = Resampling { seed: 1, times: 1000, level: 0.95 };

#[expect(clippy::disallowed_methods, reason = "what is measured here is time")]
fn now() -> Instant {
    Instant::now()
}

/// The best of so many runs.
fn time<T>(name: &str, times: u32, mut run: impl FnMut() -> T) {
    let mut best = f64::INFINITY;
    for _ in 0..times {
        let start = now();
        std::hint::black_box(run());
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!("{name:48} {:10.3} ms", 1e3 * best);
}

fn builder() -> RatingsBuilder {
    RatingsBuilder::new(Scale::new(1, 5).expect("a scale"))
}

fn load(folder: &str, name: &str) -> Option<Ratings> {
    let path = Path::new(folder).join(name);
    path.exists().then_some(())?;
    let mut builder = builder();
    let start = now();
    let read = store::read_tidy(
        &path,
        |row| {
            let score = Score::Conclusion(row.score.parse().map_err(|_| "no number".to_owned())?);
            let pushed = builder.push(row.candidate, row.interviewer, row.dimension, None, score);
            pushed.map_err(|error| error.to_string())
        },
        |_| {},
    );
    assert!(read.expect("it reads").bad.is_empty(), "{name} has bad rows");
    let ratings = builder.build();
    println!("{name}: {} ratings read in {:.0} ms", ratings.len(), 1e3 * start.elapsed().as_secs_f64());
    Some(ratings)
}

/// A drawn panel of 40 candidates, 12 interviewers, 4 dimensions.
fn panel() -> Ratings {
    let mut builder = builder();
    let mut state = 12345_u64;
    let mut next = move |bound: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % bound
    };
    for candidate in 0..40 {
        let ability = next(3);
        for seat in 0..3 + next(2) {
            let interviewer = (next(3) + 3 * seat) % 12;
            for dimension in 0..4 {
                let score = i32::try_from((1 + ability + next(3)).min(5)).expect("small");
                let names = [format!("c{candidate}"), format!("r{interviewer}"), format!("d{dimension}")];
                let pushed = builder.push(&names[0], &names[1], &names[2], None, Score::Conclusion(score));
                pushed.expect("on the scale");
            }
        }
    }
    builder.build()
}

fn wanted(details: bool) -> Wanted {
    Wanted { exact: None, weights: vec![1; 4], bands: Vec::new(), seed: 1, details, severity: details }
}

fn main() {
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).unwrap_or_default();
    let ratings = panel();
    let called = Called::default();
    time("40 candidates: the default report", 20, || report(&ratings, &called, &wanted(false)));
    time("40 candidates: with details", 20, || report(&ratings, &called, &wanted(true)));
    if let Some(ratings) = load(&folder, "insteval_like.csv") {
        time("73,000 ratings: plain fit with all SDs", 5, || fit(&ratings, Model::plain()).expect("it fits"));
    }
    if let Some(ratings) = load(&folder, "synth_1m.csv") {
        time("1,000,000 ratings: alpha", 10, || agreement::alpha(&ratings));
        time("1,000,000 ratings: plain fit with all SDs", 3, || fit(&ratings, Model::plain()).expect("it fits"));
        let model = supported(&ratings, Model::full()).0;
        time("1,000,000 ratings: full fit with all SDs", 2, || fit(&ratings, model).expect("it fits"));
        time("1,000,000 ratings: agreement, brief", 1, || agreement::brief(&ratings, None, RESAMPLING));
        time("1,000,000 ratings: comparison", 1, || {
            let calibration = Calibration::new(&ratings, Model::full(), Options::default()).expect("it fits");
            let comparison = calibration.comparison(&[1; 4], &[2.5, 3.5]).expect("it compares");
            (comparison, calibration.severities().len())
        });
    }
}
