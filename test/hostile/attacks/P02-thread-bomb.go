// expect: RTE | TLE | MLE
package main

import (
	"runtime"
	"time"
)

func attack() {
	for i := 0; i < 1000; i++ {
		go func() {
			runtime.LockOSThread()
			time.Sleep(time.Minute)
		}()
	}
	time.Sleep(time.Minute)
}
