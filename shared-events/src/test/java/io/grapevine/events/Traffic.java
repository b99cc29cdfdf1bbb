package io.grapevine.events;

import java.util.List;

/**
 * Who writes and who reads a topic, and what its key says: the part of the contract that no record of this module carries. What is said
 * here of consumers is compared with every service's settings by deploy/acceptance.
 *
 * @param key what follows the tenant and a colon in the record's key, which is also {@code ce_subject}
 */
record Traffic(String key, List<String> producers, List<String> consumers) {

    private static final String CLICKS = "click-tracking";
    private static final String PROGRAMS = "programs";
    private static final String ATTRIBUTION = "attribution";
    private static final String REWARDS = "reward-issuing";
    private static final String NOTIFICATION = "notification";
    private static final String INSIGHTS = "insights";

    static Traffic of(Topic topic) {
        return switch (topic) {
            case CLICKS -> traffic("visitor id, else touch id", List.of(CLICKS), ATTRIBUTION, CLICKS, INSIGHTS);
            case SHARES -> traffic("participant id, else referral code", List.of(CLICKS), CLICKS, INSIGHTS);
            case CONVERSIONS ->
                traffic(
                        "customer id, else visitor id; order id of a refund or dispute",
                        List.of(CLICKS),
                        ATTRIBUTION,
                        CLICKS,
                        INSIGHTS,
                        NOTIFICATION);
            case REJECTIONS -> traffic("rejection id", List.of(CLICKS), CLICKS);
            case ATTRIBUTIONS ->
                traffic("conversion id", List.of(ATTRIBUTION), CLICKS, INSIGHTS, NOTIFICATION, REWARDS);
            case REPLAYS -> traffic("replay id", List.of(ATTRIBUTION), REWARDS);
            case REWARDS -> traffic("the beneficiary's externalId", List.of(REWARDS), INSIGHTS, NOTIFICATION);
            case TENANTS ->
                traffic(
                        "'tenant', or 'key:' and the key's hash",
                        List.of(PROGRAMS),
                        ATTRIBUTION,
                        CLICKS,
                        INSIGHTS,
                        NOTIFICATION,
                        PROGRAMS,
                        REWARDS);
            case PROGRAMS ->
                traffic("program key ':' version", List.of(PROGRAMS), ATTRIBUTION, INSIGHTS, NOTIFICATION, REWARDS);
            case PARTICIPANTS ->
                traffic("participant id", List.of(PROGRAMS), ATTRIBUTION, INSIGHTS, NOTIFICATION, REWARDS);
            case LINKS -> traffic("link id", List.of(PROGRAMS), ATTRIBUTION, CLICKS, INSIGHTS);
            case KEYS -> traffic("person ':' key id", List.of(CLICKS, PROGRAMS), CLICKS, NOTIFICATION);
            case NOTIFICATIONS -> traffic("recipient", List.of(NOTIFICATION), NOTIFICATION);
            case ALERTS -> traffic("recipient", List.of(INSIGHTS, REWARDS), NOTIFICATION);
        };
    }

    private static Traffic traffic(String key, List<String> producers, String... consumers) {
        return new Traffic(key, producers, List.of(consumers));
    }
}
