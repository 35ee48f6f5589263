//! How long calibration takes. By hand: `cargo bench -p hotseat-calibration`. Nothing here is a test; no limit is checked.
//!
//! `cargo run --release --example draw -- DIR` writes the tables as CSV. `benches/peers` of the repository draws the largest of them line
//! by line alike, and times hotseat and other programs on it.

mod tables;

use std::sync::LazyLock;

use calibration::agreement::{self, Resampling};
use calibration::report::{Called, Wanted, report};
use calibration::{Calibration, Model, Options, Ratings, SureOf, fit, supported};
use divan::Bencher;

static PANEL: LazyLock<Ratings> = LazyLock::new(|| tables::table(&tables::panel()));
static COURSES: LazyLock<Ratings> = LazyLock::new(|| tables::table(&tables::courses()));
static MILLION: LazyLock<Ratings> = LazyLock::new(|| tables::table(&tables::million()));
static CROWD: LazyLock<Ratings> = LazyLock::new(|| tables::table(&tables::crowd()));
static THRONG: LazyLock<Ratings> = LazyLock::new(|| tables::table(&tables::throng()));

fn main() {
    divan::main();
}

/// 40 candidates, about 550 ratings.
#[divan::bench_group(sample_count = 30, sample_size = 1)]
mod panel {
    use super::{Bencher, Called, Model, PANEL, SureOf, Wanted, fit, report};

    fn wanted(details: bool) -> Wanted {
        Wanted {
            exact: None,
            weights: vec![1; 4],
            bands: Vec::new(),
            seed: 1,
            groups: SureOf::Panel,
            ordinal: false,
            details,
            severity: details,
        }
    }

    #[divan::bench]
    fn plain_fit(bencher: Bencher<'_, '_>) {
        bencher.bench(|| fit(&PANEL, Model::plain()).expect("it fits"));
    }

    #[divan::bench]
    fn report_brief(bencher: Bencher<'_, '_>) {
        bencher.bench(|| report(&PANEL, &Called::default(), &wanted(false)));
    }

    #[divan::bench]
    fn report_details(bencher: Bencher<'_, '_>) {
        bencher.bench(|| report(&PANEL, &Called::default(), &wanted(true)));
    }
}

/// 73,000 ratings of 1,100 candidates by 3,000 interviewers: a dense remainder of 1,100 columns.
#[divan::bench_group(sample_count = 7, sample_size = 1)]
mod courses {
    use super::{Bencher, COURSES, Model, fit};

    #[divan::bench]
    fn plain_fit(bencher: Bencher<'_, '_>) {
        bencher.bench(|| fit(&COURSES, Model::plain()).expect("it fits"));
    }
}

/// 1,000,000 ratings: a dense remainder of 2,000 columns.
#[divan::bench_group(sample_count = 3, sample_size = 1)]
mod million {
    use super::{Bencher, Calibration, MILLION, Model, Options, Resampling, agreement, fit, supported};

    #[divan::bench]
    fn alpha(bencher: Bencher<'_, '_>) {
        bencher.bench(|| agreement::alpha(&MILLION));
    }

    #[divan::bench]
    fn agreement_brief(bencher: Bencher<'_, '_>) {
        bencher.bench(|| agreement::brief(&MILLION, None, Resampling::default()));
    }

    #[divan::bench]
    fn plain_fit(bencher: Bencher<'_, '_>) {
        bencher.bench(|| fit(&MILLION, Model::plain()).expect("it fits"));
    }

    #[divan::bench]
    fn full_fit(bencher: Bencher<'_, '_>) {
        let model = supported(&MILLION, Model::full()).0;
        bencher.bench(|| fit(&MILLION, model).expect("it fits"));
    }

    #[divan::bench]
    fn comparison(bencher: Bencher<'_, '_>) {
        bencher.bench(|| {
            let calibration = Calibration::new(&MILLION, Model::full(), Options::default()).expect("it fits");
            let candidates = calibration.compare(&[1; 4], &[2.5, 3.5]).expect("it compares");
            (candidates, calibration.severities().len())
        });
    }
}

/// 1,000,000 ratings and 10,000,000 of so many candidates and interviewers that the equations are solved by steps.
#[divan::bench_group(sample_count = 1, sample_size = 1)]
mod by_steps {
    use super::{Bencher, CROWD, Calibration, Model, Options, Ratings, THRONG};

    fn compare(ratings: &Ratings) -> usize {
        let calibration = Calibration::new(ratings, Model::full(), Options::default()).expect("it fits");
        calibration.compare(&[1; 2], &[2.5, 3.5]).expect("it compares").candidates.len()
    }

    #[divan::bench]
    fn crowd(bencher: Bencher<'_, '_>) {
        bencher.bench(|| compare(&CROWD));
    }

    #[divan::bench]
    fn throng(bencher: Bencher<'_, '_>) {
        bencher.bench(|| compare(&THRONG));
    }
}
