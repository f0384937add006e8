.PHONY: run stop test check bench
.DEFAULT_GOAL := run

run:   ; @scripts/run
stop:  ; @scripts/stop
test:  ; @scripts/test
check: ; @scripts/check
bench: ; @scripts/bench
