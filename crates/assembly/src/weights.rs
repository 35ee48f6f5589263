//! Difficulties, and what a point of each kind of cost weighs.

/// How many difficulties there are; they are counted from 0.
pub const DIFFICULTIES: usize = 5;

/// What breaking a wish costs, in points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weights {
    /// For each minute of a section that nothing fills.
    pub unused: u32,
    /// For each minute of a difficulty above its target.
    pub over: u32,
    /// For each minute of a difficulty below its target.
    pub under: u32,
    /// For each group that is wanting of the number wanted.
    pub breadth: u32,
    /// For each time a label comes again in the forms.
    pub repeat: u32,
    /// For each kind that a section wishes for and that does not come in it.
    pub kind: u32,
}

impl Default for Weights {
    fn default() -> Self {
        Self { unused: 1000, over: 200, under: 200, breadth: 300, repeat: 0, kind: 0 }
    }
}

impl Weights {
    pub(crate) fn all(self) -> [u32; 6] {
        [self.unused, self.over, self.under, self.breadth, self.repeat, self.kind]
    }

    /// What being off the target costs.
    pub(crate) fn mix(self, given: [usize; DIFFICULTIES], target: [u16; DIFFICULTIES]) -> u64 {
        let off = given.iter().zip(target).map(|(given, target)| {
            let (given, target) = (*given as u64, u64::from(target));
            u64::from(self.over) * given.saturating_sub(target) + u64::from(self.under) * target.saturating_sub(given)
        });
        off.sum()
    }
}
