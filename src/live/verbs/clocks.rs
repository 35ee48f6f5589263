//! What an interviewer does to the clocks, and what the machine's sleep does.

use crate::core::scale::Minutes;
use crate::core::session::{Action, NotRecorded, Phase, Recorder};

use super::super::told;
use super::super::words::{self, Face};
use super::{Done, Stopped};

/// Stops the clocks.
pub(crate) fn pause(recorder: &mut dyn Recorder, face: Face) -> Done {
    recorder.record(Action::Pause)?;
    Ok(words::still(face))
}

/// Lets the clocks run on.
pub(crate) fn resume(recorder: &mut dyn Recorder) -> Done {
    if recorder.session().state().clock.running {
        return Err(Stopped::Nothing("the clocks run already".into()));
    }
    recorder.record(Action::Resume)?;
    Ok("the clocks run".into())
}

/// Gives the section more minutes.
pub(crate) fn extend(recorder: &mut dyn Recorder, minutes: Minutes, face: Face) -> Done {
    recorder.record(Action::Extend(minutes))?;
    Ok(words::extended(minutes, face))
}

/// On every tick: whether the machine slept since the last one. What it slept while the clocks ran is recorded, and said once.
pub(crate) fn woke(recorder: &mut dyn Recorder) -> Option<Done> {
    passed(recorder, "the computer slept")
}

/// The same once the program was stopped and goes on.
pub(crate) fn went_on(recorder: &mut dyn Recorder) -> Option<Done> {
    passed(recorder, "hotseat was stopped")
}

fn passed(recorder: &mut dyn Recorder, what: &str) -> Option<Done> {
    let slept = recorder.slept()?;
    let state = recorder.session().state();
    if state.phase != Phase::Live || !state.clock.running {
        return None;
    }
    let done = recorder.record(Action::Sleep(slept));
    let said = format!("{what} for {}; the clocks did not count that", told::minutes_of(slept));
    Some(done.map(|_| said).map_err(Stopped::from))
}

/// Before the program is left: the clocks of a conversation that goes on are stopped.
///
/// # Errors
/// Where that could not be recorded.
pub(crate) fn leave(recorder: &mut dyn Recorder) -> Result<(), NotRecorded> {
    let state = recorder.session().state();
    if state.phase == Phase::Live && state.clock.running {
        recorder.record(Action::Pause)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::memory::begun;
    use super::*;
    use crate::core::scale::Millis;

    #[test]
    fn sleep_is_noticed_once_and_only_while_the_clocks_run() {
        let mut memory = begun();
        assert_eq!(woke(&mut memory), None);
        memory.slept = Some(Millis(720_000));
        let said = "the computer slept for 12 minutes; the clocks did not count that";
        assert_eq!(woke(&mut memory), Some(Ok(said.into())));
        assert_eq!(woke(&mut memory), None);
        memory.record(Action::Pause).expect("a pause");
        memory.slept = Some(Millis(720_000));
        assert_eq!(woke(&mut memory), None);
        assert_eq!(memory.session.state().clock.slept, Millis(720_000));
    }
}
