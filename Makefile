# Everything a person does with Grapevine. Needs a JDK 25 and Maven 3.8.7 or newer, an installed one or the wrapper's.

MODULES := shared-events deploy/local services/chassis services/testkit services/click-tracking services/programs services/attribution \
	services/reward-issuing services/notification services/insights services/console
SERVICES := $(filter-out services/chassis services/testkit,$(filter services/%,$(MODULES)))
PRODUCTS := deploy/local/target/grapevine-local.jar deploy/acceptance/target/grapevine-acceptance.jar \
	$(SERVICES:%=%/target/quarkus-app/quarkus-run.jar)
# Directories count as well: they are newer when a file in them was deleted.
SOURCES := pom.xml $(MODULES:%=%/pom.xml) $(foreach module,$(MODULES),$(shell find $(module)/src/main 2>/dev/null))
BUILT := deploy/local/target/built
START_CACHES := deploy/local/target/start-caches
ACCEPTANCE_BUILT := deploy/acceptance/target/built
ACCEPTANCE_SOURCES := deploy/acceptance/pom.xml $(shell find deploy/acceptance/src/main 2>/dev/null)
# The bare endpoint and the harness are built for `make bench` alone.
BENCHMARK := deploy/benchmark deploy/benchmark/bare-endpoint
BENCHMARK_BUILT := deploy/benchmark/target/built
BENCHMARK_SOURCES := $(BENCHMARK:%=%/pom.xml) $(foreach module,$(BENCHMARK),$(shell find $(module)/src/main 2>/dev/null))

# What decides, by how much a decision costs that no test holds.
PURE := services/reward-issuing services/attribution services/click-tracking shared-events services/programs services/notification \
	services/insights services/console

comma := ,
empty :=
space := $(empty) $(empty)
modules = $(subst $(space),$(comma),$(strip $(1)))
jdk = JAVA_HOME=$$(deploy/local/bin/find-jdk) && export JAVA_HOME
acceptance = -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -jar deploy/acceptance/target/grapevine-acceptance.jar

# From the service's own jar: it labels as the service does.
classify = -XX:+UseSerialGC -Djava.util.logging.manager=org.jboss.logmanager.LogManager \
	-cp services/click-tracking/target/quarkus-app/quarkus-run.jar io.grapevine.clicktracking.classify.adapter.ClassifyLog

.PHONY: help run demo test properties replay classify golden ledger-verify faults kills webhook-kills races bench mutants connect-plugin format clean

help: ## what there is
	@awk -F ' ?## ' '/^[a-z-]+:.* ## / { sub(/:.*/, "", $$1); printf "  make %-14s %s\n", $$1, $$2 }' Makefile

run: $(START_CACHES) ## run everything here, for Ctrl-C to stop; GRAPEVINE_DATA, GRAPEVINE_PORT_OFFSET and GRAPEVINE_HOST move it
	@$(jdk) && exec "$$JAVA_HOME/bin/java" -Xmx96m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar deploy/local/target/grapevine-local.jar

demo: $(ACCEPTANCE_BUILT) ## send sample traffic to the running system, so that its pages move: [SECONDS=120] [RATE=3]
	@$(jdk) && exec "$$JAVA_HOME/bin/java" $(acceptance) demo $(if $(SECONDS),--seconds "$(SECONDS)") $(if $(RATE),--rate "$(RATE)")

test: ## check and test everything; GRAPEVINE_TEST_INFRA=docker|embedded forces where the servers come from
	@deploy/local/bin/run-tests

properties: ## hold 10,000 drawn decisions and 10,000 drawn programs to independent evaluators: [SEED=n] [DECISIONS=n] [PROGRAMS=n]
	@$(jdk) && deploy/local/bin/maven -B -ntp -q -Dquick -Djacoco.skip -Dquarkus.build.skip=true -pl deploy/acceptance,services/reward-issuing -am test \
		-Dtest='EvaluatorAgreementTest,LimitsAgainstReferenceTest,PursesTest' -Dsurefire.failIfNoSpecifiedTests=false \
		-Dproperties.decisions=$(or $(DECISIONS),10000) -Dproperties.programs=$(or $(PROGRAMS),10000) $(if $(SEED),-Dproperties.seed=$(SEED)) && \
		echo "the evaluator agrees on all of $(or $(DECISIONS),10000) decisions, the reference model with the books of all of $(or $(PROGRAMS),10000) programs, and no budget was overspent$(if $(SEED), from seed $(SEED))"

replay: $(ACCEPTANCE_BUILT) ## play an event log into the running system: LOG=file [PROGRAM=file] [TENANT=key]
	@test -n "$(LOG)" || { echo "usage: make replay LOG=file [PROGRAM=file] [TENANT=key]" >&2; exit 2; }
	@$(jdk) && exec "$$JAVA_HOME/bin/java" $(acceptance) replay "$(LOG)" $(if $(PROGRAM),--program "$(PROGRAM)") $(if $(TENANT),--tenant "$(TENANT)")

classify: $(BUILT) ## label the kept clicks again by the classifier of this build and show what changes: [FROM=date] [TO=date] [TENANT=key] [KAFKA=host:port]
	@$(jdk) && exec "$$JAVA_HOME/bin/java" $(classify) $(if $(FROM),--from "$(FROM)") $(if $(TO),--to "$(TO)") $(if $(TENANT),--tenant "$(TENANT)") \
		--kafka "$(or $(KAFKA),localhost:$$((19092 + $${GRAPEVINE_PORT_OFFSET:-0})))"

