package io.grapevine.insights.funnel;

/**
 * Steps of one kind and outcome, summed up.
 *
 * @param group the value of the dimension or the start of the bucket (epoch milliseconds) they were asked by; empty for none
 * @param kind what the step is: {@code share, click, customer, order, refund, signup, purchase, reward, payout}, or {@code event} for what
 *     was reported, whose outcome is its type
 * @param outcome what became of it; of a share or click whether its code is known and, of a click, whether a person followed
 * @param currency empty where there is no money
 */
public record StepSum(
        String group, String kind, String outcome, String currency, long n, long amountMinor, long refundedMinor) {

    static final String UNKNOWN = "unknown";

    boolean is(String step) {
        return kind.equals(step);
    }

    boolean is(String step, String result) {
        return kind.equals(step) && outcome.equals(result);
    }

    /** Of a code that is somebody's. */
    boolean known() {
        return !outcome.equals(UNKNOWN);
    }

    boolean attributed() {
        return outcome.equals("attributed");
    }
}
