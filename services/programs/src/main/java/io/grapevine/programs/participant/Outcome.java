package io.grapevine.programs.participant;

import io.grapevine.programs.code.ReferralCode;
import io.grapevine.programs.link.Link;

/** What became of an enrolment. */
public sealed interface Outcome {

    /** The person is new; the link carries the first code. */
    record Enrolled(Participant participant, Link link) implements Outcome {}

    /** The person was enrolled already and brought no new code. */
    record Known(Participant participant) implements Outcome {}

    /** The person was enrolled already and has one code more. */
    record CodeAdded(Participant participant, Link link) implements Outcome {}

    /** Another participant has the code; nothing changes. */
    record CodeTaken(ReferralCode code) implements Outcome {}
}
