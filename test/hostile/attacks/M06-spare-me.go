// expect: MLE | TLE | RTE; replaced
package main

import (
	"fmt"
	"os"
	"os/exec"
	"time"
)

func init() {
	if len(os.Args) > 1 {
		time.Sleep(time.Minute)
	}
}

func attack() {
	os.WriteFile("/proc/self/oom_score_adj", []byte("0"), 0)
	for i := 0; i < 10; i++ {
		exec.Command("/proc/self/exe", "tiny").Start()
	}
	for i := 0; i < 10; i++ {
		os.WriteFile(fmt.Sprint("/tmp/", i), make([]byte, 10<<20), 0o600)
	}
	var kept [][]byte
	for {
		kept = append(kept, make([]byte, 64<<10))
		for i := range kept[len(kept)-1] {
			kept[len(kept)-1][i] = 1
		}
	}
}
