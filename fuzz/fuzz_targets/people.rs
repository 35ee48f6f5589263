//! The target `people` for libFuzzer.
#![no_main]

hotseat_fuzz::libfuzzer!(people);
