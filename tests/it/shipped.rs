//! What is shipped reads and checks without a problem.

use hotseat::core::ats::RatingWords;
use hotseat::core::bank::Bank;
use hotseat::core::check::{self, Checkable};
use hotseat::core::format::{Format, Loops, Technologies, Tracks};
use hotseat::core::rubric::Rubric;
use hotseat::store::{self, Parts};

use crate::support::shipped_library;

/// Every problem of a document by itself.
fn problems<T: Checkable>(path: &str, text: &str) -> Vec<String> {
    let found = check::read::<T>(text).err().unwrap_or_default();
    found.into_iter().map(|problem| format!("{path}:{problem}")).collect()
}

#[test]
fn every_shipped_document_reads_and_checks() {
    let mut wrong = Vec::new();
    let mut counts = [0, 0, 0];
    for (path, text) in store::shipped("banks") {
        wrong.extend(problems::<Bank>(path, text));
        counts[0] += 1;
    }
    for (path, text) in store::shipped("formats") {
        wrong.extend(match path {
            "formats/loops.json" => problems::<Loops>(path, text),
            "formats/tracks.json" => problems::<Tracks>(path, text),
            "formats/technologies.json" => problems::<Technologies>(path, text),
            "formats/ats.json" => problems::<RatingWords>(path, text),
            _ => problems::<Format>(path, text),
        });
        counts[1] += 1;
    }
    for (path, text) in store::shipped("rubrics") {
        wrong.extend(problems::<Rubric>(path, text));
        counts[2] += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let [banks, formats, rubrics] = counts;
    assert!(banks >= 12 && formats >= 15 && rubrics >= 1, "{counts:?}");
    let library = shipped_library(Parts::All);
    let between = check::library(&library, &|_, _| None);
    assert!(between.is_empty(), "{between:#?}");
    // `check` leaves this to us, since nobody else could mend it.
    let content = check::content(&library, |_| true);
    assert!(content.is_empty(), "{content:#?}");
    assert!(library.questions().count() >= 150);
}
