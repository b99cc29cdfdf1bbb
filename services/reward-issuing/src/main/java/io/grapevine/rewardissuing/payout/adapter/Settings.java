package io.grapevine.rewardissuing.payout.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.signing.SecretVault;
import io.grapevine.chassis.signing.SigningSecret;
import io.grapevine.events.EventJson;
import io.grapevine.rewardissuing.payout.SettingsForm;
import io.grapevine.rewardissuing.payout.SettingsForm.Payer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** How a tenant pays: one row, sealed what is secret. */
@ApplicationScoped
class Settings {

    private static final String FIND = """
            select cast(to_jsonb(s) as text) from payout_settings s where s.tenant_id = (select current_setting('grapevine.tenant', true))""";
    private static final String SAVE = """
            insert into payout_settings (tenant_id, payer, payer_hint, tax_form_from, provider_url, provider_secret, changed_at) \
            values (:tenant, cast(nullif(:payer, '') as text), cast(nullif(:hint, '') as text), cast(cast(:from as text) as jsonb), \
            cast(nullif(:url, '') as text), cast(nullif(:secret, '') as text), :now) \
            on conflict (tenant_id) do update set payer = excluded.payer, payer_hint = excluded.payer_hint, \
            tax_form_from = excluded.tax_form_from, provider_url = excluded.provider_url, \
            provider_secret = excluded.provider_secret, changed_at = excluded.changed_at""";
    private static final int SHOWN = 4;

    private final Sealing sealing;
    private final SecretVault vault;

    Settings(Sealing sealing, SecretVault vault) {
        this.sealing = sealing;
        this.vault = vault;
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record SettingsRow(
            String tenantId,
            @Nullable String payer,
            @Nullable String payerHint,
            Map<String, Long> taxFormFrom,
            @Nullable String providerUrl,
            @Nullable String providerSecret,
            Instant changedAt) {}

    static Uni<Optional<SettingsRow>> find(Mutiny.StatelessSession session) {
        return session.createNativeQuery(FIND, String.class)
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(found -> Payouts.read(found, SettingsRow.class)));
    }

    /** Answers the provider's secret, if it is new: it is shown this once. */
    Uni<Optional<SigningSecret>> save(
            Mutiny.StatelessSession session, String tenantId, SettingsForm form, Instant now) {
        return find(session).chain(known -> {
            var kept = known.map(SettingsRow::providerSecret).filter(secret -> form.providerUrl() != null);
            var fresh = form.providerUrl() == null || kept.isPresent()
                    ? Optional.<SigningSecret>empty()
                    : Optional.of(vault.fresh());
            var secret =
                    fresh.map(made -> vault.seal(tenantId, "provider", made)).or(() -> kept);
            return save(session, tenantId, form, secret.orElse(""), now).replaceWith(fresh);
        });
    }

    private Uni<Void> save(
            Mutiny.StatelessSession session, String tenantId, SettingsForm form, String secret, Instant now) {
        var payer = Optional.ofNullable(form.payer());
        return session.createNativeQuery(SAVE)
                .setParameter("tenant", tenantId)
                .setParameter(
                        "payer", payer.map(account -> sealed(tenantId, account)).orElse(""))
                .setParameter("hint", payer.map(Settings::hint).orElse(""))
                .setParameter("from", json(form.taxFormFrom()))
                .setParameter("url", Optional.ofNullable(form.providerUrl()).orElse(""))
                .setParameter("secret", secret)
                .setParameter("now", now)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** From which account the tenant pays; empty if it never said. */
    Optional<Payer> payer(SettingsRow row) {
        return Optional.ofNullable(row.payer())
                .map(text -> sealing.open(row.tenantId(), text))
                .map(fields ->
                        new Payer(fields.getOrDefault("name", ""), fields.getOrDefault("iban", ""), fields.get("bic")));
    }

    private String sealed(String tenantId, Payer payer) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("name", payer.name());
        fields.put("iban", payer.iban());
        if (payer.bic() != null) fields.put("bic", payer.bic());
        return sealing.seal(tenantId, "payer", fields);
    }

    private static String hint(Payer payer) {
        return payer.iban().substring(0, SHOWN) + "…"
                + payer.iban().substring(payer.iban().length() - SHOWN);
    }

    private static String json(Map<String, Long> thresholds) {
        try {
            return EventJson.mapper().writeValueAsString(thresholds);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("thresholds cannot be written as JSON", e);
        }
    }
}
