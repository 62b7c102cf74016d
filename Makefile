# The commands of this project. Each one is a line; the work is in scripts/. `make help` shows what is after ##, with
# arguments on a line of their own if a bar ends them.
PYTHON ?=
export PYTHON

TOOLS := .venv/bin/python -m
# No header and no index: the files say what is installed, not on which machine it was resolved. pip refuses a file
# whose hash is not among those that are pinned.
PIN := .venv/bin/uv pip compile -q --python 3.13 --generate-hashes --no-emit-index-url --no-annotate --no-header

.DEFAULT_GOAL := help
.PHONY: help install dev test coverage check fix audit reset soak deploy verify monitoring agent admin revoke memory recount upgrade wake forget backup restore lock schemathesis eval speed pace train bench storm fuzz faults screens lighthouse mail reply

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {if (split($$2, part, " [|] ") == 1) printf "  make %-12s %s\n", $$1, $$2; \
		else printf "  make %s %s\n%20s%s\n", $$1, part[1], "", part[2]}' Makefile

install: ## install what is missing (Python environments, npm packages)
	@scripts/python scripts/install.py

dev: install ## run the whole system here, with demo data; Ctrl-C stops it
	@$(TOOLS) scripts.dev

test: ## every check and every test, with emulators of their own
	@scripts/python scripts/install.py --browser
	@$(TOOLS) scripts.check

coverage: ## `make test`, and which lines of the functions no test reaches; takes a fifth longer
	@scripts/python scripts/install.py --browser
	@$(TOOLS) scripts.check --coverage

check: install ## the fast part of `make test`: no emulators, no browser
	@$(TOOLS) scripts.check --fast

fix: install ## format, and repair what linters can repair
	@$(TOOLS) scripts.check.fix

audit: install ## ask the public advisories about every pinned package
	@$(TOOLS) scripts.check.audit

soak: install ## [SOAK=1] | for hours, SOAK times: a storm, interleavings and made-up requests of which `make test` runs a sample
	@SOAK="$(or $(SOAK),1)" $(TOOLS) pytest -m soak tests/unit tests/emulator

fuzz: install ## [EXAMPLES=2000] | send the functions whatever hypothesis thinks of
	@FUZZ_EXAMPLES="$(or $(EXAMPLES),2000)" $(TOOLS) pytest -s tests/emulator/http/test_fuzz.py

faults: install ## break and slow Firestore down in every way, and see how long each function takes to say so
	@$(TOOLS) pytest -rP tests/emulator/base/test_faults.py

lighthouse: install ## measure the public page with Lighthouse (fetched from npm the first time)
	@$(TOOLS) scripts.measure.lighthouse

reset: install ## forget the data of `make dev`
	@$(TOOLS) scripts.dev.reset

deploy: install ## PROJECT=... | build and deploy functions, hosting, rules and indexes
	@$(TOOLS) scripts.operate.deploy "$(PROJECT)"

verify: install ## PROJECT=... [SITE=https://...] [WEBHOOKS=1] | try what was deployed, with a ticket that is taken away again (without PROJECT: the running `make dev`)
	@$(TOOLS) scripts.operate.verify --project "$(PROJECT)" --site "$(SITE)" --webhooks "$(WEBHOOKS)"

monitoring: install ## PROJECT=... [EMAIL=...] [BUDGET=...] | dashboard, alerts and metrics of a project, and its budget
	@$(TOOLS) scripts.operate.monitoring "$(PROJECT)" "$(EMAIL)" "$(BUDGET)"

agent: install ## EMAIL=... [NAME=...] [PROJECT=...] | let a person use the desk; requesters read the name (without PROJECT: of the running `make dev`)
	@$(TOOLS) scripts.operate.agent agent "$(EMAIL)" "$(PROJECT)" "$(NAME)"

admin: install ## EMAIL=... [NAME=...] [PROJECT=...] | the same for a person who may also manage API keys and webhooks
	@$(TOOLS) scripts.operate.agent admin "$(EMAIL)" "$(PROJECT)" "$(NAME)"

revoke: install ## EMAIL=... [PROJECT=...] | take the access to the desk away from an agent or admin (without PROJECT: of the running `make dev`)
	@$(TOOLS) scripts.operate.revoke "$(EMAIL)" "$(PROJECT)"

