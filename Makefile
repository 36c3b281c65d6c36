.DEFAULT_GOAL := help
.PHONY: help demo up test lint build package bench-million clean

# Of a whole build, only what the tests and the checks say.
MAVEN_TESTS_ONLY := -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
  -Dorg.slf4j.simpleLogger.log.org.apache.maven.plugin.surefire=info

functions := $(subst /pom.xml,,$(wildcard functions/*/pom.xml))

help: ## this list
	@echo 'Groundswell: make <target>'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' Makefile

demo: build ## the main job on 60,000 generated rows: upload, boards, rewards, checked against a plain calculation
	@bin/groundswell demo

up: build ## the whole system in one process, until Ctrl-C
	@bin/groundswell up

test: lint ## everything that is checked: the template, the code, all tests
	@echo 'Building and testing; the first time it downloads the dependencies'
	@scripts/maven verify $(MAVEN_TESTS_ONLY)

lint: .venv/installed ## template.yaml, as it is written and as SAM expands it
	@.venv/bin/python scripts/lint-template.py template.yaml

build:
	@echo 'Building; the first time it downloads the dependencies'
	@scripts/maven --quiet package -DskipTests -pl cli -am

package: ## one zip per function, as template.yaml names them
	@scripts/maven --quiet package -DskipTests -Dzip.skip=false -am \
	  -pl $$(echo $(functions) | tr ' ' ',')
	@du -h functions/*/target/*.zip

bench-million: ## a million rows through the whole system, with its figures
	@echo 'Building; the first time it downloads the dependencies'
	@scripts/maven --quiet package -DskipTests -pl benchmarks -am
	@benchmarks/run

clean: ## removes what was built, also the Python environment
	@scripts/maven --quiet clean
	@rm -rf .venv .groundswell

.venv/installed: scripts/requirements.txt
	@scripts/make-venv .venv
	@touch $@
