//! Drawn problems with the optima that OR-tools CP-SAT 9.15 proved (`benches/assembly/cpsat.py`).

use assembly::solve;

use crate::drawn::problem;
use crate::judge::judge;

/// Size, shapes, seed, how many technologies are required, and what the optimum costs.
type Kept = (usize, &'static [&'static str], u64, u32, u64);

const KEPT: [Kept; 14] = [
    (40, &["screening"], 1000, 0, 11_050),
    (100, &["screening"], 1002, 0, 3697),
    (250, &["screening"], 1004, 1, 10_097),
    (250, &["deep"], 1009, 0, 1849),
    (40, &["comprehensive"], 1010, 0, 21_413),
    (100, &["comprehensive"], 1012, 0, 5693),
    (150, &["focus"], 1018, 0, 8825),
    (250, &["focus"], 1019, 2, 8194),
    (40, &["leadership"], 1020, 0, 8896),
    (70, &["leadership"], 1021, 1, 14_287),
    (250, &["task"], 1029, 0, 2700),
    (70, &["warm-up"], 1031, 1, 2205),
    (70, &["screening", "deep"], 1036, 0, 17_513),
    (250, &["screening", "deep"], 1039, 2, 12_778),
];

#[test]
fn the_optima_are_those_that_another_solver_proved() {
    for (size, shapes, seed, technologies, cost) in KEPT {
        let problem = problem(size, shapes, seed, technologies);
        let found = solve(&problem).expect("it is solved");
        assert_eq!((found.cost, found.bound, found.proven), (cost, cost, true), "{size} {shapes:?} {seed}");
        assert_eq!(judge(&problem, &found.chosen), Some(([0; 4], cost)), "{size} {shapes:?} {seed}");
    }
}
