package io.grapevine.rewardissuing.payout.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.events.EventJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Accounts as the tables keep them: ciphertext and its wrapped key in one text, so that deleting the row is erasure. */
@ApplicationScoped
class Sealing {

    private final PersonalData personalData;

    Sealing(PersonalData personalData) {
        this.personalData = personalData;
    }

    String seal(String tenantId, String whose, Map<String, String> fields) {
        try {
            return EventJson.mapper().writeValueAsString(personalData.seal(tenantId, whose, fields));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("sealed fields cannot be written as JSON", e);
        }
    }

    Map<String, String> open(String tenantId, String text) {
        var sealed = Payouts.read(text, PersonalData.Sealed.class);
        return personalData.open(tenantId, sealed.fields(), sealed.key());
    }
}
