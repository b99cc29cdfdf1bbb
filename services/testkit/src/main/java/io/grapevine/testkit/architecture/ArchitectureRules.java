package io.grapevine.testkit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * The rules of the house. A service asserts them all with
 * {@code @AnalyzeClasses(packages = "io.grapevine.<service>") class ArchitectureTest { @ArchTest static final ArchTests rules = ArchTests.in(ArchitectureRules.class); }};
 * a rule that matches no class of the service fails (ArchUnit's default), so none can rot unseen.
 */
public final class ArchitectureRules {

    private static final String ADAPTERS = "..adapter..";
    // io.grapevine.<service>.<feature>…
    private static final Pattern FEATURE = Pattern.compile("io\\.grapevine\\.([^.]+)(?:\\.([^.]*))?.*");

    private ArchitectureRules() {}

    // What a stranger answered and what signs a post are values over the JDK alone; the beans beside them are not.
    private static final DescribedPredicate<JavaClass> VALUES_OF_THE_CHASSIS = resideInAnyPackage(
                    "io.grapevine.chassis.egress", "io.grapevine.chassis.signing")
            .and(DescribedPredicate.not(annotatedWith("jakarta.enterprise.context.ApplicationScoped")
                    .forSubtype()));

    @ArchTest
    public static final ArchRule PURE_PACKAGES_KNOW_THE_JDK_AND_THE_CONTRACT_ONLY = classes()
            .that()
            .resideOutsideOfPackage(ADAPTERS)
            .should()
            // Special functions (Erfc, the incomplete gamma function) are as pure as java.lang.Math, which lacks them.
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "java..",
                            "javax.crypto..",
                            "org.jspecify..",
                            "org.apache.commons.numbers.gamma..",
                            // So are plurals and the writing of numbers and dates in a language.
                            "com.ibm.icu..",
                            "io.grapevine..")
                    .and(not(resideInAPackage(ADAPTERS)))
                    .and(not(resideInAPackage("io.grapevine.chassis..")).or(VALUES_OF_THE_CHASSIS)))
            .because("a decision is a pure function of facts; Quarkus, JSON and SQL live in adapters");

    @ArchTest
    public static final ArchRule PURE_PACKAGES_TAKE_TIME_AND_CHANCE_AS_ARGUMENTS = noClasses()
            .that()
            .resideOutsideOfPackage(ADAPTERS)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
            .because("the same facts must always end in the same decision");

    @ArchTest
    public static final ArchRule A_SERVICE_NEVER_IMPORTS_ANOTHER = classes()
            .should(new ArchCondition<>("depend on their own service, the contract and the chassis only") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                    item.getDirectDependenciesFromSelf().forEach(dependency -> {
                        var target = dependency.getTargetClass().getPackageName();
                        if (target.startsWith("io.grapevine.")
                                && !allowed(service(item.getPackageName()), service(target)))
                            events.add(SimpleConditionEvent.violated(item, dependency.getDescription()));
                    });
                }

                private boolean allowed(String own, String other) {
                    return other.equals(own) || other.equals("events") || other.equals("chassis");
                }
            })
            .because("services talk through the log");

    @ArchTest
    public static final ArchRule ADAPTERS_OF_DIFFERENT_FEATURES_DO_NOT_MEET = classes()
            .that()
            .resideInAPackage(ADAPTERS)
            .should(new ArchCondition<>("use the adapters of their own feature only") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                    item.getDirectDependenciesFromSelf().forEach(dependency -> {
                        var target = dependency.getTargetClass().getPackageName();
                        if (target.contains(".adapter") && !feature(target).equals(feature(item.getPackageName())))
                            events.add(SimpleConditionEvent.violated(item, dependency.getDescription()));
                    });
                }
            })
            .because("features meet through pure types");

    @ArchTest
    public static final ArchRule ADAPTERS_ARE_PACKAGE_PRIVATE = classes()
            .that()
            .resideInAPackage(ADAPTERS)
            .and()
            .areTopLevelClasses()
            .and()
            .areNotAnnotatedWith(Path.class)
            .and()
            .haveNameNotMatching(".*(Request|Response)")
            .and()
            .areNotAssignableTo("org.apache.kafka.clients.consumer.ConsumerInterceptor")
            .should()
            .notBePublic()
            .because(
                    "nobody outside may lean on a shell; resources, and what they read and write, are public because Quarkus REST ignores others, and interceptors because Kafka makes them");

    @ArchTest
    public static final ArchRule NAMES_SAY_SOMETHING = noClasses()
            .should()
            .haveNameMatching(".*(Service|Manager|Helper|Util|Utils|Impl|Processor|DTO|Dto)")
            .orShould()
            .haveNameMatching(".*\\.(Base|Abstract)[A-Z].*")
            .because("style.md: a name is what the field calls the thing");

    private static String service(String packageName) {
        return part(packageName, 1);
    }

    private static String feature(String packageName) {
        return part(packageName, 2);
    }

    private static String part(String packageName, int group) {
        var matcher = FEATURE.matcher(packageName + ".");
        return matcher.matches() ? matcher.group(group) : "";
    }
}
