//! Small drawn problems of all shapes: the solver's optimum is the best of all selections, and what it says of it is true.

use assembly::{Form, Item, LoadWish, Pack, Problem, Section, Unsolvable, Weights, solve};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::every::{best, grade};
use crate::judge::judge;

fn item(sections: usize) -> impl Strategy<Value = Item> {
    let ids = (0..40_u32, 0..6_u16, 0..5_u8, 0..3_u32);
    let class = prop_oneof![4 => Just(0_u8), 1 => 1..3_u8];
    let sets = (0..8_u64, 1..1_u64 << sections, class, vec(0..4_u32, 0..2), 0..3_u8);
    (ids, sets).prop_map(|((own, minutes, difficulty, group), (tags, sections, class, labels, kind))| Item {
        own,
        minutes,
        difficulty,
        group,
        tags: tags & tags >> 1,
        sections,
        class,
        labels,
        kind,
    })
}

fn form(sections: usize) -> impl Strategy<Value = Form> {
    let kinds = prop_oneof![Just(0), 0..8_u32];
    let section = (1..10_u16, 0..3_u8, 0..2_u8, kinds).prop_map(|(capacity, least, more, kinds)| Section {
        capacity,
        least,
        most: (least + more).max(1),
        kinds,
    });
    let limit = prop_oneof![2 => (0..3_u16).prop_map(Some), 1 => Just(None)];
    (
        vec(section, sections),
        proptest::array::uniform5(0..6_u16),
        limit,
        0..4_u16,
        prop_oneof![2 => Just(0), 1 => 0..4_u64],
    )
        .prop_map(|(sections, target, group_limit, wanted_groups, required)| Form {
            sections,
            target,
            group_limit,
            wanted_groups,
            required,
        })
}

fn problem() -> impl Strategy<Value = Problem> {
    let shape = prop_oneof![Just(vec![1]), Just(vec![2]), Just(vec![3]), Just(vec![1, 1]), Just(vec![2, 1])];
    shape.prop_flat_map(|shape| {
        let sections: usize = shape.iter().sum();
        let items = 0..if sections > 2 { 7 } else { 10_usize };
        let forms: Vec<_> = shape.iter().map(|sections| form(*sections)).collect();
        let of_items = items.prop_flat_map(move |items| {
            let index = 0..u32::try_from(items.max(1)).expect("few");
            let none_or_some = prop_oneof![3 => Just(0..1_usize), 1 => Just(1..3_usize)];
            let named = none_or_some.prop_flat_map({
                let index = index.clone();
                move |size| vec(index.clone(), size)
            });
            (
                vec(item(sections), items),
                vec((index.clone(), index.clone()), 0..4),
                named.clone(),
                named,
                vec((vec(index, 0..4), 0..3_u16).prop_map(|(items, most)| Pack { items, most }), 0..2),
            )
        });
        let weights = prop_oneof![
            Just(Weights { repeat: 7, kind: 5, ..Weights::default() }),
            (0..50_u32, 0..20_u32, 0..20_u32, 0..60_u32, 0..9_u32, 0..30_u32)
                .prop_map(|(unused, over, under, breadth, repeat, kind)| Weights { unused, over, under, breadth, repeat, kind })
        ];
        let load = prop_oneof![
            2 => Just(None),
            1 => (0..30_u32, 0..9_u32, 0..30_u32).prop_map(|(from, more, weight)| Some(LoadWish { from, to: from + more, weight }))
        ];
        (of_items, forms, weights, load, any::<u64>()).prop_map(
            |((items, enemies, pinned, forbidden, packs), forms, weights, load, seed)| {
                let known = |index: &u32| (*index as usize) < items.len();
                let keep = |list: Vec<u32>| -> Vec<u32> { list.into_iter().filter(known).collect() };
                let enemies = enemies.into_iter().filter(|(a, b)| known(a) && known(b)).collect();
                let packs = packs.into_iter().map(|pack| Pack { items: keep(pack.items), most: pack.most }).collect();
                let (pinned, forbidden) = (keep(pinned), keep(forbidden));
                Problem { items, enemies, forms, weights, pinned, forbidden, packs, load, seed, ..Problem::default() }
            },
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_optimum_is_the_best_of_all_selections(problem in problem()) {
        let best = best(&problem);
        match solve(&problem) {
            Ok(found) => {
                let (broken, cost) = judge(&problem, &found.chosen).expect("a selection");
                prop_assert_eq!(cost, found.cost);
                prop_assert_eq!(cost, found.terms.sum());
                prop_assert!(found.proven, "not proven: {:?}", &found);
                prop_assert_eq!(found.bound, found.cost);
                prop_assert_eq!(Some(grade(broken, cost)), best, "found {:?}", &found);
                prop_assert_eq!(solve(&problem), Ok(found));
            }
            Err(Unsolvable::Work { .. }) => prop_assert!(false, "no work was wanting"),
            Err(_) => prop_assert_eq!(best, None),
        }
    }
}

/// More where the environment asks for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(500)
}
