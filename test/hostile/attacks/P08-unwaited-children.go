// expect: TLE cpu
package main

import (
	"os/exec"
	"os/signal"
	"syscall"
	"time"
)

func attack() {
	signal.Ignore(syscall.SIGCHLD)
	for i := 0; i < 2; i++ {
		exec.Command("/bin/sh", "-c", "while :; do :; done").Start()
	}
	time.Sleep(time.Hour)
}
