package io.grapevine.notification.template.adapter;

import io.grapevine.notification.template.Bank;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives every channel the same bank. */
@ApplicationScoped
class BankLoader {

    @Produces
    @Singleton
    Bank bank() {
        return Bank.ready();
    }
}
