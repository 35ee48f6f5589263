//! From the questions that were chosen to a kit: their order, what must be asked, backups, and what could not be had.

use super::super::format::Format;
use super::super::ids::KitId;
use super::super::plan::{
    ASSEMBLER, Continuation, GivenUp, Kit, KitRound, Plan, PlannedQuestion, PlannedSection, Slot,
};
use super::super::scale::Minutes;
use super::super::version::Version1;
use super::backup;
use super::given_up::Toll;
use super::pool::Pool;
use super::request::{NotAssembled, Setting};
use super::statement::Picks;
use super::why;

/// The kit of what was chosen.
pub(super) fn kit(pool: &mut Pool<'_>, picks: &Picks) -> Result<Kit, NotAssembled> {
    for index in picks.iter().flatten().flatten() {
        pool.take(*index);
    }
    let formats = pool.setting.formats.clone();
    if picks.iter().flatten().all(Vec::is_empty) && formats.iter().any(|format| draws(format)) {
        return Err(nothing(pool));
    }
    let mut toll = Toll::default();
    let mut rounds = Vec::new();
    for (format, picks) in formats.iter().zip(picks) {
        rounds.push(plan(format, picks, &mut toll, pool)?);
    }
    let request = pool.setting.request;
    let id = kit_id(&pool.setting)?;
    for (round, plan) in (1..).zip(&mut rounds) {
        plan.kit = Some(KitRound { id: id.clone(), round });
    }
    Ok(Kit {
        version: Version1,
        id,
        title: pool.setting.title(),
        loop_id: request.loop_id.clone(),
        format: request.loop_id.is_none().then(|| request.formats.first().cloned()).flatten(),
        level: request.level,
        track: request.track.clone(),
        technologies: request.technologies.clone(),
        seed: request.seed,
        rounds,
    })
}

fn draws(format: &Format) -> bool {
    format.sections.iter().any(super::super::format::Section::draws)
}

/// That there is no question at all.
fn nothing(pool: &Pool<'_>) -> NotAssembled {
    let sections = pool.setting.formats.iter().flat_map(|format| &format.sections);
    let sections = sections.filter(|section| section.draws());
    NotAssembled::NothingFits {
        track: pool.setting.track.id.clone(),
        level: pool.setting.request.level,
        sections: sections.map(|section| (section.id.clone(), pool.lacking(section, &[]))).collect(),
    }
}

fn kit_id(setting: &Setting<'_>) -> Result<KitId, NotAssembled> {
    let request = setting.request;
    let of = request.loop_id.as_ref().map(ToString::to_string);
    let of = of.or_else(|| request.formats.first().map(ToString::to_string)).unwrap_or_default();
    let mut text = format!("{}-{}-{}", request.track, request.level, of);
    text.truncate(60);
    KitId::new(format!("{}-{}", text.trim_end_matches('-'), request.seed)).map_err(NotAssembled::NoName)
}

fn plan(format: &Format, picks: &[Vec<usize>], toll: &mut Toll, pool: &mut Pool<'_>) -> Result<Plan, NotAssembled> {
    let rubric = pool.setting.library.rubrics.get(&format.rubric);
    let rubric = rubric.ok_or_else(|| NotAssembled::NoRubric(format.rubric.clone()))?;
    let mut sections: Vec<PlannedSection> = Vec::new();
    let mut slot = 0;
    toll.begin(format, pool);
    for (section, picks) in format.sections.iter().zip(picks) {
        let mut next = || {
            slot += 1;
            Slot(slot)
        };
        let used: Minutes = picks.iter().map(|index| pool.question(*index).minutes).sum();
        let musts = must_ask(picks, section.minutes, pool);
        let picked = why::Picked { format, section, picks };
        let questions = picks
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
        let mut given_up = if section.draws() { toll.section(section, picks, pool) } else { Vec::new() };
        let (backups, missing) = backup::backups(section, picks, pool);
        given_up.extend(missing.into_iter().map(|direction| GivenUp::Backup { direction }));
        sections.push(PlannedSection {
            id: section.id.clone(),
            title: section.title.clone(),
            minutes: section.minutes,
            used_minutes: if section.draws() { used } else { section.minutes },
            kinds: section.kinds.iter().map(|kind| pool.setting.track.kind(*kind)).collect(),
            continues,
            script: section.script.clone(),
            questions,
            backups,
            given_up,
        });
    }
    let setting = &pool.setting;
    Ok(Plan {
        version: Version1,
        assembler: ASSEMBLER,
        kit: None,
        cohort: None,
        format: format.id.clone(),
        stage: None,
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
