//! Assembles kits: chooses questions for the sections of one or more rounds, and says why each is there.
//!
//! All limits are counted in work and all arithmetic is in integers, so the same library, request, history, now, seed and
//! assembler version give the same kit on every platform.

mod backup;
mod draw;
mod fill;
mod history;
mod pool;
mod request;
mod why;

pub use history::History;
pub(crate) use request::NotAssembled;
pub use request::Request;

use super::format::Format;
use super::ids::KitId;
use super::library::Library;
use super::plan::{
    ASSEMBLER, Banked, Continuation, GivenUp, Kit, KitRound, Plan, PlannedQuestion, PlannedSection, Reason, Slot,
};
use super::scale::Minutes;
use super::version::Version1;
use draw::Draw;
use pool::Pool;
use request::Setting;

/// Assembles the kit that a request asks for; one round for a format, several for a loop.
///
/// # Errors
/// What the request names that is not there, or does not make sense together.
pub fn assemble(library: &Library, request: &Request, history: &History) -> Result<Kit, NotAssembled> {
    let setting = Setting::new(library, request, history)?;
    let mut pool = Pool::new(&setting);
    let mut draw = Draw::new(request.seed);
    let chosen: Vec<Vec<fill::Chosen>> =
        setting.formats.iter().map(|format| fill::round(format, &mut pool, &mut draw)).collect();
    let mut rounds = Vec::new();
    for (format, chosen) in setting.formats.iter().zip(chosen) {
        rounds.push(plan(format, chosen, &mut pool)?);
    }
    let id = kit_id(&setting)?;
    for (round, plan) in (1..).zip(&mut rounds) {
        plan.kit = Some(KitRound { id: id.clone(), round });
    }
    Ok(Kit {
        version: Version1,
        id,
        title: setting.title(),
        loop_id: request.loop_id.clone(),
        format: request.loop_id.is_none().then(|| request.formats.first().cloned()).flatten(),
        level: request.level,
        track: request.track.clone(),
        technologies: request.technologies.clone(),
        seed: request.seed,
        rounds,
    })
}

fn kit_id(setting: &Setting<'_>) -> Result<KitId, NotAssembled> {
    let request = setting.request;
    let of = request.loop_id.as_ref().map(ToString::to_string);
    let of = of.or_else(|| request.formats.first().map(ToString::to_string)).unwrap_or_default();
    let mut text = format!("{}-{}-{}", request.track, request.level, of);
    text.truncate(60);
    KitId::new(format!("{}-{}", text.trim_end_matches('-'), request.seed)).map_err(|_| NotAssembled::NoFormat)
}

fn plan(format: &Format, chosen: Vec<fill::Chosen>, pool: &mut Pool<'_>) -> Result<Plan, NotAssembled> {
    let setting = pool.setting;
    let rubric =
        setting.library.rubrics.get(&format.rubric).ok_or_else(|| NotAssembled::NoRubric(format.rubric.clone()))?;
    let mut sections: Vec<PlannedSection> = Vec::new();
    let mut slot = 0;
    for (section, chosen) in format.sections.iter().zip(chosen) {
        let mut next = || {
            slot += 1;
            Slot(slot)
        };
        let used: Minutes = chosen.picks.iter().map(|index| pool.question(*index).minutes).sum();
        let musts = must_ask(&chosen.picks, section.minutes, pool);
        let picked = why::Picked { format, section, picks: &chosen.picks };
        let questions = chosen
            .picks
            .iter()
            .zip(musts)
            .map(|(index, must_ask)| PlannedQuestion {
                slot: next(),
                must_ask,
                why: why::question(*index, &picked, pool),
                banked: pool.banked(*index).into(),
            })
            .collect();
        let continues = section.continues.clone().map(|section| Continuation { section, slot: next() });
        let (backups, missing) = backup::backups(section, &chosen.picks, pool);
        let mut given_up = chosen.given_up;
        given_up.extend(missing.into_iter().map(|direction| GivenUp::Backup { direction }));
        sections.push(PlannedSection {
            id: section.id.clone(),
            title: section.title.clone(),
            minutes: section.minutes,
            used_minutes: if section.draws() { used } else { section.minutes },
            kinds: section.kinds.iter().map(|kind| setting.track.kind(*kind)).collect(),
            continues,
            script: section.script.clone(),
            questions,
            backups,
            given_up,
        });
    }
    Ok(Plan {
        version: Version1,
        assembler: ASSEMBLER,
        kit: None,
        format: format.id.clone(),
        title: format.title.clone(),
        level: setting.request.level,
        track: setting.track.id.clone(),
        technologies: setting.request.technologies.clone(),
        seed: setting.request.seed,
        minutes: format.minutes,
        dimensions: format.dimensions.iter().filter(|id| !setting.track.leaves_out.contains(id)).cloned().collect(),
        sections,
        rubric: rubric.clone(),
    })
}

