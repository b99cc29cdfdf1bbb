package io.grapevine.rewardissuing.payout.adapter;

import io.grapevine.rewardissuing.payout.PayeeForm.Accounts;
import org.iban4j.BicUtil;
import org.iban4j.Iban4jException;
import org.iban4j.IbanUtil;

/** IBANs and BICs by their countries' rules; they change, so a library knows them. */
final class AccountNumbers {

    static final Accounts RULES = new Accounts(AccountNumbers::isIban, AccountNumbers::isBic);

    private AccountNumbers() {}

    private static boolean isIban(String text) {
        try {
            IbanUtil.validate(text);
            return true;
        } catch (Iban4jException wrong) {
            return false;
        }
    }

    private static boolean isBic(String text) {
        try {
            BicUtil.validate(text);
            return true;
        } catch (Iban4jException wrong) {
            return false;
        }
    }
}
