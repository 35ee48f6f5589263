//! Who saw whom: groups of candidates that share no interviewer with the others.

use serde::Serialize;

use crate::ratings::Ratings;

/// The connected parts of the graph of candidates and interviewers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Components {
    /// How many parts; 1 when all candidates can be compared through shared interviewers.
    pub count: usize,
    /// The part of each candidate, numbered from 0 in the order of the candidates.
    pub of_candidate: Vec<usize>,
    /// The part of each interviewer.
    pub of_interviewer: Vec<usize>,
}

/// Finds the connected parts (union–find over ratings).
#[must_use]
pub fn components(ratings: &Ratings) -> Components {
    let candidates = ratings.candidates().len();
    let size = candidates + ratings.interviewers().len();
    let mut parent: Vec<usize> = (0..size).collect();
    let rows = ratings.rows();
    for (&candidate, &interviewer) in rows.candidate.iter().zip(&rows.interviewer) {
        let a = root(&mut parent, candidate as usize);
        let b = root(&mut parent, candidates + interviewer as usize);
        parent[a.max(b)] = a.min(b);
    }
    let mut numbers = vec![usize::MAX; size];
    let mut count = 0;
    let mut parts = Vec::with_capacity(size);
    for node in 0..size {
        let top = root(&mut parent, node);
        if numbers[top] == usize::MAX {
            numbers[top] = count;
            count += 1;
        }
        parts.push(numbers[top]);
    }
    let of_interviewer = parts.split_off(candidates);
    Components { count, of_candidate: parts, of_interviewer }
}

/// The representative of a node, halving the path on the way.
pub(crate) fn root(parent: &mut [usize], mut node: usize) -> usize {
    while parent[node] != node {
        parent[node] = parent[parent[node]];
        node = parent[node];
    }
    node
}

/// Per interviewer, a round that nobody else takes and beside which they take no other shared one:
/// the two cannot be told apart. `None` where they can.
#[must_use]
pub fn confounded(ratings: &Ratings) -> Vec<Option<usize>> {
    let interviewers = ratings.interviewers().len();
    let rounds = ratings.rounds().len();
    if rounds < 2 {
        return vec![None; interviewers];
    }
    // Parts of the graph of interviewers and rounds; alone in a part means not to be told apart.
    let mut parent: Vec<usize> = (0..interviewers + rounds).collect();
    let rows = ratings.rows();
    for (&interviewer, &round) in rows.interviewer.iter().zip(&rows.round) {
        let a = root(&mut parent, interviewer as usize);
        let b = root(&mut parent, interviewers + usize::from(round));
        parent[a.max(b)] = a.min(b);
    }
    let mut company = vec![0_usize; interviewers + rounds];
    for interviewer in 0..interviewers {
        company[root(&mut parent, interviewer)] += 1;
    }
    let mut first_round = vec![None; interviewers + rounds];
    for round in (0..rounds).rev() {
        first_round[root(&mut parent, interviewers + round)] = Some(round);
    }
    (0..interviewers)
        .map(|interviewer| {
            let part = root(&mut parent, interviewer);
            if company[part] == 1 { first_round[part] } else { None }
        })
        .collect()
}
