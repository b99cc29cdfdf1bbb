package io.grapevine.acceptance.golden;

import static io.grapevine.acceptance.golden.GoldenCase.decimal;
import static io.grapevine.acceptance.golden.GoldenCase.decimals;
import static io.grapevine.acceptance.golden.GoldenCase.longs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grapevine.rewardissuing.ledger.Account;
import io.grapevine.rewardissuing.ledger.Entry;
import io.grapevine.rewardissuing.ledger.Journal;
import io.grapevine.rewardissuing.ledger.Posting;
import io.grapevine.rewardissuing.ledger.Transfer;
import io.grapevine.rewardissuing.money.Allocation;
import io.grapevine.rewardissuing.money.Commission;
import io.grapevine.rewardissuing.money.Currencies;
import io.grapevine.rewardissuing.money.Multilevel;
import io.grapevine.rewardissuing.money.RefundSequence;
import io.grapevine.rewardissuing.money.Tiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Money and the ledger, by the cores of reward-issuing. */
final class MoneyCases {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private MoneyCases() {}

    static JsonNode allocate(GoldenCase golden) {
        var parts = NODES.arrayNode();
        for (var one : golden.input().path("cases")) {
            var split = Allocation.split(one.path("amount_minor").longValue(), decimals(one.path("weights")));
            parts.add(array(split));
        }
        return NODES.objectNode().set("parts_minor", parts);
    }

    static JsonNode commissionPercent(GoldenCase golden) {
        return commissions(
                golden,
                one -> Commission.percent(one.path("sale_minor").longValue(), decimal(one.path("rate_percent"))));
    }

    static JsonNode commissionFlat(GoldenCase golden) {
        return commissions(
                golden,
                one -> Commission.flat(
                        one.path("amount_minor").longValue(),
                        one.path("quantity").longValue()));
    }

    static JsonNode tierCommission(GoldenCase golden) {
        var table = new ArrayList<Tiers.Tier>();
        for (var tier : golden.input().path("tiers")) {
            var upTo = tier.path("up_to_minor");
            table.add(new Tiers.Tier(upTo.isNumber() ? upTo.longValue() : null, decimal(tier.path("rate_percent"))));
        }
        var tiers = new Tiers(table);
        return commissions(
                golden,
                one -> tiers.commission(
                        one.path("amount_minor").longValue(),
                        Tiers.Mode.valueOf(one.path("mode").asText().toUpperCase(Locale.ROOT))));
    }

    static JsonNode multilevel(GoldenCase golden) {
        var input = golden.input();
        var plan = new Multilevel(
                Multilevel.Base.valueOf(input.path("base").asText()), decimals(input.path("rates_percent")));
        var chain = input.path("chain");
        var first = input.path("first_commission_minor");
        var payouts = first.isNumber()
                ? plan.payoutsOfFirstCommission(first.longValue(), chain.size())
                : plan.payoutsOfSale(input.path("sale_minor").longValue(), chain.size());
        var output = NODES.objectNode();
        var byPerson = output.putObject("payouts_minor");
        for (var level = 0; level < payouts.size(); level++) {
            byPerson.put(chain.get(level).asText(), payouts.get(level));
        }
        return output.put(
                "total_minor", payouts.stream().mapToLong(Long::longValue).sum());
    }

    static JsonNode refundSequence(GoldenCase golden) {
        var input = golden.input();
        var sequence = RefundSequence.of(
                input.path("sale_minor").longValue(),
                decimal(input.path("rate_percent")),
                longs(input.path("refunds_minor")));
        var paidBefore = input.path("commission_paid_before_refunds").asBoolean();
        var output = NODES.objectNode().put("commission_minor", sequence.commissionMinor());
        output.set("clawbacks_minor", array(sequence.clawbacksMinor()));
        output.set("commission_after_minor", array(sequence.commissionsAfterMinor()));
        return output.put("affiliate_balance_minor", sequence.balanceMinor(paidBefore));
    }

    static JsonNode currencyExponent(GoldenCase golden) {
        var output = NODES.objectNode();
        var exponents = output.putObject("exponents");
        for (var code : golden.input().path("codes")) {
            var exponent = Currencies.exponent(code.asText());
            if (exponent.isPresent()) exponents.put(code.asText(), exponent.getAsInt());
            else exponents.putNull(code.asText());
        }
        return output;
    }

    static JsonNode journalValidate(GoldenCase golden) {
        var journal = new Journal();
        var output = NODES.objectNode();
        var accepted = output.putArray("accepted");
        var rejected = output.putObject("rejected");
        var duplicates = output.putArray("duplicates");
        for (var entry : golden.input().path("entries")) {
            var transfer = transfer(entry);
            switch (journal.post(transfer)) {
                case Posting.Accepted() -> accepted.add(transfer.id());
                case Posting.Rejected(var refusal) -> rejected.put(transfer.id(), refusal.name());
                case Posting.Duplicate() -> duplicates.add(transfer.id());
            }
        }
        writeBooks(journal, output);
        return output;
    }

    private static Transfer transfer(JsonNode entry) {
        var lines = new ArrayList<Entry>();
        for (var line : entry.path("lines")) {
            lines.add(new Entry(
                    new Account(line.get(0).asText()),
                    line.get(1).asText(),
                    line.get(2).longValue()));
        }
        return new Transfer(entry.path("id").asText(), lines);
    }

    private static void writeBooks(Journal journal, ObjectNode output) {
        var balances = output.putObject("balances");
        journal.balances().forEach((of, minor) -> balances.put(of.account().name() + "|" + of.currency(), minor));
        var trial = output.putObject("trial_balance");
        journal.trialBalance().forEach(trial::put);
    }

    private static JsonNode commissions(GoldenCase golden, ToLongFunction<JsonNode> commission) {
        var commissions = NODES.arrayNode();
        for (var one : golden.input().path("cases")) commissions.add(commission.applyAsLong(one));
        return NODES.objectNode().set("commission_minor", commissions);
    }

    private static ArrayNode array(List<Long> numbers) {
        var array = NODES.arrayNode();
        numbers.forEach(array::add);
        return array;
    }
}
