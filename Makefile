# make demo    build the sample site three ways, print where to look
# make serve   open what `make demo` built on http://127.0.0.1:8000
# make test    everything: lint, types, floors, tests on all hosts
# make test-browser   the tests in Chromium alone; SMO_BROWSER names another one, or none
# make test-cluster   the tests on a Dask cluster and in object stores alone
# make docs    build the documentation, with our own plugin on
# make dist    build the wheel and the source archive, twice, and compare; list what is in them (SBOM)
# make bench   what builds cost with us and with others, into benchmarks/RESULTS.md; BENCH_ARGS=--quick takes minutes
# make lock    write requirements/*.lock anew; `make envs LOCKED=1` installs exactly these, checked by hash
# make advisories   ask the advisory databases about what is locked (needs the network)
#
# Needs Python 3.11 or newer and make. MkDocs, ProperDocs and Pelican want different
# versions of shared packages, so each has an environment of its own under .venvs/.

PYTHON ?= python3
PORT ?= 8000
V := .venvs
B := build/sample
PIP := -m pip install --quiet --disable-pip-version-check
# As many tests at once as there are cores; `TEST_ARGS=-x` and the like replace it.
TEST_ARGS ?= -q -n auto
# The environments of requirements/, and what each is locked with.
LOCKS := mkdocs properdocs pelican cluster lint release
LOCKED ?=
export NO_MKDOCS_2_WARNING = true
export DISABLE_MKDOCS_2_WARNING = true

.PHONY: demo serve test ready lint docs envs clean browser lock dist advisories bench test-mkdocs test-properdocs test-pelican test-cluster \
  test-browser

envs: $(V)/mkdocs/ready $(V)/properdocs/ready $(V)/pelican/ready

$(V)/%/ready: requirements/%.txt requirements/test.txt pyproject.toml
	@echo "Preparing the $* environment …"
	@$(PYTHON) -m venv $(V)/$*
ifdef LOCKED
	@$(V)/$*/bin/python $(PIP) --require-hashes -r requirements/$*.lock
	@$(V)/$*/bin/python $(PIP) --no-deps -e .
else
	@$(V)/$*/bin/python $(PIP) -r requirements/$*.txt -r requirements/test.txt -e .
endif
	@touch $@

$(V)/lint/ready: requirements/lint.txt requirements/test.txt pyproject.toml
	@echo "Preparing the lint environment …"
	@$(PYTHON) -m venv $(V)/lint
ifdef LOCKED
	@$(V)/lint/bin/python $(PIP) --require-hashes -r requirements/lint.lock
	@$(V)/lint/bin/python $(PIP) --no-deps -e .
else
	@$(V)/lint/bin/python $(PIP) -r requirements/lint.txt -r requirements/test.txt -e .
endif
	@touch $@

demo: $(V)/mkdocs/ready $(V)/pelican/ready
	@echo "── MkDocs, Material ──"
	@cd sample_site && ../$(V)/mkdocs/bin/mkdocs build --strict
	@echo "── MkDocs, built-in theme ──"
	@cd sample_site && ../$(V)/mkdocs/bin/mkdocs build --strict -f mkdocs-builtin.yml
	@echo "── Pelican, notmyidea ──"
	@cd sample_site && ../$(V)/pelican/bin/pelican -s pelicanconf.py --relative-urls --fatal warnings
	@echo "── A folder of HTML (Pelican's simple theme, no plugin), then smo link ──"
	@cd sample_site && ../$(V)/pelican/bin/pelican -s pelicanconf_plain.py --fatal warnings
	@$(V)/pelican/bin/smo link $(B)/plain --out $(B)/folder --config sample_site/smo.toml
	@echo "Look at them with \`make serve\`, or open:"
	@for site in mkdocs mkdocs-builtin pelican folder; do echo "  $(B)/$$site/previews/open-graph/index.html"; done

serve:
	@test -d $(B)/mkdocs || $(MAKE) demo
	@echo "http://127.0.0.1:$(PORT)/mkdocs/  /mkdocs-builtin/  /pelican/  /folder/   (Ctrl+C stops)"
	@$(PYTHON) -m http.server $(PORT) --bind 127.0.0.1 --directory $(B)

# Everything that tests need is fetched at once: most of that is waiting.
test:
	@$(MAKE) --no-print-directory -j 4 ready
	@$(MAKE) --no-print-directory lint test-mkdocs test-properdocs test-pelican test-cluster test-browser

