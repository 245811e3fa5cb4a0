// expect: AC; leftover
package main

import (
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"
)

func init() {
	if len(os.Args) > 1 {
		signal.Ignore(syscall.SIGTERM, syscall.SIGHUP, syscall.SIGINT)
		os.Stdout.WriteString("x")
		time.Sleep(time.Hour)
	}
}

func attack() {
	daemon := exec.Command("/proc/self/exe", "daemon")
	daemon.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	out, _ := daemon.StdoutPipe()
	if err := daemon.Start(); err != nil {
		panic(err)
	}
	out.Read(make([]byte, 1))
	fmt.Println("right")
}
