package io.grapevine.clicktracking.intake;

import java.util.Map;

/**
 * Fields that tell who somebody is; they leave the edge sealed only.
 *
 * @param person the identity they belong to, under which they can be erased
 */
public record Personal(String person, Map<String, String> fields) {

    public Personal {
        fields = Map.copyOf(fields);
    }
}
