//! The target `rubric` for libFuzzer.
#![no_main]

hotseat_fuzz::libfuzzer!(rubric);
