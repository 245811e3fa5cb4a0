// expect: AC; leftover
package main

import (
	"fmt"
	"os"
	"os/exec"
)

func attack() {
	fmt.Println("right")
	child := exec.Command("/bin/sleep", "3600")
	child.Stdin, child.Stdout, child.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := child.Start(); err != nil {
		panic(err)
	}
}
