//! Scores between whole numbers: which steps they are on, and so what makes categories of them.

/// Scores between whole numbers, and the steps that all of them are on.
#[derive(Debug, Default)]
pub(crate) struct BetweenPoints {
    /// How many there are.
    pub(crate) count: u64,
    /// Which of the steps of [`BetweenPoints::STEPS`] don't fit all of them.
    unfit: [bool; 4],
    /// The first that is on none of them.
    odd: Option<f64>,
}

impl BetweenPoints {
    /// To a point.
    const STEPS: [u8; 4] = [2, 4, 5, 10];

    /// Takes one more.
    pub(crate) fn take(&mut self, value: f64) {
        self.count += 1;
        let is_on = |steps: u8| {
            let scaled = value * f64::from(steps);
            (scaled - scaled.round()).abs() < 1e-9
        };
        for (steps, unfit) in Self::STEPS.into_iter().zip(&mut self.unfit) {
            *unfit |= !is_on(steps);
        }
        if self.odd.is_none() && !Self::STEPS.into_iter().any(is_on) {
            self.odd = Some(value);
        }
    }

    /// What can be done about them.
    pub(crate) fn advice(&self) -> String {
        let fit = Self::STEPS.iter().zip(self.unfit).find(|(_, unfit)| !unfit).map(|(steps, _)| steps);
        match (fit, self.odd) {
            (Some(2), _) => "--step 0.5 makes half points categories".to_owned(),
            (Some(steps), _) => {
                let step = 1.0 / f64::from(*steps);
                format!("--step {step} makes steps of {step} points categories")
            }
            (None, Some(odd)) => format!("no --step makes categories of all, as with {odd}"),
            (None, None) => "no --step makes categories of all".to_owned(),
        }
    }
}
