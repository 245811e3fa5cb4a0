// expect: TLE wall
package main

import (
	"os"
	"syscall"
	"time"
)

func attack() {
	for _, pid := range []int{1, os.Getppid()} {
		if err := syscall.Kill(pid, syscall.SIGSTOP); err != syscall.EPERM {
			panic(err)
		}
	}
	syscall.Kill(os.Getpid(), syscall.SIGSTOP)
	// Another thread may get the signal, and stop this one a moment later.
	time.Sleep(200 * time.Millisecond)
}
