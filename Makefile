# Short names for what is done often; each is one Maven command.
.PHONY: help fast verify it tck chaos load bench format docs repro run

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

run: ## the example on a real server with real Redis and PostgreSQL; Ctrl-C ends it
	mvn -q -Prun

fast: ## compile and unit tests, without checks
	mvn -q -Pfast test

verify: ## everything, as CI runs it
	mvn verify

it: ## the provider and its tests on a real Redis
	mvn -q -pl jcache-provider -am verify

chaos: ## ten minutes of a failing Redis under three processes
	mvn -q -Pfast,chaos -pl jcache-provider -am verify

load: ## the example under load, end to end; writes docs/reference/end-to-end.md
	mvn -q -Pload -pl example-war -am verify

tck: ## the JSR-107 TCK in every mode
	mvn -q -Pfast -pl tck-runner -am verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false

bench: ## ours beside the peers; writes docs/reference/performance.md
	mvn -q -Pfast,bench -pl benchmarks -am verify -DskipTests -DskipITs

format: ## the house's formatting, applied
	mvn -q spotless:apply -pl '!bom'

docs: ## the Javadoc of what is public
	mvn -q -Pfast -DskipTests -pl jcache-provider,cdi-extension -am package javadoc:javadoc

repro: ## build twice, compare the jars byte by byte
	mvn -q -Pfast -DskipTests clean install && mvn -q -Pfast -DskipTests clean verify artifact:compare
