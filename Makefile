# make report   the report in _site/; DATA=file.hdf5 KEY=dataset GALAXY=12 DOWNSAMPLE=4 OUTPUT=folder
#               ENGINE=quarto or pandoc (chosen by itself if not said)
#               FULL=1 trains all to the end, with more seeds and dimensions, half an hour once
# make fetch    real galaxies for it, of the DESI Legacy Imaging Surveys, in data/ or DATA=file.hdf5;
#               CATALOG=mine.csv takes other positions
# make test     style and type checks, and tests
# make bench    how fast it is; PART=training, report or sizes (an hour) for a part of it
# make screenshots   the README's pictures, of the report in _site/ or OUTPUT=folder
# make clean    removes the report, the cache and the environment

DATA =
KEY =
GALAXY =
DOWNSAMPLE =
ENGINE =
OUTPUT = _site
FULL =
PART =
CATALOG =

# Written small, as Quarto's parameters and the sentences of errors are, they mean the same.
small = $(if $(findstring command,$(origin $(2))),$(eval $(1) = $$($(2))))
$(call small,DATA,data)$(call small,KEY,key)$(call small,GALAXY,galaxy)$(call small,FULL,full)
$(call small,DOWNSAMPLE,downsample)$(call small,ENGINE,engine)$(call small,OUTPUT,output)
$(call small,CATALOG,catalog)

PYTHON = python3
BIN = .venv/bin
INSTALLED = .venv/.installed
TESTED = .venv/.tested
RUN = $(BIN)/python -m

# The same pins whichever of the two installs them.
pip = $(RUN) pip install -qq --disable-pip-version-check $(1)
install = $(if $(shell command -v uv),uv pip install --quiet --python .venv $(1) ||) $(pip)
# PyPI's PyTorch for Linux brings 2.5 GB of CUDA, PyTorch's own index has a build without.
WITHOUT_CUDA = --no-deps --index-url https://download.pytorch.org/whl/cpu
QUICKLY = export PIP_RETRIES=0 PIP_DEFAULT_TIMEOUT=10 UV_HTTP_RETRIES=0 UV_HTTP_TIMEOUT=10

quote = '$(subst ','\'',$(1))'
option = $(if $(2),--$(1) $(call quote,$(2)))

# What a user has set for other programs changes nothing here.
unexport PYTHONOPTIMIZE PYTHONSAFEPATH PYTHONWARNINGS MPLBACKEND MATPLOTLIBRC

.DEFAULT_GOAL := report
.PHONY: report fetch test bench screenshots clean

report: $(INSTALLED)
	@$(RUN) report.render $(call option,data,$(DATA)) $(call option,key,$(KEY)) \
	    $(call option,galaxy,$(GALAXY)) $(call option,downsample,$(DOWNSAMPLE)) \
	    $(call option,engine,$(ENGINE)) $(call option,output,$(OUTPUT)) \
	    $(if $(filter-out 0 no,$(FULL)),--full)

fetch: $(INSTALLED)
	@$(RUN) analysis fetch $(call option,catalog,$(CATALOG)) $(call option,output,$(DATA))

test: $(TESTED)
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	$(RUN) pytest

bench: $(TESTED)
	@$(RUN) tests.benchmarks $(call option,data,$(DATA)) $(PART)

screenshots: $(TESTED)
	@$(RUN) report.screenshots $(call quote,$(OUTPUT))/report.html

$(INSTALLED): requirements.lock requirements.cuda.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo 'error: Python 3.11 or newer is needed; PYTHON=/path/to/python3 names one' >&2; exit 2; }
	@echo 'Installing the pinned packages into .venv (minutes the first time) ...'
	@$(PYTHON) -m venv .venv
	@[ "$$(uname)" != Linux ] || command -v nvidia-smi >/dev/null || \
	    { $(QUICKLY); $(call install,$(WITHOUT_CUDA) "$$(grep '^torch==' requirements.lock)"); } 2>/dev/null || \
	    echo 'PyTorch without CUDA could not be had from its own index: the build of PyPI is installed.'
	@$(call install,-r requirements.lock)
	@touch $@

$(TESTED): requirements.test.lock $(INSTALLED)
	@echo 'Installing what the tests need ...'
	@$(call install,-r requirements.test.lock)
	@touch $@

clean:
	rm -rf .venv .cache _site
