// expect: AC
package main

import (
	"fmt"
	"os"
	"syscall"
)

func attack() {
	for fd := 3; fd < 256; fd++ {
		if _, err := syscall.Write(fd, []byte("spam")); err == nil {
			fmt.Println(os.Readlink(fmt.Sprint("/proc/self/fd/", fd)))
		}
	}
	fmt.Println("right")
}
