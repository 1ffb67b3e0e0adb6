# Quyết. `make run` builds it and opens the demo; `make test` tests everything.
# Every other rule is a part of these two.

SHELL := /bin/sh
.DEFAULT_GOAL := build
.DELETE_ON_ERROR:
.PHONY: run build assets generate check-generated test release lint vulnerabilities npm-vulnerabilities bench conference crash standby fmt clean go modules node engines audit loss

TOPS := $(wildcard app base bench cmd crash feature)
TEMPL := $(shell find $(TOPS) -name '*.templ')
STYLES := $(shell find base/ui/css base/ui/js -type f)
ASSETS := base/ui/dist/manifest.json
TOOL := go tool -modfile=tools/go.mod

run: build
	bin/quyet demo

# One static program for this machine, with its pages inside; TAGS=otel builds
# traces in.
build: modules generate $(ASSETS)
	CGO_ENABLED=0 go build -buildvcs=false -trimpath $(if $(TAGS),-tags $(TAGS)) -ldflags "-s -w -X quyet/app.revision=$$(git describe --tags --always --dirty 2>/dev/null)" -o bin/quyet ./cmd/quyet

# --- Front end: pinned npm packages, built into base/ui/dist -----------------

assets: $(ASSETS)

$(ASSETS): node_modules/.package-lock.json base/ui/build.mjs base/ui/icon.go $(STYLES) $(TEMPL)
	node base/ui/build.mjs

node_modules/.package-lock.json: package.json package-lock.json | node
	tools/again npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# --- Generated Go, committed -------------------------------------------------
# templ writes file names relative to where it runs: always here, at the root.

generate: $(TEMPL:.templ=_templ.go)

%_templ.go: %.templ
	$(TOOL) templ generate -log-level error -f $<
	@touch $@

# Fails if a generated file is not what its source gives.
check-generated: modules
	@before=$$(find $(TOPS) -name '*_templ.go' | sort | xargs sha256sum); \
	$(TOOL) templ generate -log-level error || exit 1; \
	after=$$(find $(TOPS) -name '*_templ.go' | sort | xargs sha256sum); \
	if [ "$$before" != "$$after" ]; then \
		echo "Generated files were out of date; they are right now, commit them:"; \
		git status --short -- '*_templ.go'; exit 1; \
	fi

# --- Tests -------------------------------------------------------------------

# How long the tests of one package may take. The browser looks at every page
# more than once: on two busy cores that is longer than the ten minutes that go
# allows by itself.
PATIENCE := 30m

test: engines check-generated $(ASSETS)
	go vet ./...
	tools/with-postgres go test -timeout $(PATIENCE) ./...
	QUYET_TEST_ENGINES=sqlite go test -tags otel -run TestTraces ./app

# How fast it is beside the least SQL that does the same work, on both engines:
# make bench SHAPE=nation takes three million tasks, FOR=10s measures longer,
# KEEP=DIR keeps the seeded databases for the next time.
SHAPE := province
FOR := 1500ms

bench: build
	@tools/need postgres
	@go build -buildvcs=false -o bin/bench ./bench
	tools/with-postgres --durable sh -c 'bin/bench -shape $(SHAPE) -for $(FOR) $(if $(KEEP),-keep $(KEEP)) -postgres "$$QUYET_TEST_POSTGRES"'
	tools/with-postgres --durable go test ./feature/indicator -run NONE -bench Roll -benchtime 1x -timeout 20m
	go test ./feature/report -run NONE -bench Pages -benchtime 5x

# A conference whose POINTS report IN ten minutes, each once and some twice, on both
# engines: no error, no report held up, p99 of 500 ms at most, and the sum right.
# POINTS=3100 IN=1m is the same pace for a minute.
POINTS := 31000
IN := 10m

conference: build
	@tools/need postgres
	@go build -buildvcs=false -o bin/bench ./bench
	tools/with-postgres --durable sh -c 'bin/bench conference -points $(POINTS) -in $(IN) -postgres "$$QUYET_TEST_POSTGRES"'

# The program, or its database server, is killed at random moments while people
# work, ROUNDS times on each engine; what was acknowledged and lost is counted.
# A round that failed runs again with the flags that it prints.
ROUNDS := 1000

crash: modules
	@tools/need postgres
	@mkdir -p bin && go build -buildvcs=false -o bin/crash ./crash
	bin/crash kill -engine sqlite -rounds $(ROUNDS)
	bin/crash kill -engine postgres -rounds $(ROUNDS)

# Two instances on a PostgreSQL with a synchronous standby (Patroni and etcd);
# the primary is killed under load.
standby: modules
	@tools/need postgres patroni etcd
	@mkdir -p bin && go build -buildvcs=false -o bin/crash ./crash
	bin/crash standby

# What is lost of an office that is kept continuously when its machine burns
# down while people work.
loss: engines
	QUYET_TEST_ENGINES=sqlite go test ./app -run '^TestBurnt$$' -count 1 -v | grep -E 'acknowledged|^(ok|FAIL|---)'

# The log of a million events on both engines: how fast they are sealed and
# verified, beside reading the same rows and nothing else.
audit: engines
	tools/with-postgres --durable go test ./feature/audit -run NONE -bench Million -benchtime 1x -timeout 60m

# Keeps a backup of the sample office as this release makes it, from which
# every later one must be able to go on: make release NAME=1.0
release: engines
	@test -n "$(NAME)" || { echo "make release NAME=1.0"; exit 1; }
	tools/with-postgres go test ./app -run TestUpgradeFromEveryRelease -release $(NAME)

lint: modules
	go mod verify
	$(TOOL) golangci-lint run ./...

# Looks for known vulnerabilities in everything that is built in, by the reports
# that the module golang.org/x/vulndb holds: make vulnerabilities VULNDB=latest
# takes the newest. Packages of npm are asked for where their registry can be:
# make npm-vulnerabilities.
VULNDB := v0.0.0-20261105234957-e22db6528018

vulnerabilities: modules
	go mod verify
	go test -C tools ./vulnerabilities
	@tools/again go mod download golang.org/x/vulndb@$(VULNDB)
	@mkdir -p bin
	@go run -C tools ./vulnerabilities write "$$(go mod download -json golang.org/x/vulndb@$(VULNDB) | sed -n 's/.*"Dir": "\(.*\)",*$$/\1/p')" $(CURDIR)/bin/vulndb
	@tools/again go mod download golang.org/x/vuln@v1.9.0
	go run golang.org/x/vuln/cmd/govulncheck@v1.9.0 -format json -db file://$(CURDIR)/bin/vulndb ./... | go run -C tools ./vulnerabilities judge

npm-vulnerabilities:
	npm audit --omit=none --audit-level=moderate

fmt: go
	gofmt -w $(TOPS)
	for top in $(TOPS); do $(TOOL) templ fmt $$top; done

clean:
	rm -rf bin node_modules
	find base/ui/dist -type f ! -name .keep -delete

# --- What the rules above need -----------------------------------------------

go:
	@tools/need go

# The modules of the program and of its tools. Where they cannot be fetched,
# what needs them says so.
modules: go
	@tools/again go mod download && tools/again go mod download -modfile=tools/go.mod || true

node:
	@tools/need node

engines: go
	@tools/need postgres chromium fonts office poppler
