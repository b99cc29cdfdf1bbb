package io.grapevine.programs.participant;

import io.grapevine.programs.code.ReferralCode;

/**
 * A person enrolled in a program.
 *
 * @param id {@code par_…}
 * @param referralCode the first code; further ones are further links
 */
public record Participant(String id, String programKey, String externalId, ReferralCode referralCode) {}
