// expect: AC; leftover
package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
)

// Writes files, signals everybody, writes to every standard output that it can open, and holds a port.
func init() {
	if len(os.Args) < 2 {
		return
	}
	signal.Ignore(syscall.SIGTERM, syscall.SIGHUP)
	net.Listen("tcp", "127.0.0.1:8080")
	own := []string{"/proc/self", "/proc/thread-self", fmt.Sprint("/proc/", os.Getpid()), "/proc/" + os.Args[1]}
	for count := 0; ; count++ {
		os.WriteFile(fmt.Sprint("/tmp/", count%1000), []byte("poison"), 0o666)
		syscall.Kill(-1, []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP}[count%2])
		outputs, _ := filepath.Glob("/proc/*/fd/1")
		for _, output := range outputs {
			if !strings.Contains(strings.Join(own, "|")+"|", strings.TrimSuffix(output, "/fd/1")+"|") {
				os.WriteFile(output, []byte("poison\n"), 0)
			}
		}
		if count == 2 {
			os.Stdout.WriteString("x")
		}
	}
}

func attack() {
	signal.Ignore(syscall.SIGTERM, syscall.SIGHUP)
	daemon := exec.Command("/proc/self/exe", fmt.Sprint(os.Getpid()))
	daemon.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	out, _ := daemon.StdoutPipe()
	if err := daemon.Start(); err != nil {
		panic(err)
	}
	out.Read(make([]byte, 1))
	fmt.Println("right")
}
