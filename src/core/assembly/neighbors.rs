//! What the other plans of a cohort have, so that no question leaks from one to another by way of a backup.

/// The plans of a cohort that have each question, backups included, and how much the plan at hand may share with them.
pub(super) struct Neighbors {
    /// By a question's position in the pool; the plans that have it, counted from 0.
    plans: Vec<Vec<usize>>,
    /// The plan at hand.
    here: usize,
    /// How many questions it shares with each.
    shared: Vec<usize>,
    max_use: usize,
    overlap: usize,
}

impl Neighbors {
    /// The questions of each plan, by position in a pool of so many.
    pub(super) fn new(pool: usize, chosen: &[Vec<usize>], (max_use, overlap): (usize, usize)) -> Self {
        let mut plans = vec![Vec::new(); pool];
        for (plan, questions) in chosen.iter().enumerate() {
            for index in questions {
                plans[*index].push(plan);
            }
        }
        let mut neighbors = Self { plans, here: 0, shared: vec![0; chosen.len()], max_use, overlap };
        neighbors.turn_to(0);
        neighbors
    }

    /// Takes a plan in hand.
    pub(super) fn turn_to(&mut self, plan: usize) {
        self.here = plan;
        self.shared.fill(0);
        for plans in self.plans.iter().filter(|plans| plans.contains(&plan)) {
            for other in plans {
                self.shared[*other] += 1;
            }
        }
    }

    /// Whether a question may come into the plan at hand beside what is in it.
    pub(super) fn leave(&self, index: usize) -> bool {
        let plans = &self.plans[index];
        plans.contains(&self.here)
            || plans.len() < self.max_use && plans.iter().all(|other| self.shared[*other] < self.overlap)
    }

    /// Puts a question into the plan at hand, where it is not in it yet.
    pub(super) fn take(&mut self, index: usize) {
        let plans = &mut self.plans[index];
        if !plans.contains(&self.here) {
            for other in plans.iter() {
                self.shared[*other] += 1;
            }
            plans.push(self.here);
        }
    }

    /// The most questions that any two plans share.
    pub(super) fn most_shared(&mut self) -> usize {
        let mut most = 0;
        for plan in 0..self.shared.len() {
            self.turn_to(plan);
            let others = self.shared.iter().enumerate().filter(|(other, _)| *other != plan);
            most = most.max(others.map(|(_, shared)| *shared).max().unwrap_or(0));
        }
        most
    }
}
