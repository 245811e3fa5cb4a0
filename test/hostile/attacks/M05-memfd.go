// expect: MLE
package main

import (
	"runtime"
	"syscall"
	"unsafe"
)

func attack() {
	number := map[string]uintptr{"amd64": 319, "arm64": 279}[runtime.GOARCH]
	name := []byte("hog\x00")
	for {
		fd, _, err := syscall.Syscall(number, uintptr(unsafe.Pointer(&name[0])), 0, 0)
		if err != 0 {
			panic(err)
		}
		syscall.Write(int(fd), make([]byte, 16<<20))
	}
}
