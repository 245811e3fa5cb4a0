// expect: MLE
package main

import (
	"bytes"
	"os"
	"os/exec"
	"time"
)

func init() {
	if len(os.Args) > 1 {
		hog := bytes.Repeat([]byte("x"), 10<<20)
		time.Sleep(time.Minute)
		os.Stdout.Write(hog)
	}
}

func attack() {
	for i := 0; i < 20; i++ {
		exec.Command("/proc/self/exe", "hog").Start()
	}
	time.Sleep(time.Minute)
}
