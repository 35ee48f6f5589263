//! The blocked algebra against its definition.

use super::{NotPositive, Square};

/// The blocked algebra at sizes on both sides of every cut.
#[test]
fn blocks_match_the_definition() {
    for size in [0, 1, 2, 5, 31, 32, 33, 64, 65, 97, 200, 431] {
        let mut state = 3_u64;
        let noise: Vec<f64> = (0..size * size)
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(99);
                f64::from(u16::try_from((state >> 33) % 2001).unwrap()) / 1000.0 - 1.0
            })
            .collect();
        let mut given = Square::zeros(size);
        for row in 0..size {
            for column in 0..size {
                let product: f64 = (0..size).map(|k| noise[row * size + k] * noise[column * size + k]).sum();
                given[(row, column)] = product + if row == column { 1.0 } else { 0.0 };
            }
        }
        let mut lower = given.clone();
        lower.cholesky().unwrap();
        let inverse = lower.inverse();
        let near = |found: f64, wanted: f64, what: &str| {
            assert!((found - wanted).abs() < 1e-9, "{size}: {what}: {found} is not {wanted}");
        };
        for row in 0..size {
            for column in 0..=row {
                let product: f64 = (0..=column).map(|k| lower[(row, k)] * lower[(column, k)]).sum();
                near(product, given[(row, column)], "LL'");
                let product: f64 = (0..size).map(|k| given[(row, k)] * inverse[(k, column)]).sum();
                near(product, f64::from(u8::from(row == column)), "A times its inverse");
                assert_eq!(inverse[(row, column)].to_bits(), inverse[(column, row)].to_bits());
            }
        }
        let side: Vec<f64> = (0..size).map(|row| noise[row] + 0.5).collect();
        let (mut up, mut down) = (side.clone(), side.clone());
        lower.solve_upper(&mut up);
        lower.solve_lower(&mut down);
        for row in 0..size {
            near((row..size).map(|k| lower[(k, row)] * up[k]).sum(), side[row], "L'x");
            near((0..=row).map(|k| lower[(row, k)] * down[k]).sum(), side[row], "Lx");
        }
    }
    let mut wrong = Square::zeros(40);
    assert_eq!(wrong.cholesky(), Err(NotPositive));
    wrong[(0, 0)] = f64::NAN;
    assert_eq!(wrong.cholesky(), Err(NotPositive));
}
