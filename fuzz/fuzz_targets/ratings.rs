//! The target `ratings` for libFuzzer.
#![no_main]

hotseat_fuzz::libfuzzer!(ratings);
