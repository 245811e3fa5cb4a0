// expect: AC
package main

import (
	"fmt"
	"net"
	"os"
)

func attack() {
	for _, place := range []string{"/tmp", "/dev/mqueue", "/dev/shm", "/var/tmp", "/run/lock", "/box", "/", "/go"} {
		os.WriteFile(place+"/state", []byte("poison"), 0o666)
		os.MkdirAll(place+"/.cache/go-build", 0o777)
	}
	net.Listen("unix", "@poison")
	fmt.Println("right")
}
