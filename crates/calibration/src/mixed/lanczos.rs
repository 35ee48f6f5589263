//! The mean logarithm of a matrix's eigenvalues, as a probe sees it, from the steps by which conjugate gradients solve for the probe.
//!
//! Steps of lengths α and shares β are those of Lanczos, whose tridiagonal matrix has 1/α + β₋₁/α₋₁ on the diagonal and √β/α beside it
//! (Golub & Van Loan 2013, 11.3). The squares of its eigenvectors' first entries are the weights of a Gauss quadrature.

/// e₁'ln(T)e₁, over the steps taken.
pub(crate) fn log(steps: impl Iterator<Item = (f64, f64)>) -> f64 {
    let (mut diagonal, mut beside) = (Vec::new(), Vec::new());
    let mut before: Option<(f64, f64)> = None;
    for (length, share) in steps.take_while(|(length, _)| *length > 0.0) {
        let carried = before.map_or(0.0, |(length, share)| share / length);
        diagonal.push(length.recip() + carried);
        if let Some((length, share)) = before {
            beside.push(share.sqrt() / length);
        }
        before = Some((length, share));
    }
    let first = eigen(&mut diagonal, &mut beside);
    diagonal.iter().zip(first).map(|(value, first)| first * first * value.max(f64::MIN_POSITIVE).ln()).sum()
}

/// Eigenvalues of a symmetric tridiagonal matrix in the place of its diagonal; returns the first entries of its eigenvectors. By implicit
/// QL steps (Golub & Welsch 1969; EISPACK's `imtql2`).
fn eigen(diagonal: &mut [f64], beside: &mut Vec<f64>) -> Vec<f64> {
    let size = diagonal.len();
    let mut first = vec![0.0; size];
    if let Some(one) = first.first_mut() {
        *one = 1.0;
    }
    beside.push(0.0);
    for low in 0..size {
        for _ in 0..60 {
            let small = |at: usize| beside[at].abs() <= f64::EPSILON * (diagonal[at].abs() + diagonal[at + 1].abs());
            let high = (low..size - 1).find(|&at| small(at)).unwrap_or(size - 1);
            if high == low {
                break;
            }
            let mut g = (diagonal[low + 1] - diagonal[low]) / (2.0 * beside[low]);
            let root = g.hypot(1.0);
            g = diagonal[high] - diagonal[low] + beside[low] / (g + root.copysign(g));
            let (mut turn, mut cosine, mut shift) = (1.0, 1.0, 0.0);
            let mut is_split = false;
            for at in (low..high).rev() {
                let (f, b) = (turn * beside[at], cosine * beside[at]);
                let root = f.hypot(g);
                beside[at + 1] = root;
                if root == 0.0 {
                    diagonal[at + 1] -= shift;
                    beside[high] = 0.0;
                    is_split = true;
                    break;
                }
                turn = f / root;
                cosine = g / root;
                g = diagonal[at + 1] - shift;
                let turned = (diagonal[at] - g) * turn + 2.0 * cosine * b;
                shift = turn * turned;
                diagonal[at + 1] = g + shift;
                g = cosine * turned - b;
                let other = first[at + 1];
                first[at + 1] = turn * first[at] + cosine * other;
                first[at] = cosine * first[at] - turn * other;
            }
            if is_split {
                continue;
            }
            diagonal[low] -= shift;
            beside[low] = g;
            beside[high] = 0.0;
        }
    }
    first
}
