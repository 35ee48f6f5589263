//! Solves a problem that is read as text, to try the solver and to compare it with others:
//! `cargo run --release -p hotseat-assembly --example solve -- FILE`, or `-` for standard input.
//!
//! A line says one thing: `weights UNUSED OVER UNDER BREADTH REPEAT`, `seed N`, `work N`,
//! `form LIMIT|- WANTED REQUIRED T0 T1 T2 T3 T4`, `section CAPACITY LEAST MOST` (of the form above),
//! `item OWN MINUTES DIFFICULTY GROUP TAGS SECTIONS CLASS [LABEL ...]`, `enemies A B`, `pin A`, `forbid A`;
//! with `cohort FORMS USES OVERLAP SPREAD` several forms are assembled.

use std::error::Error;
use std::io::Read;
use std::time::Instant;

use assembly::{Cohort, Form, Item, Problem, Section, Weights};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("say which file to read")?;
    let mut text = String::new();
    if path == "-" {
        std::io::stdin().read_to_string(&mut text)?;
    } else {
        text = std::fs::read_to_string(path)?;
    }
    let (problem, cohort) = read(&text)?;
    #[expect(clippy::disallowed_methods, reason = "how long it takes is what this is for")]
    let start = Instant::now();
    if let Some(cohort) = cohort {
        let found = assembly::assemble(&problem, cohort)?;
        let micros = start.elapsed().as_micros();
        let assembly::Forms { loads, spread, overlap, cost, bound, work, forms } = found;
        println!("cost {cost}\nbound {bound}\nmicros {micros}\nwork {work}");
        println!("spread {spread}\noverlap {overlap}\nloads {loads:?}");
        println!("costs {:?}", forms.iter().map(|form| form.cost).collect::<Vec<_>>());
        return Ok(());
    }
    match assembly::solve(&problem) {
        Ok(found) => {
            let micros = start.elapsed().as_micros();
            let assembly::Solution { cost, bound, proven, terms, relaxed, work, chosen } = found;
            println!("cost {cost}\nbound {bound}\nproven {proven}\nmicros {micros}\nwork {work}");
            println!("terms {terms:?}\nrelaxed {relaxed:?}\nchosen {chosen:?}");
        }
        Err(error) => println!("unsolvable {error}"),
    }
    Ok(())
}

/// The problem that a text states.
fn read(text: &str) -> Result<(Problem, Option<Cohort>), Box<dyn Error>> {
    let mut problem = Problem::default();
    let mut cohort = None;
    for (number, line) in (1..).zip(text.lines()) {
        let mut words = line.split_whitespace();
        let Some(what) = words.next() else { continue };
        let numbers: Vec<u64> =
            words.map(|word| if word == "-" { Ok(u64::MAX) } else { word.parse() }).collect::<Result<_, _>>()?;
        if let ("cohort", [forms, uses, overlap, spread]) = (what, numbers.as_slice()) {
            let (forms, uses, overlap) = (u16::try_from(*forms)?, u16::try_from(*uses)?, u16::try_from(*overlap)?);
            cohort = Some(Cohort { forms, uses, overlap, spread: u32::try_from(*spread)? });
            continue;
        }
        state(&mut problem, what, &numbers).map_err(|why| format!("line {number}: {why}"))?;
    }
    Ok((problem, cohort))
}

fn state(problem: &mut Problem, what: &str, numbers: &[u64]) -> Result<(), Box<dyn Error>> {
    match (what, numbers) {
        ("weights", [unused, over, under, breadth, repeat]) => {
            problem.weights = Weights {
                unused: u32::try_from(*unused)?,
                over: u32::try_from(*over)?,
                under: u32::try_from(*under)?,
                breadth: u32::try_from(*breadth)?,
                repeat: u32::try_from(*repeat)?,
                kind: 0,
            };
        }
        ("seed", [seed]) => problem.seed = *seed,
        ("work", [work]) => problem.work = *work,
        ("form", [limit, wanted, required, target @ ..]) if target.len() == 5 => {
            let mut form = Form { wanted_groups: u16::try_from(*wanted)?, required: *required, ..Form::default() };
            form.group_limit = u16::try_from(*limit).ok();
            for (to, from) in form.target.iter_mut().zip(target) {
                *to = u16::try_from(*from)?;
            }
            problem.forms.push(form);
        }
        ("section", [capacity, least, most]) => {
            let section = Section {
                capacity: u16::try_from(*capacity)?,
                least: u8::try_from(*least)?,
                most: u8::try_from(*most)?,
                kinds: 0,
            };
            problem.forms.last_mut().ok_or("a section without a form")?.sections.push(section);
        }
        ("item", [own, minutes, difficulty, group, tags, sections, class, labels @ ..]) => problem.items.push(Item {
            own: u32::try_from(*own)?,
            minutes: u16::try_from(*minutes)?,
            difficulty: u8::try_from(*difficulty)?,
            group: u32::try_from(*group)?,
            tags: *tags,
            sections: *sections,
            class: u8::try_from(*class)?,
            labels: labels.iter().map(|label| u32::try_from(*label)).collect::<Result<_, _>>()?,
            kind: 0,
        }),
        ("enemies", [a, b]) => problem.enemies.push((u32::try_from(*a)?, u32::try_from(*b)?)),
        ("pin", [item]) => problem.pinned.push(u32::try_from(*item)?),
        ("forbid", [item]) => problem.forbidden.push(u32::try_from(*item)?),
        (what, numbers) => return Err(format!("`{what}` with {} numbers says nothing", numbers.len()).into()),
    }
    Ok(())
}
