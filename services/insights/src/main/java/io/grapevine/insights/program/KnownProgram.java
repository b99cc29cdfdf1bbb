package io.grapevine.insights.program;

/** A program of a tenant; its terms are not counted. */
public record KnownProgram(String tenantId, String programKey) {}