/// About the first three quarters of a section's minutes must be asked; the first question always.
fn must_ask(picks: &[usize], minutes: Minutes, pool: &Pool<'_>) -> Vec<bool> {
    let mut before = 0_u32;
    picks
        .iter()
        .enumerate()
        .map(|(position, index)| {
            let own = u32::from(pool.question(*index).minutes.0);
            let must = position == 0 || 4 * (2 * before + own) <= 6 * u32::from(minutes.0);
            before += own;
            must
        })
        .collect()
}

/// A question's place in a kit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KitSlot<'a> {
    /// The kit.
    pub(crate) kit: &'a Kit,
    /// The round, counted from 0.
    pub(crate) round: usize,
    /// The question's slot in it.
    pub(crate) slot: Slot,
}

/// The questions that could stand in the place of one of a plan, the best first.
///
/// # Errors
/// What the request names that is not there.
pub(crate) fn alternatives(
    library: &Library,
    request: &Request,
    history: &History,
    place: KitSlot<'_>,
) -> Result<Vec<Banked>, NotAssembled> {
    let setting = Setting::new(library, request, history)?;
    let KitSlot { kit, round, slot } = place;
    let plan = kit.rounds.get(round).ok_or(NotAssembled::NoFormat)?;
    let found = plan.sections.iter().find_map(|section| {
        let planned = section.questions.iter().find(|planned| planned.slot == slot)?;
        Some((section, planned))
    });
    let (planned_section, planned) = found.ok_or(NotAssembled::NoFormat)?;
    let format = library.formats.get(&plan.format).ok_or(NotAssembled::NoFormat)?;
    let section =
        format.sections.iter().find(|section| section.id == planned_section.id).ok_or(NotAssembled::NoFormat)?;
    let mut pool = Pool::new(&setting);
    for banked in kit.rounds.iter().flat_map(Plan::all_questions) {
        pool.take_by_id(&banked.question.id);
    }
    let spare = planned_section.minutes.0.saturating_sub(planned_section.used_minutes.0);
    let free = spare.saturating_add(planned.banked.question.minutes.0);
    let mut eligible = pool.eligible(section);
    eligible.retain(|index| pool.question(*index).minutes.0 <= free);
    eligible.sort_by_key(|index| {
        let question = pool.question(*index);
        let distance = question.difficulty.abs_diff(planned.banked.question.difficulty);
        (distance, free - question.minutes.0, std::cmp::Reverse(pool.worth(*index)), *index)
    });
    Ok(eligible.into_iter().map(|index| pool.banked(index)).collect())
}

/// The plan with another question in a slot's place.
#[must_use]
pub(crate) fn replaced(mut plan: Plan, slot: Slot, with: &Banked) -> Plan {
    for section in &mut plan.sections {
        if let Some(planned) = section.questions.iter_mut().find(|planned| planned.slot == slot) {
            planned.banked = with.clone().into();
            planned.why = vec![Reason::Chosen];
            section.used_minutes = section.questions.iter().map(|planned| planned.banked.question.minutes).sum();
        }
    }
    plan
}
