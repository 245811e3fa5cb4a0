// expect: AC; leftover
package main

import (
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"
)

const setChildSubreaper = 36

func init() {
	if len(os.Args) < 2 {
		return
	}
	if os.Args[1] == "child" {
		grandchild := exec.Command("/proc/self/exe", "grandchild")
		grandchild.Stdout = os.Stdout
		grandchild.Start()
		os.Exit(0)
	}
	os.Stdout.WriteString("x")
	time.Sleep(time.Hour)
}

func attack() {
	if _, _, err := syscall.Syscall(syscall.SYS_PRCTL, setChildSubreaper, 1, 0); err != 0 {
		panic(err)
	}
	read, write, _ := os.Pipe()
	for i := 0; i < 3; i++ {
		child := exec.Command("/proc/self/exe", "child")
		child.Stdout = write
		if err := child.Run(); err != nil {
			panic(err)
		}
		read.Read(make([]byte, 1))
	}
	fmt.Println("right")
}
