//! How long assembly takes. By hand: `cargo bench -p hotseat-assembly`. Nothing here is a test; no limit is checked.

#[path = "../tests/it/drawn.rs"]
mod drawn;

use assembly::{Cohort, Problem, assemble, solve};
use divan::Bencher;

fn main() {
    divan::main();
}

/// One interview's worth, from banks of several sizes.
#[divan::bench(args = [500, 5000, 50000], consts = [0, 2], sample_count = 20, sample_size = 1)]
fn one<const TAGS: u32>(bencher: Bencher<'_, '_>, size: usize) {
    let problem = drawn::problem(size, &["screening"], 7, TAGS);
    bencher.bench(|| solve(&problem).expect("it is solved"));
}

/// Four sections, two hours.
#[divan::bench(args = [500, 5000, 50000], sample_count = 10, sample_size = 1)]
fn long(bencher: Bencher<'_, '_>, size: usize) {
    let problem = drawn::problem(size, &["comprehensive"], 7, 0);
    bencher.bench(|| solve(&problem).expect("it is solved"));
}

/// Forms of a cohort, from so many items.
#[divan::bench(args = [(10, 5000), (10, 50000), (50, 50000)], sample_count = 3, sample_size = 1)]
fn cohort(bencher: Bencher<'_, '_>, (forms, size): (u16, usize)) {
    let problem = Problem { pinned: Vec::new(), ..drawn::problem(size, &["screening"], 7, 0) };
    bencher.bench(|| assemble(&problem, Cohort { forms, ..Cohort::default() }).expect("it is assembled"));
}
