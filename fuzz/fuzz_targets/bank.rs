//! The target `bank` for libFuzzer.
#![no_main]

hotseat_fuzz::libfuzzer!(bank);