recount: install ## [PROJECT=...] | compare the numbers with the tickets and put them right (without PROJECT: of the running `make dev`)
	@$(TOOLS) scripts.operate.recount "$(PROJECT)"

upgrade: install ## [PROJECT=...] | give older tickets the search words and fields of this version (without PROJECT: of the running `make dev`)
	@$(TOOLS) scripts.operate.upgrade "$(PROJECT)"

wake: install ## [PROJECT=...] | bring back what was snoozed until now, as the schedule does (without PROJECT: of the running `make dev`)
	@$(TOOLS) scripts.operate.wake "$(PROJECT)"

forget: install ## EMAIL=... or REFERENCE=... [PROJECT=...] [DRY=1] | anonymise the tickets of one person, or one ticket (DRY=1 only looks)
	@$(TOOLS) scripts.operate.forget --email "$(EMAIL)" --reference "$(REFERENCE)" --project "$(PROJECT)" $(if $(DRY),--dry)

backup: install ## [TO=folder], or PROJECT=... BUCKET=gs://... | save everything in Firestore (without PROJECT: of the running `make dev`)
	@$(TOOLS) scripts.operate.backup --project "$(PROJECT)" --bucket "$(BUCKET)" --to "$(TO)"

restore: install ## FROM=... CONFIRM=... [PROJECT=...] | bring it back, over what is there
	@$(TOOLS) scripts.operate.restore "$(FROM)" --project "$(PROJECT)" --confirm "$(CONFIRM)"

schemathesis: install ## [EXAMPLES=200] [SEED=...] | hold the functions to openapi.json with many made-up requests
	@$(TOOLS) scripts.check.schemathesis $(if $(EXAMPLES),--examples $(EXAMPLES)) $(if $(SEED),--seed $(SEED))

lock: install ## pin the Python packages again after a change of their groups in pyproject.toml
	@$(PIN) --group functions -o functions/requirements.txt
	@$(PIN) --group dev -c functions/requirements.txt -o requirements-dev.txt
	@$(PIN) --group train -c functions/requirements.txt -o requirements-train.txt

mail: install ## TO=... [PROJECT=...] | send a test e-mail with a project's settings (without PROJECT: of the running `make dev`)
	@$(TOOLS) scripts.operate.mail "$(PROJECT)" "$(TO)"

reply: install ## TEXT="..." [TO=...] | answer the newest e-mail that the running `make dev` caught, or the newest with TO in its subject or address
	@$(TOOLS) scripts.dev.reply --text "$(TEXT)" --to "$(TO)"

screens: install ## take the screenshots in docs/screens/ anew
	@$(TOOLS) scripts.measure.screens

eval: install ## DATA=file.csv | measure the classifier on labelled texts (with GEMINI_API_KEY: Gemini too)
	@$(TOOLS) scripts.measure.evaluate "$(DATA)"

speed: install ## [DATA=file.csv] | how long each function takes to start next to its libraries, and the local classifier for a text
	@$(TOOLS) scripts.measure.speed $(if $(DATA),"$(DATA)")

train: install ## DATA=folder | fit the local classifier's weights anew
	@scripts/python scripts/install.py --training
	@.cache/training/bin/python -m scripts.train "$(DATA)"

bench: install ## [N=1000,10000] [ONLY=create,stats] [REQUESTS=400] [SECONDS=20] [BURST=1000] [STRICT=1] | measure the functions next to bare ones
	@$(TOOLS) scripts.measure.bench "$(N)" --only "$(ONLY)" $(if $(REQUESTS),--requests $(REQUESTS)) $(if $(SECONDS),--seconds $(SECONDS)) $(if $(BURST),--burst $(BURST)) $(if $(STRICT),--strict)

pace: install ## [N=10000] [STRICT=1] | how soon the desk shows a queue next to the API itself, and acts on a key
	@$(TOOLS) scripts.measure.pace $(N) $(if $(STRICT),--strict)

memory: install ## the most memory that the functions for incoming mails and for files take for the largest ones; status 1 above a limit
	@$(TOOLS) scripts.measure.memory

storm: install ## [SECONDS=180] [CLIENTS=8] [SEED=...] | kill functions, Firestore and the mail server under clients who write, and see that nothing is lost or doubled
	@$(TOOLS) scripts.measure.storm $(if $(SECONDS),--seconds $(SECONDS)) $(if $(CLIENTS),--clients $(CLIENTS)) $(if $(SEED),--seed $(SEED))
