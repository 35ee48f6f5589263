//! The target `plan` for libFuzzer.
#![no_main]

hotseat_fuzz::libfuzzer!(plan);
