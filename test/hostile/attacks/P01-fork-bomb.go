// expect: TLE | RTE | MLE
package main

import (
	"os"
	"os/exec"
)

func init() {
	if len(os.Args) > 1 {
		attack()
	}
}

func attack() {
	for {
		exec.Command("/proc/self/exe", "again").Start()
	}
}
