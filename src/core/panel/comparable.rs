//! Which sessions can be compared: those of one kit or cohort, else of one format or loop at one level and rubric.

use std::collections::{BTreeMap, HashMap};

use super::super::people::People;
use super::super::plan::PlanSummary;
use super::pooling::Submitted;
use super::ranking::{Basis, Comparison, Group, Scope, fits, group};

/// Sessions that can be compared with each other.
#[derive(Debug)]
pub(crate) struct Comparable<'a> {
    basis: Basis,
    sessions: Vec<Submitted<'a>>,
}

impl Comparable<'_> {
    /// Their candidates, side by side.
    pub(crate) fn group(&self, people: &People) -> Group {
        group(self.basis.clone(), &self.sessions, people)
    }
}

/// Puts sessions together that can be compared.
pub(crate) fn comparable<'a>(sessions: &[Submitted<'a>], scope: &Scope) -> Vec<Comparable<'a>> {
    let mut groups: Vec<Comparable<'_>> = Vec::new();
    let mut by_basis: BTreeMap<Basis, usize> = BTreeMap::new();
    // Those of one plan, which many have, are in one group.
    let mut by_plan: HashMap<*const PlanSummary, usize> = HashMap::new();
    for session in sessions {
        let wanted = session.candidate().is_some_and(|id| scope.candidates.is_empty() || scope.candidates.contains(id));
        if !wanted || !fits(session, scope) {
            continue;
        }
        let at = *by_plan.entry(std::ptr::from_ref(session.plan())).or_insert_with(|| {
            let basis = basis(session.plan(), scope);
            *by_basis.entry(basis).or_insert_with_key(|basis| {
                groups.push(Comparable { basis: basis.clone(), sessions: Vec::new() });
                groups.len() - 1
            })
        });
        if let Some(group) = groups.get_mut(at) {
            group.sessions.push(*session);
        }
    }
    groups.sort_by(|one, other| one.basis.cmp(&other.basis));
    groups
}

/// Lays candidates side by side.
pub fn compare(sessions: &[Submitted<'_>], scope: &Scope, people: &People) -> Comparison {
    Comparison { groups: comparable(sessions, scope).iter().map(|own| own.group(people)).collect() }
}

/// What sessions of a plan can be compared on that the scope has a place for.
fn basis(plan: &PlanSummary, scope: &Scope) -> Basis {
    let whole = Basis {
        kit: None,
        cohort: None,
        format: None,
        of_loop: None,
        level: plan.level,
        rubric: plan.rubric.id.clone(),
    };
    let is_wider = scope.format.is_some() || scope.of_loop.is_some();
    let kit = plan.kit.as_ref().filter(|_| !is_wider).map(|kit| &kit.id);
    // The kits of a cohort were drawn to be compared; whoever names one of them means it alone.
    let cohort = plan.cohort.as_ref().filter(|_| scope.kit.is_none()).map(|cohort| &cohort.id);
    match (kit, cohort, &scope.of_loop) {
        (Some(_), Some(cohort), _) => Basis { cohort: Some(cohort.clone()), ..whole },
        (Some(kit), None, _) => Basis { kit: Some(kit.clone()), ..whole },
        (None, _, Some(of_loop)) => Basis { of_loop: Some(of_loop.id.clone()), ..whole },
        (None, _, None) => Basis { format: Some(plan.format.clone()), ..whole },
    }
}
