//! What is said of a cohort is true: use, overlap, loads, mix, banks, levels and cost are computed again from the documents and the kits
//! alone, over drawn libraries.

use std::collections::{BTreeMap, BTreeSet};

use hotseat::core::assembly::{
    CohortWish, DistinctQuestions, Equivalents, NotAssembled, NotEquivalent, Wishes, equivalents,
};
use hotseat::core::ids::QuestionId;
use hotseat::core::plan::{Kit, Plan};
use proptest::prelude::*;

use super::optimum::{Drawn, Whole, broken, cost, drawn, keeps_what_is_never_relaxed, made, placed};

/// The questions of a kit, backups too.
fn all(kit: &Kit) -> BTreeSet<&QuestionId> {
    kit.rounds.iter().flat_map(Plan::all_questions).map(|banked| &banked.question.id).collect()
}

fn load(kit: &Kit) -> u64 {
    let questions = kit.rounds.iter().flat_map(Plan::questions).map(|planned| &planned.banked.question);
    questions.map(|question| u64::from(question.minutes.0) * u64::from(question.difficulty)).sum()
}

fn checked(drawn: &Drawn, whole: Whole<'_>, wish: CohortWish, found: &Equivalents) -> Result<(), TestCaseError> {
    let Equivalents { kits, equivalence } = found;
    prop_assert_eq!(kits.len(), usize::from(wish.plans));
    let mut uses: BTreeMap<&QuestionId, u16> = BTreeMap::new();
    for id in kits.iter().flat_map(all) {
        *uses.entry(id).or_default() += 1;
    }
    prop_assert!(uses.values().all(|uses| *uses <= wish.max_use), "{uses:?}");
    let pairs = kits.iter().enumerate().flat_map(|(index, a)| kits[index + 1..].iter().map(move |b| (a, b)));
    let overlap = pairs.map(|(a, b)| all(a).intersection(&all(b)).count()).max().unwrap_or(0);
    prop_assert_eq!(overlap, usize::from(equivalence.overlap));
    prop_assert!(overlap <= usize::from(wish.overlap));
    let loads: Vec<u64> = kits.iter().map(load).collect();
    let (lightest, heaviest) = (loads.iter().min().expect("a plan"), loads.iter().max().expect("a plan"));
    prop_assert_eq!((equivalence.lightest, equivalence.heaviest), (*lightest, *heaviest));
    prop_assert_eq!(equivalence.spread, heaviest - lightest);
    let mut sum = 50 * equivalence.spread;
    let first: usize = broken(whole, &placed(&kits[0].rounds)).iter().sum();
    for ((number, kit), (facts, load)) in (1..).zip(kits).zip(equivalence.plans.iter().zip(&loads)) {
        let chosen = placed(&kit.rounds);
        prop_assert_eq!(keeps_what_is_never_relaxed(whole, &chosen), Ok(()));
        let breaks: usize = broken(whole, &chosen).iter().sum();
        prop_assert!(breaks <= first, "plan {number} breaks {breaks} rules, the first {first}");
        let own = cost(drawn, whole, &chosen).sum();
        prop_assert_eq!(own, facts.cost);
        sum += own;
        prop_assert_eq!((facts.number, facts.load, &facts.kit), (number, *load, &kit.id));
        let questions = || chosen.iter().map(|(.., question)| question);
        prop_assert_eq!(facts.minutes.0, questions().map(|question| question.minutes.0).sum::<u16>());
        for (difficulty, minutes) in (1..).zip(facts.mix) {
            let of = questions().filter(|question| question.difficulty == difficulty);
            prop_assert_eq!(minutes, of.map(|question| question.minutes.0).sum::<u16>());
        }
        prop_assert_eq!(facts.banks, chosen.iter().map(|(_, _, bank, _)| bank).collect::<BTreeSet<_>>().len());
        for (level, count) in &facts.levels {
            prop_assert_eq!(*count, questions().filter(|question| question.level == *level).count());
        }
        prop_assert_eq!((facts.questions, facts.levels.values().sum::<usize>()), (chosen.len(), chosen.len()));
        let place = kit.rounds[0].cohort.as_ref().expect("a plan of a cohort says so");
        prop_assert_eq!((place.number, place.plans, place.load), (number, wish.plans, *load));
        prop_assert_eq!((place.lightest, place.heaviest, usize::from(place.overlap)), (*lightest, *heaviest, overlap));
        prop_assert_eq!(&place.id, &equivalence.cohort);
    }
    prop_assert_eq!(sum, equivalence.cost);
    prop_assert!(equivalence.bound <= equivalence.cost);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_said_of_a_cohort_is_true(
        drawn in drawn(10..40, 2, 1),
        (plans, max_use, overlap) in (1..5_u16, 1..4_u16, 0..3_u16),
    ) {
        let (library, mut request, history) = made(&drawn);
        request.candidate = None;
        request.wishes = Wishes { include: DistinctQuestions::default(), ..request.wishes };
        let wish = CohortWish { plans, max_use, overlap };
        match equivalents(&library, &request, &history, wish) {
            Ok(found) => {
                checked(&drawn, (&library, &request, &history), wish, &found)?;
                prop_assert_eq!(equivalents(&library, &request, &history, wish), Ok(found));
            }
            Err(NotAssembled::Cohort(NotEquivalent::TooMany { possible, wanted })) => {
                prop_assert!(possible < wanted && wanted == plans);
                if possible > 0 {
                    let fewer = equivalents(&library, &request, &history, CohortWish { plans: possible, ..wish });
                    prop_assert!(fewer.is_ok(), "{possible} are said to be possible: {fewer:?}");
                }
            }
            // Wishes that contradict the drawn library, or a library that has nothing.
            Err(why) => prop_assert!(!why.to_string().is_empty()),
        }
    }
}
