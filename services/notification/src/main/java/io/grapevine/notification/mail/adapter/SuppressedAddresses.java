package io.grapevine.notification.mail.adapter;

import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.notification.mail.EmailAddress;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether bounces and complaints say that an address shall be left alone; asked before each mail. */
@ApplicationScoped
class SuppressedAddresses {

    private static final String FIND =
            "select count(*) from suppressions where tenant_id = :tenant and address_hash = :hash";

    private final TenantTransactions transactions;
    private final PersonalData personalData;

    SuppressedAddresses(TenantTransactions transactions, PersonalData personalData) {
        this.transactions = transactions;
        this.personalData = personalData;
    }

    Uni<Boolean> contain(String tenantId, EmailAddress address) {
        return transactions.inTenant(
                tenantId,
                session -> session.createNativeQuery(FIND, Long.class)
                        .setParameter("tenant", tenantId)
                        .setParameter("hash", personalData.emailHash(tenantId, address.value()))
                        .getSingleResult()
                        .map(found -> found > 0));
    }
}
