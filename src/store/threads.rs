//! Work on all processors.

use std::collections::VecDeque;
use std::thread::{self, ScopedJoinHandle};

/// How much can be done at once; more than a few keep a disk no busier.
pub(super) fn many() -> usize {
    thread::available_parallelism().map_or(1, usize::from).min(8)
}

/// What comes of so many at once of a list, in its order: as many stretches as there are processors are worked on before the first result
/// is given away, so that few are in memory at once.
pub(super) fn in_waves<'a, T: Sync, R: Send + 'a>(
    list: &'a [T],
    at_once: usize,
    work: impl Fn(&'a [T]) -> R + Sync + 'a,
) -> impl Iterator<Item = R> {
    let mut waves = list.chunks(at_once * many());
    let mut ready = VecDeque::new();
    std::iter::from_fn(move || {
        if ready.is_empty() {
            ready.extend(work_through(waves.next()?.chunks(at_once).collect(), &work));
        }
        ready.pop_front()
    })
}

/// What comes of each of these, in their order; all of them are worked on at once.
pub(super) fn work_through<T: Send, R: Send>(mut parts: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let Some(own) = parts.pop() else { return Vec::new() };
    let work = &work;
    thread::scope(|scope| {
        let others = parts.into_iter().map(|part| scope.spawn(move || work(part)));
        let others: Vec<ScopedJoinHandle<'_, R>> = others.collect();
        let own = work(own);
        let others =
            others.into_iter().map(|other| other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        others.chain([own]).collect()
    })
}
