package io.grapevine.rewardissuing.payout.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.events.form.Reading;
import io.grapevine.rewardissuing.payout.adapter.RulePayout.Signer;

/** What is refused before anything is looked up. */
final class Refusals {

    private Refusals() {}

    /** @throws Problem 422 with every mistake */
    static <T> T refusing(Reading<T> reading) {
        return switch (reading) {
            case Reading.Accepted<T>(var value) -> value;
            case Reading.Refused<T>(var mistakes) ->
                throw Problem.invalid(mistakes.stream()
                        .map(mistake -> new Problem.FieldError(mistake.pointer(), mistake.code(), mistake.detail()))
                        .toList());
        };
    }

    /** @throws Problem 403 if the key names nobody: who changes what money depends on must be known */
    static void requireSigner(Caller caller) {
        if (caller.person().isEmpty()) throw signerUnknown();
    }

    /** @throws Problem 403 if the key names nobody */
    static Signer signer(Caller caller) {
        var person = caller.person().orElseThrow(Refusals::signerUnknown);
        return new Signer(person, caller.keyHash());
    }

    private static Problem signerUnknown() {
        return Problem.of(
                403,
                "signer_unknown",
                "This key names nobody, so it cannot sign: have the operator cut one with a person, POST /v1/tenants/{id}/keys.");
    }
}
