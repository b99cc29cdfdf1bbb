package io.grapevine.rewardissuing.payout.adapter;

import com.prowidesoftware.swift.model.mx.MxPain00100109;
import com.prowidesoftware.swift.model.mx.dic.AccountIdentification4Choice;
import com.prowidesoftware.swift.model.mx.dic.ActiveOrHistoricCurrencyAndAmount;
import com.prowidesoftware.swift.model.mx.dic.AmountType4Choice;
import com.prowidesoftware.swift.model.mx.dic.BranchAndFinancialInstitutionIdentification6;
import com.prowidesoftware.swift.model.mx.dic.CashAccount38;
import com.prowidesoftware.swift.model.mx.dic.ChargeBearerType1Code;
import com.prowidesoftware.swift.model.mx.dic.CreditTransferTransaction34;
import com.prowidesoftware.swift.model.mx.dic.CustomerCreditTransferInitiationV09;
import com.prowidesoftware.swift.model.mx.dic.DateAndDateTime2Choice;
import com.prowidesoftware.swift.model.mx.dic.FinancialInstitutionIdentification18;
import com.prowidesoftware.swift.model.mx.dic.GenericFinancialIdentification1;
import com.prowidesoftware.swift.model.mx.dic.GroupHeader85;
import com.prowidesoftware.swift.model.mx.dic.PartyIdentification135;
import com.prowidesoftware.swift.model.mx.dic.PaymentIdentification6;
import com.prowidesoftware.swift.model.mx.dic.PaymentInstruction30;
import com.prowidesoftware.swift.model.mx.dic.PaymentMethod3Code;
import com.prowidesoftware.swift.model.mx.dic.PaymentTypeInformation26;
import com.prowidesoftware.swift.model.mx.dic.RemittanceInformation16;
import com.prowidesoftware.swift.model.mx.dic.ServiceLevel8Choice;
import io.grapevine.rewardissuing.payout.BankText;
import io.grapevine.rewardissuing.payout.PaymentFile;
import io.grapevine.rewardissuing.payout.PaymentFile.Payment;
import io.grapevine.rewardissuing.payout.SettingsForm.Payer;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A payout as ISO 20022 customer credit transfer, pain.001.001.09: one debit, one credit per line. */
final class Pain001File {

    private static final int LONGEST_NAME = 70;
    private static final int LONGEST_REMITTANCE = 140;
    private static final String SEPA_CURRENCY = "EUR";

    private Pain001File() {}

    static String of(PaymentFile file, Payer payer) {
        var instruction = instruction(file, payer);
        file.payments().forEach(payment -> instruction.addCdtTrfTxInf(transfer(file, payment)));
        var initiation = new CustomerCreditTransferInitiationV09()
                .setGrpHdr(new GroupHeader85()
                        .setMsgId(BankText.reference(file.payoutId()))
                        .setCreDtTm(file.approvedAt().atOffset(ZoneOffset.UTC))
                        .setNbOfTxs(count(file))
                        .setCtrlSum(file.total())
                        .setInitgPty(party(payer.name())))
                .addPmtInf(instruction);
        return new MxPain00100109().setCstmrCdtTrfInitn(initiation).message();
    }

    private static PaymentInstruction30 instruction(PaymentFile file, Payer payer) {
        var instruction = new PaymentInstruction30()
                .setPmtInfId(BankText.reference(file.payoutId()))
                .setPmtMtd(PaymentMethod3Code.TRF)
                .setBtchBookg(true)
                .setNbOfTxs(count(file))
                .setCtrlSum(file.total())
                .setReqdExctnDt(new DateAndDateTime2Choice()
                        .setDt(file.approvedAt().atOffset(ZoneOffset.UTC).toLocalDate()))
                .setDbtr(party(payer.name()))
                .setDbtrAcct(account(payer.iban()))
                .setDbtrAgt(agent(payer.bic()))
                .setChrgBr(ChargeBearerType1Code.SLEV);
        return file.currency().equals(SEPA_CURRENCY)
                ? instruction.setPmtTpInf(
                        new PaymentTypeInformation26().addSvcLvl(new ServiceLevel8Choice().setCd("SEPA")))
                : instruction;
    }

    private static CreditTransferTransaction34 transfer(PaymentFile file, Payment payment) {
        var transfer = new CreditTransferTransaction34()
                .setPmtId(new PaymentIdentification6().setEndToEndId(BankText.reference(payment.lineId())))
                .setAmt(new AmountType4Choice()
                        .setInstdAmt(new ActiveOrHistoricCurrencyAndAmount()
                                .setCcy(file.currency())
                                .setValue(file.amount(payment))))
                .setCdtr(party(required(payment.name(), payment)))
                .setCdtrAcct(account(required(payment.iban(), payment)))
                .setRmtInf(new RemittanceInformation16()
                        .addUstrd(BankText.latin("Rewards " + payment.externalId(), LONGEST_REMITTANCE)));
        return payment.bic() == null ? transfer : transfer.setCdtrAgt(agent(payment.bic()));
    }

    private static String count(PaymentFile file) {
        return Integer.toString(file.payments().size());
    }

    private static PartyIdentification135 party(String name) {
        return new PartyIdentification135().setNm(BankText.latin(name, LONGEST_NAME));
    }

    private static CashAccount38 account(String iban) {
        return new CashAccount38().setId(new AccountIdentification4Choice().setIBAN(iban));
    }

    /** A bank without BIC is found by the IBAN; the field itself must be there. */
    private static BranchAndFinancialInstitutionIdentification6 agent(@Nullable String bic) {
        var bank = new FinancialInstitutionIdentification18();
        return new BranchAndFinancialInstitutionIdentification6()
                .setFinInstnId(
                        bic == null
                                ? bank.setOthr(new GenericFinancialIdentification1().setId("NOTPROVIDED"))
                                : bank.setBICFI(bic));
    }

    private static String required(@Nullable String field, Payment payment) {
        return Optional.ofNullable(field)
                .orElseThrow(() -> new IllegalStateException(payment.lineId() + " has no account"));
    }
}
