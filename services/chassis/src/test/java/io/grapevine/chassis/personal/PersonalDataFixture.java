package io.grapevine.chassis.personal;

import java.util.Base64;

/** Personal data under a key that tests know. */
public final class PersonalDataFixture {

    private static final int KEY_BYTES = 32;

    private PersonalDataFixture() {}

    public static PersonalData personalData() {
        return new PersonalData(Base64.getEncoder().encodeToString(new byte[KEY_BYTES]));
    }
}
