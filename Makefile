.DEFAULT_GOAL := help
.PHONY: help demo up console console-test stories shots test clients fuzz-api integration-test mutation lint build package preflight board-key deploy undeploy kill-test incident-test bench-million bench-failures bench-live bench-tables bench-starts bench-reader clean

# From a whole build, shows only the output of the tests and checks.
MAVEN_TESTS_ONLY := -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
  -Dorg.slf4j.simpleLogger.log.org.apache.maven.plugin.surefire=info

# Packages the functions, and runs the scenarios on the packages.
DEPLOYED := -Dzip.skip=false -Ddeployed.skip=false

functions := $(subst /pom.xml,,$(wildcard functions/*/pom.xml))

help: ## this list
	@echo 'Groundswell: make <target>'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' Makefile

demo: build ## the main job on 60,000 generated rows: upload, boards, rewards, checked against a plain calculation
	@bin/groundswell demo

up: build ## the whole system in one process, until Ctrl-C
	@bin/groundswell up

test: lint clients fuzz-api console-test stories ## everything that is checked: the template, the code, all tests, also on LocalStack if there is Docker
	@echo 'Building and testing; the first time it downloads the dependencies'
	@rm -f functions/*/target/*.zip
	@mkdir -p .venv/clients && scripts/make-clients .venv/clients >.venv/clients/log 2>&1 & # waited for by the tests with them
	@if reason=$$(scripts/can-run-localstack); then \
	  scripts/with-localstack scripts/maven verify $(DEPLOYED) $(MAVEN_TESTS_ONLY); \
	else \
	  echo "Left out: the scenarios on LocalStack, as $$reason"; \
	  test -z "$$LOCALSTACK_REQUIRED" && scripts/maven verify $(MAVEN_TESTS_ONLY); \
	fi

console: console/node_modules/installed ## the console, built into console/dist, from where `make up` serves it; downloads Node if it is not installed
	@cd console && ../scripts/with-node npm run --silent build

console-test: console/node_modules/installed ## the console's types, lint, tests and size
	@cd console && ../scripts/with-node npm run --silent check

stories: build console ## the console in a browser, as its users use it, on a local cloud of its own; needs Chromium
	@if chromium=$$(scripts/find-chromium); then \
	  cd console && CHROMIUM=$$chromium ../scripts/with-node npm run --silent stories; \
	else \
	  echo "Left out: the stories of the console, as $$chromium"; \
	  test -z "$$CONSOLE_STORIES_REQUIRED"; \
	fi

shots: build console ## pictures of the views and states of the console: console/target/shots
	@chromium=$$(scripts/find-chromium) || { echo "$$chromium" >&2; exit 1; }; \
	cd console && CHROMIUM=$$chromium ../scripts/with-node npm run --silent shots

clients: build .venv/installed ## what boto3 finds in a running local cloud
	@.venv/bin/python local-cloud/src/test/python/clients.py

fuzz-api: build .venv/schemathesis/installed ## requests made from api/openapi.yaml to a running local cloud; SEED=n repeats a run
	@.venv/schemathesis/bin/python local-cloud/src/test/python/fuzz.py $(SEED)

integration-test: ## the scenarios alone, on LocalStack in Docker, or on AWS with STACK=name
	@test -n "$(STACK)" || scripts/can-run-localstack
	@echo 'Building; the first time it downloads the dependencies'
	@rm -f functions/*/target/*.zip
	@scripts/with-localstack scripts/maven integration-test -DskipTests $(DEPLOYED) $(if $(STACK),-Dstack=$(STACK)) \
	  -pl integration-tests -am $(MAVEN_TESTS_ONLY)

lint: .venv/installed .venv/checkov/installed ## template.yaml, as it is written and as SAM expands it, also for its security; subjects of commits
	@scripts/check-commits
	@.venv/bin/python scripts/lint-template.py template.yaml
	@PYTHONPATH=scripts .venv/bin/python -m unittest discover --quiet -s scripts/tests
	@.venv/checkov/bin/checkov --framework cloudformation --skip-download --quiet --compact --file template.yaml

build:
	@echo 'Building; the first time it downloads the dependencies'
	@scripts/maven --quiet package -DskipTests -pl cli -am

package: ## one zip per function, as template.yaml names them
	@rm -f functions/*/target/*.zip
	@scripts/maven --quiet package -DskipTests -Dzip.skip=false -am \
	  -pl $$(echo $(functions) | tr ' ' ',')
	@wc -c functions/*/target/*.zip | sort -rn

preflight: .venv/installed
	@test -n "$(STACK)" || { echo "STACK=name says which stack" >&2; exit 1; }
	@case '$(PARAMETERS)' in *JwtIssuer=*JwtAudience=*|*JwtAudience=*JwtIssuer=*) ;; \
	  *) echo "PARAMETERS='JwtIssuer=... JwtAudience=...' says whose tokens the API takes" >&2; exit 1;; esac
	@.venv/bin/python scripts/preflight.py template.yaml '$(STACK)' $(PARAMETERS)

deploy: preflight package .venv/sam/installed ## to AWS: STACK=name PARAMETERS='JwtIssuer=https://... JwtAudience=...'
	@release=$$(.venv/bin/python scripts/release.py $(PARAMETERS)) && .venv/sam/bin/sam deploy --template-file template.yaml --stack-name $(STACK) --resolve-s3 \
	  --capabilities CAPABILITY_IAM CAPABILITY_AUTO_EXPAND --no-fail-on-empty-changeset \
	  --tags application=groundswell stack=$(STACK) --parameter-overrides Release=$$release $(PARAMETERS)
	@.venv/bin/python scripts/protect.py '$(STACK)'
	@.venv/bin/python scripts/console.py '$(STACK)' console/dist

board-key: .venv/installed ## the pair of keys for cached boards, before deploying with them: STACK=name; REPLACE=1 for another one
	@test -n "$(STACK)" || { echo "STACK=name says which stack" >&2; exit 1; }
	@.venv/bin/python scripts/board_key.py '$(STACK)' $(if $(REPLACE),--replace)

undeploy: .venv/installed ## lists what deleting a stack keeps; deletes it with YES=1: STACK=name
	@test -n "$(STACK)" || { echo "STACK=name says which stack" >&2; exit 1; }
	@.venv/bin/python scripts/undeploy.py '$(STACK)' $(if $(YES),--yes)

mutation: ## faults put into the domain one by one, and how many of them no test notices; PACKAGE=scoring for one package
	@scripts/maven --quiet test-compile org.pitest:pitest-maven:mutationCoverage -pl shared-lib/domain \
	  $(if $(PACKAGE),-DtargetClasses='groundswell.domain.$(PACKAGE).*')
	@echo 'Line by line: shared-lib/domain/target/pit-reports/index.html'

kill-test: ## the local cloud killed at ten moments of uploads, and what is left compared; in the tests it is three
	@scripts/maven test -pl integration-tests -am -Dtest=SurvivingKills -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dgroundswell.kills=10 $(MAVEN_TESTS_ONLY)

incident-test: ## an incident among 200,000 rows, redriven, and what is left compared; in the tests it is 60,000
	@scripts/maven test -pl integration-tests -am -Dtest=RecoveringFromAnIncident -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dgroundswell.sites=40 $(MAVEN_TESTS_ONLY)

bench-million: ## a million rows through the whole system, with its figures
	@echo 'Building; the first time it downloads the dependencies'
	@scripts/maven --quiet package -DskipTests -pl benchmarks -am
	@benchmarks/run

bench-failures: ## failures recorded and redriven, and looked for among a million, with figures
	@echo 'Building; the first time it downloads the dependencies'
	@scripts/maven --quiet package -DskipTests -pl benchmarks -am
	@benchmarks/run failures

bench-live: ## a member's own entry on its board, with and without a million rows beside it, with figures
	@echo 'Building; the first time it downloads the dependencies'
	@scripts/maven --quiet package -DskipTests -pl benchmarks -am
	@benchmarks/run live

bench-tables: ## the tables of the local cloud alone, in process and over HTTP, with figures
	@echo 'Building; the first time it downloads the dependencies'
	@scripts/maven --quiet package -DskipTests -pl benchmarks -am
	@benchmarks/run tables

bench-starts: package ## how long each function takes to start and to answer its first call, with figures
	@scripts/maven --quiet package -DskipTests -pl benchmarks -am
	@benchmarks/run starts

bench-reader: ## the reader of files alone: rows a second of each form, and memory, with figures
	@echo 'Building; the first time it downloads the dependencies'
	@scripts/maven --quiet package -DskipTests -pl benchmarks -am
	@benchmarks/run reader

clean: ## removes what was built, also the Python environment
	@scripts/maven --quiet clean
	@rm -rf .venv .groundswell console/node_modules console/dist console/target

.venv/checkov/installed: scripts/requirements-checkov.txt .venv/installed
	@scripts/make-venv .venv/checkov scripts/requirements-checkov.txt
	@touch $@

.venv/schemathesis/installed: scripts/requirements-schemathesis.txt .venv/installed
	@scripts/make-venv .venv/schemathesis scripts/requirements-schemathesis.txt
	@touch $@

console/node_modules/installed: console/package-lock.json
	@cd console && ../scripts/with-node npm ci --silent
	@touch $@

.venv/sam/installed: scripts/requirements-sam.txt .venv/installed
	@scripts/make-venv .venv/sam scripts/requirements-sam.txt
	@touch $@

.venv/installed: scripts/requirements.txt
	@scripts/make-venv .venv scripts/requirements.txt
	@touch $@
