//! Problems of any size, drawn from a seed: the same as `benches/assembly/cpsat.py` draws, number by number.

use std::collections::BTreeSet;

use assembly::{Form, Item, Problem, Section, Weights};

/// splitmix64.
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = self.0;
        let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        let product = u128::from(self.next() >> 11) * u128::from(limit);
        u64::try_from(product >> 53).expect("below the limit")
    }

    fn index(&mut self, limit: usize) -> usize {
        usize::try_from(self.below(limit as u64)).expect("below the limit")
    }

    fn small(&mut self, limit: u16) -> u16 {
        u16::try_from(self.below(u64::from(limit))).expect("below the limit")
    }

    fn pick(&mut self, weights: &[u64]) -> u8 {
        let mut left = self.below(weights.iter().sum());
        for (index, weight) in (0..).zip(weights) {
            if left < *weight {
                return index;
            }
            left -= weight;
        }
        0
    }
}

const MINUTES: [(u16, u16); 5] = [(2, 8), (8, 25), (10, 25), (4, 10), (3, 8)];
const GROUPS: u64 = 20;
const TECHNOLOGIES: u64 = 24;
const REST_HOURS: u64 = 24 * 180;

/// Sections (minutes, kinds as bits, least, most) and the percentages of the mix.
type Shape = (&'static [(u16, u8, u8, u8)], [u8; 5]);

/// The shape of that name.
fn shape(name: &str) -> Shape {
    match name {
        "screening" => (&[(20, 1, 3, 6), (20, 2, 1, 2)], [10, 40, 40, 10, 0]),
        "deep" => (&[(25, 1, 3, 7), (25, 4, 1, 1), (10, 8, 1, 2)], [0, 30, 50, 20, 0]),
        "comprehensive" => (&[(40, 9, 5, 10), (30, 2, 1, 2), (20, 4, 1, 1), (15, 16, 2, 3)], [0, 15, 45, 35, 5]),
        "focus" => (&[(30, 9, 4, 8), (25, 2, 1, 2), (15, 4, 1, 1), (10, 16, 1, 2)], [10, 40, 40, 10, 0]),
        "leadership" => (&[(25, 17, 3, 5), (20, 16, 2, 4), (15, 17, 2, 4)], [0, 15, 45, 35, 5]),
        "task" => (&[(60, 2, 1, 3)], [0, 5, 30, 45, 20]),
        "warm-up" => (&[(8, 1, 1, 2)], [35, 50, 15, 0, 0]),
        other => panic!("no shape {other}"),
    }
}

struct Question {
    kind: u8,
    minutes: u16,
    level: i64,
    difficulty: u8,
    group: u32,
    technologies: u64,
    last: Option<u64>,
    topic: u32,
}

fn bank(size: usize, draw: &mut Draw) -> (Vec<Question>, BTreeSet<(u32, u32)>) {
    let mut questions = Vec::new();
    for _ in 0..size {
        let kind = draw.pick(&[40, 25, 12, 13, 10]);
        let (low, high) = MINUTES[usize::from(kind)];
        let minutes = low + draw.small(high - low + 1);
        let level = 1 + i64::from(draw.pick(&[25, 30, 30, 15]));
        let difficulty = (level + i64::from(draw.pick(&[15, 25, 30, 20, 10])) - 1).clamp(1, 5);
        let group = u32::from(draw.small(20));
        let mut technologies = 0;
        for _ in 0..draw.pick(&[25, 45, 20, 10]) {
            technologies |= 1 << draw.below(TECHNOLOGIES);
        }
        let last = if draw.below(100) < 2 { None } else { Some(draw.below(REST_HOURS)) };
        let topic = u32::from(draw.small(60));
        let difficulty = u8::try_from(difficulty).expect("1 to 5");
        questions.push(Question { kind, minutes, level, difficulty, group, technologies, last, topic });
    }
    let all: Vec<u32> = (0..u32::try_from(size).expect("few")).collect();
    let of_group = |group: u64| -> Vec<u32> {
        all.iter().copied().filter(|index| u64::from(questions[*index as usize].group) == group).collect()
    };
    let groups: Vec<Vec<u32>> = (0..GROUPS).map(of_group).collect();
    let mut enemies = BTreeSet::new();
    for _ in 0..size / 2 {
        let among = if size >= 200 { &groups[draw.index(groups.len())] } else { &all };
        let (a, b) = (among[draw.index(among.len())], among[draw.index(among.len())]);
        if a != b {
            enemies.insert((a.min(b), a.max(b)));
        }
    }
    (questions, enemies)
}

/// A problem of that size, with forms of those shapes.
pub(crate) fn problem(size: usize, shapes: &[&str], seed: u64, technologies: u32) -> Problem {
    let mut draw = Draw(seed);
    let (questions, enemies) = bank(size, &mut draw);
    let level = 2 + i64::from(draw.small(2));
    let variety = [0, 200, 200][draw.index(3)];
    let repeat = [0, 0, 60][draw.index(3)];
    let mut required = 0_u64;
    while required.count_ones() < technologies {
        required |= 1 << draw.below(TECHNOLOGIES);
    }
    let mut forms = Vec::new();
    let mut kinds = Vec::new();
    for name in shapes {
        let (sections, percentages) = shape(name);
        let group_limit = [Some(2), Some(2), Some(3), None][draw.index(4)];
        let wanted_groups = draw.small(9);
        kinds.extend(sections.iter().map(|(_, kinds, _, _)| *kinds));
        let sections: Vec<Section> = sections
            .iter()
            .map(|(capacity, _, least, most)| Section { capacity: *capacity, least: *least, most: *most, kinds: 0 })
            .collect();
        let target = Form::targets(&sections, percentages);
        forms.push(Form { sections, target, group_limit, wanted_groups, required });
    }
    let mut items = Vec::new();
    for question in &questions {
        let away = (question.level - level).unsigned_abs();
        let rest = question.last.map_or(0, |last| 1000 - 1000 * last / REST_HOURS);
        let chance = if variety > 0 { draw.below(variety + 1) } else { 0 };
        let fits = required == 0 || question.technologies == 0 || question.technologies & required != 0;
        let sections = kinds.iter().enumerate().filter(|(_, kinds)| fits && **kinds >> question.kind & 1 == 1);
        items.push(Item {
            own: u32::try_from(rest + 40 * away + chance).expect("little"),
            minutes: question.minutes,
            difficulty: question.difficulty - 1,
            group: question.group,
            tags: question.technologies,
            sections: sections.fold(0, |bits, (section, _)| bits | 1 << section),
            class: u8::try_from(away.saturating_sub(1)).expect("few levels"),
            labels: vec![question.topic],
            kind: 0,
        });
    }
    let mut pinned = Vec::new();
    if draw.below(4) == 0 {
        let able: Vec<u32> = (0..)
            .zip(&items)
            .filter(|(_, item)| item.sections > 0 && item.minutes <= 8)
            .map(|(index, _)| index)
            .collect();
        if !able.is_empty() {
            pinned.push(able[draw.index(able.len())]);
        }
    }
    let forbidden: BTreeSet<u32> = (0..size / 20).map(|_| u32::try_from(draw.index(size)).expect("few")).collect();
    Problem {
        items,
        enemies: enemies.into_iter().collect(),
        forms,
        weights: Weights { repeat, ..Weights::default() },
        forbidden: forbidden.into_iter().filter(|item| !pinned.contains(item)).collect(),
        pinned,
        seed,
        ..Problem::default()
    }
}