golden: $(ACCEPTANCE_BUILT) ## decide golden cases by the pure cores: CASES=dir RESULTS=file
	@test -n "$(CASES)" -a -n "$(RESULTS)" || { echo "usage: make golden CASES=dir RESULTS=file" >&2; exit 2; }
	@$(jdk) && exec "$$JAVA_HOME/bin/java" $(acceptance) golden "$(CASES)" "$(RESULTS)"

ledger-verify: $(ACCEPTANCE_BUILT) ## prove the running system's ledger, or an exported one: [FILE=export] [SINCE=earlier export] [LEDGER=of a statement] [SAVE=file] [KEY=gv_sk_…]
	@$(jdk) && exec "$$JAVA_HOME/bin/java" $(acceptance) ledger-verify $(if $(FILE),"$(FILE)") $(if $(SINCE),--since "$(SINCE)") $(if $(LEDGER),--ledger "$(LEDGER)") $(if $(SAVE),--save "$(SAVE)") $(if $(KEY),--key "$(KEY)")

faults: $(BUILT) $(ACCEPTANCE_BUILT) ## hurt the system by a seeded story and check every promise: [SEED=n] [FAULTS=kill,zombie,...] [ROUNDS=n] [SHORT=1] [TEETH=1]
	@$(jdk) && exec "$$JAVA_HOME/bin/java" $(acceptance) faults

kills: $(START_CACHES) $(ACCEPTANCE_BUILT) ## kill reward-issuing at each edge where a crash could double or lose a reward or a payment, and look for one: [ROUNDS=20]
	@$(jdk) && exec "$$JAVA_HOME/bin/java" $(acceptance) kills

webhook-kills: $(START_CACHES) $(ACCEPTANCE_BUILT) ## kill notification while it tells twenty endpoints, most of them bad, and look for what is lost: [EVENTS=1000] [KILLS=10]
	@$(jdk) && exec "$$JAVA_HOME/bin/java" $(acceptance) webhook-kills

races: $(BUILT) ## race for few accounts on 20 connections, in full size: [TRANSACTIONS=100000] [RACES=1000]
	@$(jdk) && deploy/local/bin/maven -B -ntp -q -Dquick -Djacoco.skip -pl services/reward-issuing -am verify -Dtest=PersonalNumbersTest -Dit.test=ContentionIT \
		-Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false -Dquarkus.http.test-port=0 -Draces.transactions=$(or $(TRANSACTIONS),100000) -Draces.rounds=$(or $(RACES),1000) && \
		echo "of $(or $(TRANSACTIONS),100000) rewards each was taken back once, of $(or $(RACES),1000) purchases each was rewarded once; the ledger holds"

bench: $(START_CACHES) $(BENCHMARK_BUILT) ## measure the system against bare peers and its targets: [ONLY=classify,mails,start,conversions,attribution,replays,redirect,ingest,rewards,webhooks,fold,streams,graph] [ROUNDS=5] [SECONDS=4] [WARMUP=4] [CONVERSIONS=100000] [REWARDS=100000] [STREAMS=10000] [EDGES=1000000,10000000]
	@$(jdk) && exec "$$JAVA_HOME/bin/java" -Xms512m -Xmx512m -XX:+UseSerialGC --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED -jar deploy/benchmark/target/grapevine-benchmark.jar \
		$(if $(ONLY),--only "$(ONLY)") $(if $(ROUNDS),--rounds "$(ROUNDS)") $(if $(SECONDS),--seconds "$(SECONDS)") $(if $(WARMUP),--warm-up "$(WARMUP)") $(if $(CONVERSIONS),--conversions "$(CONVERSIONS)") $(if $(REWARDS),--rewards "$(REWARDS)") $(if $(STREAMS),--streams "$(STREAMS)") $(if $(EDGES),--edges "$(EDGES)")

mutants: ## change the pure packages line by line and fail where fewer than 90 % of the changes turn a unit test red: [ONLY=module]
	@deploy/local/bin/run-mutants "$(ONLY)" $(PURE)

connect-plugin: ## build what Kafka Connect needs to write the log into a warehouse, into deploy/warehouse/target/plugins
	@deploy/local/bin/build -pl deploy/warehouse -am
	@echo "put deploy/warehouse/target/plugins/grapevine-warehouse into the plugin path of the worker; deploy/warehouse/README.md has the rest"

format: ## format the sources as the build wants them
	@$(jdk) && deploy/local/bin/maven -B -ntp -q spotless:apply

clean: ## remove everything built, and with it the data of local runs
	@rm -rf target $(MODULES:%=%/target) deploy/acceptance/target deploy/warehouse/target $(BENCHMARK:%=%/target)

# Rebuilt when a source is newer, and when something it makes is missing.
ifneq ($(wildcard $(PRODUCTS)),$(PRODUCTS))
.PHONY: $(BUILT)
endif
$(BUILT): $(SOURCES)
	@deploy/local/bin/build -pl $(call modules,$(MODULES) deploy/acceptance)
	@touch $(BUILT) $(ACCEPTANCE_BUILT)

$(START_CACHES): $(BUILT)
	@deploy/local/bin/make-start-caches
	@touch $@

# The services' classes, not their packaging: that is the slow part, and a system may be running from it.
$(ACCEPTANCE_BUILT): $(SOURCES) $(ACCEPTANCE_SOURCES)
	@deploy/local/bin/build -pl deploy/acceptance -am -Dquarkus.build.skip=true
	@touch $@

$(BENCHMARK_BUILT): $(SOURCES) $(ACCEPTANCE_SOURCES) $(BENCHMARK_SOURCES)
	@deploy/local/bin/build -pl $(call modules,$(BENCHMARK)) -am -Dquarkus.build.skip=true -Dbare-endpoint.build.skip=false
	@touch $@
