package io.grapevine.acceptance.reference;

import io.grapevine.acceptance.fact.Fact;
import io.grapevine.acceptance.outcome.Binding;
import io.grapevine.acceptance.outcome.VariantFunnel;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The funnel by variant: shares by their own variant, everything after by the variant of the code; no variant, no count. */
public final class VariantCount {
    private final Codes codes;
    private final SortedMap<String, VariantFunnel> funnels = new TreeMap<>();

    public VariantCount(Codes codes) {
        this.codes = codes;
    }

    public SortedMap<String, VariantFunnel> over(
            List<Fact> facts, Map<String, Binding> bindings, List<CreditedOrder> creditedOrders) {
        facts.forEach(this::countShareOrClick);
        bindings.values().forEach(binding -> add(codes.variantOf(binding.code()), new VariantFunnel(0, 0, 1, 0, 0)));
        for (var credited : creditedOrders) {
            var binding = bindings.get(credited.customer());
            if (binding == null) throw new IllegalStateException("credited without a binding: " + credited);
            add(codes.variantOf(binding.code()), new VariantFunnel(0, 0, 0, 1, credited.netMinor()));
        }
        return funnels;
    }

    private void countShareOrClick(Fact fact) {
        switch (fact) {
            case Fact.Share share -> add(share.variant(), new VariantFunnel(1, 0, 0, 0, 0));
            case Fact.Click click -> {
                if (codes.exists(click.code())) add(codes.variantOf(click.code()), new VariantFunnel(0, 1, 0, 0, 0));
            }
            case Fact.SignUp _, Fact.Purchase _, Fact.Refund _ -> {}
        }
    }

    private void add(@Nullable String variant, VariantFunnel more) {
        if (variant == null) return;
        funnels.merge(variant, more, VariantCount::sum);
    }

    private static VariantFunnel sum(VariantFunnel one, VariantFunnel other) {
        return new VariantFunnel(
                one.shares() + other.shares(),
                one.clicks() + other.clicks(),
                one.signups() + other.signups(),
                one.orders() + other.orders(),
                one.netMinor() + other.netMinor());
    }
}
