// expect: RTE signal:SIGABRT
package main

import (
	"runtime/debug"
	"syscall"
)

func attack() {
	syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{Cur: 1 << 40, Max: 1 << 40})
	debug.SetTraceback("crash")
	panic("dump")
}
