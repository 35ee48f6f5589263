//! Work that is shared among threads, in parts that are the same however many threads there are.

use std::num::NonZero;
use std::sync::LazyLock;
use std::thread;

/// How many threads work at once.
pub(crate) static THREADS: LazyLock<usize> = LazyLock::new(|| thread::available_parallelism().map_or(1, NonZero::get));

/// Does something with each of these, all of them at once, and gives what comes of them in their order.
pub(crate) fn each_at_once<T: Send, R: Send>(mut all: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let Some(last) = all.pop() else { return Vec::new() };
    let work = &work;
    thread::scope(|scope| {
        let others: Vec<_> = all.into_iter().map(|one| scope.spawn(move || work(one))).collect();
        let last = work(last);
        let others =
            others.into_iter().map(|other| other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        others.chain([last]).collect()
    })
}

/// Does something with each of these, by as many threads as there are, and gives what comes of them in their order.
pub(crate) fn shared<T: Send, R: Send>(all: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let count = all.len();
    let threads = (*THREADS).min(count);
    if threads < 2 {
        return all.into_iter().map(work).collect();
    }
    let mut hands: Vec<Vec<T>> = (0..threads).map(|_| Vec::with_capacity(count.div_ceil(threads))).collect();
    for (index, one) in all.into_iter().enumerate() {
        hands[index % threads].push(one);
    }
    let work = &work;
    let done = each_at_once(hands, |hand| hand.into_iter().map(work).collect::<Vec<R>>());
    // Dealt out in turn, so they are taken back in turn.
    let mut done: Vec<_> = done.into_iter().map(Vec::into_iter).collect();
    (0..count).filter_map(|index| done[index % threads].next()).collect()
}
