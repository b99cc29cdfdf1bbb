package io.grapevine.acceptance.golden;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Which operations a core exists for. */
final class Catalogue {
    private final Map<String, Operation> built = new HashMap<>();

    Catalogue() {
        built.put("attribute", AttributeCases::attribute);
        built.put("markov", DataDrivenCases::markov);
        built.put("shapley_game", DataDrivenCases::shapleyGame);
        built.put("shapley_paths", DataDrivenCases::shapleyPaths);
        built.put("bulk_attribution", BulkCases::bulkAttribution);
        built.put("resolve_referrer", ReferralCases::resolveReferrer);
        addViralLoop();
        addMoney();
        addExperiments();
        built.put("tree_stats", GraphCases::treeStats);
        built.put("replay", ReplayCases::replay);
    }

    private void addViralLoop() {
        built.put("growth", ViralLoopCases::growth);
        built.put("cohorts", ViralLoopCases::cohorts);
        built.put("progeny", ViralLoopCases::progeny);
        built.put("k_factor", ViralLoopCases::kFactor);
        built.put("tarp", ViralLoopCases::tarp);
        built.put("extinction", ViralLoopCases::extinction);
        built.put("extinction_limits", ViralLoopCases::extinctionLimits);
        built.put("extinction_geometric", ViralLoopCases::extinctionGeometric);
        built.put("unit_economics", ViralLoopCases::unitEconomics);
        built.put("unit_economics_batch", ViralLoopCases::unitEconomicsBatch);
        built.put("funnel", ViralLoopCases::funnel);
        built.put("roi", ViralLoopCases::roi);
    }

    private void addExperiments() {
        built.put("two_proportion_z", ExperimentCases::twoProportionZ);
        built.put("bayes_beta_binomial", ExperimentCases::bayesBetaBinomial);
        built.put("srm_chi_square", ExperimentCases::srmChiSquare);
        built.put("sample_size", ExperimentCases::sampleSize);
        built.put("msprt", ExperimentCases::msprt);
        built.put("sequential_successes", ExperimentCases::sequentialSuccesses);
    }

    private void addMoney() {
        built.put("allocate", MoneyCases::allocate);
        built.put("commission_percent", MoneyCases::commissionPercent);
        built.put("commission_flat", MoneyCases::commissionFlat);
        built.put("tier_commission", MoneyCases::tierCommission);
        built.put("multilevel", MoneyCases::multilevel);
        built.put("refund_sequence", MoneyCases::refundSequence);
        built.put("currency_exponent", MoneyCases::currencyExponent);
        built.put("journal_validate", MoneyCases::journalValidate);
    }

    CaseRun run(GoldenCase golden) {
        var operation = built.get(golden.op());
        if (operation == null) return new CaseRun.NotBuilt(golden.op());
        try {
            return new CaseRun.Decided(operation.run(golden));
        } catch (NotBuiltYet missing) {
            return new CaseRun.NotBuilt(golden.op() + ": " + missing.getMessage());
        } catch (IOException | RuntimeException broken) {
            return new CaseRun.Broken(golden.op() + ": " + broken);
        }
    }
}
