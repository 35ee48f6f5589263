//! Runs the targets on mutations of their corpus, for so long each: `cargo run -- --seconds 10 [--seed N] [TARGET...]`.
//! `--corpus DIR` writes the corpus for libFuzzer instead, and what stands in it as dictionaries. A failure prints the seed, and what to do to see it again.

#![expect(clippy::disallowed_methods, reason = "a tool of its own: it measures itself, and what it writes are inputs")]

use std::collections::BTreeMap;
use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime};

use hotseat_fuzz::chance::Chance;
use hotseat_fuzz::corpus::dictionary;
use hotseat_fuzz::mutate::mutated;
use hotseat_fuzz::{LONGEST, TARGETS, Target};

/// An input that takes longer is a failure: what is done with an input is bounded by its size.
const PATIENCE: Duration = Duration::from_secs(5);

fn main() -> ExitCode {
    let mut options: BTreeMap<String, String> = BTreeMap::new();
    let mut names = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.strip_prefix("--") {
            Some(option) => drop(options.insert(option.to_owned(), arguments.next().unwrap_or_default())),
            None => names.push(argument),
        }
    }
    let number = |option: &str| options.get(option).and_then(|text| text.parse::<u64>().ok());
    let chosen: Vec<Target> =
        TARGETS.into_iter().filter(|target| names.is_empty() || names.iter().any(|name| name == target.name)).collect();
    if let Some(folder) = options.get("corpus") {
        chosen.iter().for_each(|target| write_corpus(&Path::new(folder).join(target.name), target));
        return ExitCode::SUCCESS;
    }
    if let Some(file) = options.get("input") {
        let input = fs::read(file).unwrap_or_else(|error| panic!("{file}: {error}"));
        for target in chosen {
            println!("{}: {}", target.name, if (target.run)(&input) { "accepted" } else { "refused" });
        }
        return ExitCode::SUCCESS;
    }
    let since_epoch = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let seed = number("seed").unwrap_or(since_epoch.as_secs());
    let time = Duration::from_secs(number("seconds").unwrap_or(10));
    println!("seed {seed}, {} seconds each", time.as_secs());
    let (open, failed) = (Mutex::new(chosen), AtomicBool::new(false));
    let next = || open.lock().ok().and_then(|mut open| open.pop());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(target) = next() {
                    if !run(&target, seed, time) {
                        failed.store(true, Ordering::Relaxed);
                    }
                }
            });
        }
    });
    if failed.load(Ordering::Relaxed) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Runs a target for so long; says whether all its inputs went well.
fn run(target: &Target, seed: u64, time: Duration) -> bool {
    let corpus = (target.corpus)();
    // Nothing but the seed decides what comes, so that it comes again.
    let mut chance =
        Chance::new(target.name.bytes().fold(seed, |seed, byte| seed.wrapping_mul(31).wrapping_add(byte.into())));
    let begun = Instant::now();
    let (mut count, mut accepted) = (0_u64, 0_u64);
    let mut inputs = corpus.iter().cloned();
    while begun.elapsed() < time {
        // The corpus as it is comes first; it is of no use where it is refused.
        let shipped = inputs.next();
        let is_shipped = shipped.is_some();
        let input = shipped.unwrap_or_else(|| {
            let (Some(one), Some(other)) = (chance.one_of(&corpus).cloned(), chance.one_of(&corpus)) else {
                return Vec::new();
            };
            mutated(&one, other, LONGEST, &mut chance)
        });
        let before = Instant::now();
        let went = panic::catch_unwind(AssertUnwindSafe(|| (target.run)(&input)));
        let is_accepted = matches!(went, Ok(true));
        count += 1;
        accepted += u64::from(is_accepted);
        if went.is_err() || before.elapsed() > PATIENCE || (is_shipped && !is_accepted) {
            let file = std::env::temp_dir().join(format!("hotseat-fuzz-{}-{seed}", target.name));
            let kept = fs::write(&file, &input).map_or_else(|error| error.to_string(), |()| file.display().to_string());
            eprintln!("{}: input {count} of seed {seed} fails; it is kept in {kept}", target.name);
            eprintln!("again: cargo run -- --input {} {}", file.display(), target.name);
            return false;
        }
    }
    println!("{:8} {count:>9} executions, {accepted:>9} accepted", target.name);
    true
}

/// What libFuzzer begins with is short: it takes its time from the length.
fn write_corpus(folder: &Path, target: &Target) {
    const SHORT: usize = 3072;
    let write = |file: PathBuf, bytes: &[u8]| {
        fs::write(&file, bytes).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    };
    fs::create_dir_all(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let corpus = (target.corpus)();
    for (number, input) in corpus.iter().enumerate().filter(|(_, input)| input.len() <= SHORT) {
        write(folder.join(format!("shipped-{number}")), input);
    }
    let dictionary: String = dictionary(&corpus).iter().map(|token| format!("{token}\n")).collect();
    write(folder.with_extension("dict"), dictionary.as_bytes());
}
