//! The target `kit` for libFuzzer.
#![no_main]

hotseat_fuzz::libfuzzer!(kit);
