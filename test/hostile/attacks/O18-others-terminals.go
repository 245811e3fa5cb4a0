// expect: AC
package main

import (
	"fmt"
	"os"
)

func attack() {
	paths := []string{"/dev/console", "/dev/tty", "/dev/pts/0", "/dev/kmsg", "/proc/sysrq-trigger", "/dev/mem"}
	for fd := 0; fd < 20; fd++ {
		paths = append(paths, fmt.Sprint("/proc/1/fd/", fd))
	}
	for _, path := range paths {
		if file, err := os.OpenFile(path, os.O_WRONLY, 0); err == nil {
			fmt.Println(path, file.Name())
		}
	}
	fmt.Println("right")
}