# The schema of SARIF, from a package of those who made it (MIT). Without npm the tests that need it are left out.
SARIF := build/sarif-2.1.0.json
SARIF_IS := 2d99159ae54a3eea97f81781cff48780548657c35949f4b7f25e99a2ba4de4f8
$(SARIF):
	@if ! command -v npm > /dev/null; then echo "No npm: SARIF is not held against its schema." >&2; exit 0; fi; \
	rm -rf build/sarif && mkdir -p build/sarif && cd build/sarif && \
	npm pack --silent @microsoft/jest-sarif@1.0.0-beta.0 > /dev/null && tar -xzf *.tgz && \
	echo "$(SARIF_IS)  package/lib/schemas/sarif-2.1.0-rtm.5.json" | sha256sum --check --quiet && \
	cp package/lib/schemas/sarif-2.1.0-rtm.5.json ../../$@ && rm -rf ../sarif

ready: envs $(V)/lint/ready $(V)/cluster/ready $(V)/mkdocs/ready-for-browser browser $(SARIF)

test-mkdocs: envs $(SARIF)
	$(V)/mkdocs/bin/python -m pytest $(TEST_ARGS) tests --ignore tests/pelican --ignore tests/cluster --ignore tests/browser \
	  --ignore tests/report/test_page.py

test-properdocs: envs
	$(V)/properdocs/bin/python -m pytest $(TEST_ARGS) tests/mkdocs

test-pelican: envs
	$(V)/pelican/bin/python -m pytest $(TEST_ARGS) tests/pelican

test-cluster: $(V)/cluster/ready
	$(V)/cluster/bin/python -m pytest $(TEST_ARGS) tests/cluster

# The sites under test are built by MkDocs here and by Pelican in its own environment.
test-browser: envs browser $(V)/mkdocs/ready-for-browser
	SMO_PELICAN=$(V)/pelican/bin/python $(V)/mkdocs/bin/python -m pytest $(TEST_ARGS) --dist loadfile tests/browser tests/report/test_page.py

$(V)/mkdocs/ready-for-browser: requirements/browser.txt $(V)/mkdocs/ready
	@$(V)/mkdocs/bin/python $(PIP) -r requirements/browser.txt
	@touch $@

# A browser of this machine, or Debian's own where we may install it. The one without windows takes half the time.
browser:
	@test -z "$$SMO_BROWSER" || exit 0; \
	for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do \
	  command -v $$name > /dev/null && exit 0; \
	done; \
	if test "$$(id -u)" = 0 && command -v apt-get > /dev/null; then \
	  echo "Installing Chromium …"; \
	  apt-get update -qq && export DEBIAN_FRONTEND=noninteractive && for name in chromium-headless-shell chromium; do \
	    apt-get install -y -qq --no-install-recommends $$name fonts-dejavu-core > /dev/null && exit 0; \
	  done; \
	  exit 1; \
	else \
	  echo "No browser: install Chromium or Chrome, or name one in SMO_BROWSER (none leaves these tests out)." >&2; \
	  exit 1; \
	fi

lint: $(V)/lint/ready
	$(V)/lint/bin/ruff check .
	$(V)/lint/bin/ruff format --check .
	$(V)/lint/bin/mypy
	$(V)/lint/bin/lint-imports

docs: $(V)/mkdocs/ready
	$(V)/mkdocs/bin/mkdocs build --strict

$(V)/release/ready: requirements/release.txt
	@echo "Preparing the release environment …"
	@$(PYTHON) -m venv $(V)/release
	@$(V)/release/bin/python $(PIP) $(if $(LOCKED),--require-hashes -r requirements/release.lock,-r requirements/release.txt)
	@touch $@

# One file for all Pythons and systems; other sources than the requirements and pyproject.toml have no say.
lock: $(V)/release/ready
	@for e in $(LOCKS); do \
	  if [ $$e = release ]; then own="requirements/release.txt"; \
	  else own="--extra cards pyproject.toml requirements/$$e.txt requirements/test.txt"; fi; \
	  $(V)/release/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-emit-find-links --no-annotate --no-header $$own --output-file requirements/$$e.lock || exit 1; \
	done

dist: $(V)/release/ready
	$(V)/release/bin/python benchmarks/reproducible.py --keep dist
	@rm -rf build/sbom && $(PYTHON) -m venv build/sbom
	@build/sbom/bin/python $(PIP) "$$(ls dist/*.whl)[cards]"
	$(V)/release/bin/cyclonedx-py environment --pyproject pyproject.toml --mc-type library --output-reproducible \
	  --output-file dist/smo-suite.cdx.json build/sbom/bin/python

advisories: $(V)/release/ready
	@for e in $(LOCKS); do echo "$$e:"; $(V)/release/bin/pip-audit --strict --require-hashes --disable-pip -r requirements/$$e.lock || exit 1; done

# Makes environments of its own below build/bench, one for each tool, and fetches real pages there.
BENCH_ARGS ?=
bench:
	@cd benchmarks && $(PYTHON) -m bench $(BENCH_ARGS)

clean:
	rm -rf build dist $(V)
