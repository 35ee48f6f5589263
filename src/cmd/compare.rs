//! `hotseat compare`: candidates side by side.

use super::args::Compare;
use super::context::Context;
use super::failure::Result;

/// Lays candidates side by side.
pub(super) fn compare(context: &Context, args: &Compare) -> Result {
    let _ = (context.sessions(args.example)?, args);
    Ok(())
}
