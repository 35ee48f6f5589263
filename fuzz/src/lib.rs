//! Fuzz targets of hotseat. Each is a function of bytes that panics where something that the program promises does not hold:
//! what a reader accepts is written and read again as the same, nothing crashes on it, counts agree.
//!
//! Two runners share them: `cargo run` in this folder mutates the corpus with a generator of its own, on any machine that has Rust; the
//! binaries that the feature `libfuzzer` adds are guided by coverage (docs/reliability.md has the line that builds them on stable).

pub mod chance;
pub mod corpus;
pub mod mutate;
pub mod playing;
pub mod targets;

/// A target by name.
#[derive(Clone, Copy)]
pub struct Target {
    /// What it is called.
    pub name: &'static str,
    /// Panics where a promise does not hold; says whether the input was accepted.
    pub run: fn(&[u8]) -> bool,
    /// The inputs to begin with.
    pub corpus: fn() -> Vec<Vec<u8>>,
}

/// All targets.
pub const TARGETS: [Target; 9] = [
    Target { name: "bank", run: targets::bank, corpus: corpus::bank },
    Target { name: "format", run: targets::format, corpus: corpus::format },
    Target { name: "rubric", run: targets::rubric, corpus: corpus::rubric },
    Target { name: "kit", run: targets::kit, corpus: corpus::kit },
    Target { name: "plan", run: targets::plan, corpus: corpus::plan },
    Target { name: "journal", run: targets::journal, corpus: corpus::journal },
    Target { name: "people", run: targets::people, corpus: corpus::people },
    Target { name: "import", run: targets::import, corpus: corpus::import },
    Target { name: "ratings", run: targets::ratings, corpus: corpus::ratings },
];

/// The longest input, in bytes.
pub const LONGEST: usize = 8192;

/// Of the inputs that are refused, libFuzzer goes on from one in so many: there is no end of them, and what comes of them is refused again.
pub const REFUSED: usize = 32;

/// The body of a target for libFuzzer. An eighth of the inputs is made by [`mutate::mutated`], which keeps JSON whole, of what the engine
/// found and of shipped documents; the others are made by the engine.
#[macro_export]
macro_rules! libfuzzer {
    ($target:ident) => {
        static SHIPPED: std::sync::LazyLock<Vec<Vec<u8>>> = std::sync::LazyLock::new($crate::corpus::$target);

        libfuzzer_sys::fuzz_target!(|data: &[u8]| -> libfuzzer_sys::Corpus {
            if $crate::targets::$target(data) || $crate::chance::Chance::of(data).one_in($crate::REFUSED) {
                libfuzzer_sys::Corpus::Keep
            } else {
                libfuzzer_sys::Corpus::Reject
            }
        });
        libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
            let mut chance = $crate::chance::Chance::new(seed.into());
            let input = data.get(..size).unwrap_or_default();
            let short: Vec<&Vec<u8>> = SHIPPED.iter().filter(|shipped| shipped.len() <= most).collect();
            let shipped = chance.one_of(&short).map_or(input, |shipped| shipped.as_slice());
            let changed = match chance.below(16) {
                0 => $crate::mutate::mutated(input, shipped, most, &mut chance),
                1 => $crate::mutate::mutated(shipped, input, most, &mut chance),
                _ => return libfuzzer_sys::fuzzer_mutate(data, size, most),
            };
            let length = changed.len().min(data.len());
            data[..length].copy_from_slice(&changed[..length]);
            length
        });
    };
}
