// expect: AC
package main

import (
	"fmt"
	"os"
)

func attack() {
	for _, path := range []string{"/box/main", "/box/main.go", "/proc/self/exe", "/proc/1/exe", "/sup/supervisor", "/go/link"} {
		for _, act := range []func() error{
			func() error { _, err := os.OpenFile(path, os.O_RDWR, 0); return err },
			func() error { return os.Chmod(path, 0o777) },
			func() error { return os.Remove(path) },
			func() error { return os.Truncate(path, 0) },
			func() error { return os.Rename("/tmp", path) },
		} {
			if act() == nil {
				fmt.Println(path)
			}
		}
	}
	fmt.Println("right")
}
