package io.grapevine.rewardissuing.owed;

/** Names the terms a conversion is rewarded by: those in force at its time, for ever. */
public record ProgramVersion(String programKey, int version) {}
