//! The board's own figures: ten thousand frames, ten thousand keys, and a key with its frame, in a two-hour session of sixty questions.

#[path = "../tests/it/board/driver.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod driver;
#[path = "../tests/it/board/plan.rs"]
mod plan;

use divan::Bencher;
use driver::Interviewer;

fn main() {
    divan::main();
}

/// An interview in which half of the questions were asked, rated and noted.
fn half_way(columns: u16, rows: u16) -> Interviewer {
    let mut kim = Interviewer::with_plan(plan::long_plan(), columns, rows);
    kim.presses("Enter Ctrl-N");
    for _ in 0..30 {
        kim.types("says where the copy is kept and for how long").presses("Enter Ctrl-R a c 4 3 Esc Ctrl-N").waits(90);
    }
    kim
}

/// The screens that are drawn: in the note, at the ratings, in the outline.
const SIZES: [(u16, u16); 2] = [(80, 24), (140, 40)];

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn draw_10_000_frames(bencher: Bencher<'_, '_>, (columns, rows): (u16, u16)) {
    bencher.with_inputs(|| half_way(columns, rows)).bench_local_values(|mut kim| {
        for frame in 0..10_000 {
            if frame % 100 == 0 {
                kim.presses("Tab");
            }
            divan::black_box(kim.buffer());
        }
    });
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn press_10_000_keys(bencher: Bencher<'_, '_>, (columns, rows): (u16, u16)) {
    bencher.with_inputs(|| half_way(columns, rows)).bench_local_values(|mut kim| {
        for _ in 0..200 {
            kim.types("a note of forty-four keys, typed by an expert").presses("Enter Ctrl-R 3 Esc Left");
        }
        divan::black_box(kim)
    });
}

#[divan::bench(args = SIZES, sample_count = 200, sample_size = 5)]
fn press_a_key_and_draw_its_frame(bencher: Bencher<'_, '_>, (columns, rows): (u16, u16)) {
    let mut kim = half_way(columns, rows);
    bencher.bench_local(|| {
        kim.types("x");
        divan::black_box(kim.buffer());
    });
}

#[divan::bench(args = SIZES, sample_count = 50, sample_size = 1)]
fn keep_a_note_and_draw_its_frame(bencher: Bencher<'_, '_>, (columns, rows): (u16, u16)) {
    let mut kim = half_way(columns, rows);
    bencher.bench_local(|| {
        kim.types("x").presses("Enter");
        divan::black_box(kim.buffer());
    });
}
