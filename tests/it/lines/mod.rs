//! The interview line by line, over a session in memory: what lines do, and what they never do.

mod answers;
mod beginning;
mod driver;
mod ending;
mod hearing;
mod law_12;
mod onward;
mod removing;
mod resuming;
mod scoring;
mod taking_back;
