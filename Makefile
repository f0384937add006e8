.PHONY: run stop test test-long check bench
.DEFAULT_GOAL := run

run:   ; @scripts/run
stop:  ; @scripts/stop
test:  ; @scripts/test
test-long: ; @scripts/test-long
check: ; @scripts/check
bench: ; @scripts/bench
