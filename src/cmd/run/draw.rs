//! What was drawn for an interview, and what the interviewer changes of it before it begins; each change can be taken back.

use crate::core::assembly::{self, Assembled, DrawCode, History, KitSlot, NotAssembled, Offer, Reckoning, Request};
use crate::core::library::Library;
use crate::core::plan::{Kit, Plan, Slot};

/// What a draw is made from.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) library: &'a Library,
    pub(super) history: &'a History,
}

/// A draw, and what it was before each change.
#[derive(Debug)]
pub(super) struct Drawing {
    pub(super) request: Request,
    drawn: DrawnKit,
    /// The last one last, each with its seed.
    before: Vec<(u64, DrawnKit)>,
    /// Those that fit in the place of the one that is to be exchanged, the best first.
    pub(super) others: Vec<Offer>,
    /// The place of that one.
    pub(super) slot: Slot,
}

/// A kit; with what it costs and its code, as long as nothing was exchanged in it.
#[derive(Debug)]
struct DrawnKit {
    kit: Kit,
    account: Option<Reckoning>,
    code: Option<DrawCode>,
}

impl From<Assembled> for DrawnKit {
    fn from(assembled: Assembled) -> Self {
        Self { kit: assembled.kit, account: Some(assembled.account), code: assembled.code }
    }
}

/// So many questions are offered in the place of another.
const MOST: usize = 30;

impl Drawing {
    /// Draws.
    ///
    /// # Errors
    /// Where nothing can be drawn.
    pub(super) fn new(source: Source<'_>, request: Request) -> Result<Self, NotAssembled> {
        let drawn = assembly::assemble(source.library, &request, source.history)?.into();
        Ok(Self { request, drawn, before: Vec::new(), others: Vec::new(), slot: Slot(0) })
    }

    /// The plan as it stands.
    pub(super) fn plan(&self) -> Option<&Plan> {
        self.drawn.kit.rounds.first()
    }

    /// What it costs, unless something was exchanged.
    pub(super) fn account(&self) -> Option<&Reckoning> {
        self.drawn.account.as_ref()
    }

    /// What draws it again, unless something was exchanged.
    pub(super) fn code(&self) -> Option<&DrawCode> {
        self.drawn.code.as_ref()
    }

    /// Whether something can be taken back.
    pub(super) fn is_changed(&self) -> bool {
        !self.before.is_empty()
    }

    /// Draws once more; what came of it.
    pub(super) fn again(&mut self, source: Source<'_>, seed: u64) -> String {
        let request = Request { seed, ..self.request.clone() };
        match assembly::assemble(source.library, &request, source.history) {
            Ok(assembled) => {
                self.keep(assembled.into());
                self.request = request;
                format!("Drawn again, with seed {seed}.")
            }
            Err(error) => error.to_string(),
        }
    }

    fn keep(&mut self, drawn: DrawnKit) {
        self.before.push((self.request.seed, std::mem::replace(&mut self.drawn, drawn)));
    }

    /// Takes the last change back.
    pub(super) fn take_back(&mut self) {
        if let Some((seed, drawn)) = self.before.pop() {
            self.request.seed = seed;
            self.drawn = drawn;
        }
    }

    /// Looks for other questions that fit in the place of the one at `index`.
    ///
    /// # Errors
    /// Why there is none, in words.
    pub(super) fn look(&mut self, source: Source<'_>, index: usize) -> Result<(), String> {
        let planned = self.plan().and_then(|plan| plan.questions().nth(index));
        let Some(slot) = planned.map(|planned| planned.slot) else { return Err("There is no such question.".into()) };
        let found = assembly::alternatives(
            source.library,
            &self.request,
            source.history,
            KitSlot { kit: &self.drawn.kit, round: 0, slot },
            MOST,
        );
        match found {
            Ok(others) if others.is_empty() => {
                Err(format!("The banks have no other question that fits in the place of {slot}."))
            }
            Ok(others) => {
                (self.others, self.slot) = (others, slot);
                Ok(())
            }
            Err(error) => Err(error.to_string()),
        }
    }

    /// Puts one of those in its place.
    pub(super) fn put(&mut self, index: usize) {
        let Some(chosen) = self.others.get(index).cloned() else { return };
        let mut kit = self.drawn.kit.clone();
        kit.rounds = kit.rounds.into_iter().map(|plan| assembly::replaced(plan, self.slot, &chosen.banked)).collect();
        self.keep(DrawnKit { kit, account: None, code: None });
    }
}
