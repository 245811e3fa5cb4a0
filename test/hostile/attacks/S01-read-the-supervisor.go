// expect: AC
package main

import (
	"fmt"
	"os"
	"syscall"
)

func attack() {
	for _, pid := range []int{1, os.Getppid()} {
		if syscall.PtraceAttach(pid) == nil {
			fmt.Println("ptrace", pid)
		}
		for _, name := range []string{"mem", "environ", "maps", "fd/0", "fd/3", "root/box", "io", "task/1/mem"} {
			if _, err := os.Open(fmt.Sprintf("/proc/%d/%s", pid, name)); err == nil {
				fmt.Println(name)
			}
		}
	}
	fmt.Println("right")
}
