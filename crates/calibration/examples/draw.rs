//! Writes the benchmarks' tables as CSV, for other software: `cargo run --release --example draw -- DIR`.

use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

#[path = "../benches/tables/mod.rs"]
mod tables;

fn main() -> io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".into());
    for name in ["panel", "courses", "million", "crowd", "throng"] {
        let rows = match name {
            "panel" => tables::panel(),
            "courses" => tables::courses(),
            "million" => tables::million(),
            "crowd" => tables::crowd(),
            _ => tables::throng(),
        };
        println!("{name}: {} ratings", tables::table(&rows).len());
        let mut file = BufWriter::new(File::create(Path::new(&folder).join(format!("{name}.csv")))?);
        writeln!(file, "candidate,interviewer,dimension,score")?;
        for (candidate, interviewer, dimension, score) in rows {
            writeln!(file, "c{candidate},r{interviewer},d{dimension},{score}")?;
        }
    }
    Ok(())
}
