//! Work on all processors.

use std::sync::mpsc;
use std::thread::{self, ScopedJoinHandle};

/// How much can be done at once; more than a few keep a disk no busier.
pub(crate) fn many() -> usize {
    thread::available_parallelism().map_or(1, usize::from).min(8)
}

/// Of so many of a list's members a thread of their own takes less than they do.
pub(crate) const WORTH_IT: usize = 256;

/// Gives away what comes of so many at once of a list, in its order. All processors work on it meanwhile, no more than a few results ahead,
/// so that few are in memory at once.
///
/// # Errors
/// The first that `take` fails with, after which nothing more is begun.
pub(crate) fn in_order<'a, T: Sync, R: Send, E>(
    list: &'a [T],
    at_once: usize,
    work: impl Fn(&'a [T]) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    /// So many results of each processor may wait.
    const AHEAD: usize = 2;
    let threads = many().min(list.len().div_ceil(at_once));
    if threads <= 1 {
        return list.chunks(at_once).try_for_each(|part| take(work(part)));
    }
    let work = &work;
    thread::scope(|scope| {
        // Each has its turn: the first takes the first part, and again the one behind all others' first.
        let begun = (0..threads).map(|turn| {
            let (sender, receiver) = mpsc::sync_channel(AHEAD);
            scope.spawn(move || {
                let mut parts = list.chunks(at_once).skip(turn).step_by(threads);
                parts.try_for_each(|part| sender.send(work(part)))
            });
            receiver
        });
        let receivers: Vec<mpsc::Receiver<R>> = begun.collect();
        // The first that has no more is behind the end of the list; of one that panicked the scope hears.
        receivers.iter().cycle().map_while(|own| own.recv().ok()).try_for_each(&mut take)
    })
}

/// What comes of a list's parts, in its order: as many as there are processors, but each of so many members at least.
pub(crate) fn in_parts<'a, T: Sync, R: Send>(
    list: &'a [T],
    least: usize,
    work: impl Fn(&'a [T]) -> R + Sync,
) -> Vec<R> {
    let many = (list.len() / least.max(1)).clamp(1, many());
    work_through(list.chunks(list.len().div_ceil(many).max(1)).collect(), work)
}

/// What comes of each of these, in their order; all of them are worked on at once.
pub(crate) fn work_through<T: Send, R: Send>(mut parts: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_worked_on_at_once_comes_in_the_order_of_the_list() {
        for length in [0_usize, 1, 7, 1000] {
            let list: Vec<usize> = (0..length).collect();
            let mut taken = Vec::new();
            let done = in_order(&list, 3, <[usize]>::to_vec, |part| {
                taken.extend(part);
                Ok::<(), usize>(())
            });
            assert_eq!((done, &taken), (Ok(()), &list));
            assert_eq!(in_parts(&list, 2, <[usize]>::to_vec).concat(), list);
        }
        let list: Vec<usize> = (0..1000).collect();
        let mut taken = 0;
        let done = in_order(
            &list,
            1,
            |part| part[0],
            |one| {
                taken += 1;
                if one == 9 { Err(one) } else { Ok(()) }
            },
        );
        assert_eq!((done, taken), (Err(9), 10), "nothing is taken behind a failure");
    }
}
