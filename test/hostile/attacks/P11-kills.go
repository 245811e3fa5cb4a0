// expect: RTE signal:SIGKILL
package main

import (
	"os"
	"syscall"
)

func attack() {
	for _, pid := range []int{1, os.Getppid(), -1} {
		if syscall.Kill(pid, syscall.SIGKILL) == nil {
			os.Exit(1)
		}
	}
	if _, _, err := syscall.Syscall(syscall.SYS_TGKILL, 1, 1, 9); err == 0 {
		os.Exit(1)
	}
	syscall.Kill(os.Getpid(), syscall.SIGKILL)
}
