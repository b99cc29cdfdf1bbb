package io.grapevine.testkit.infrastructure;

/** Where the infrastructure answers (host:port) and with which secrets; keys are 32 bytes in base64. */
public record Addresses(
        String kafka,
        String postgres,
        String redis,
        String superuserPassword,
        String ownerPassword,
        String appPassword,
        String relayPassword,
        String masterKey,
        String clickKey) {}
