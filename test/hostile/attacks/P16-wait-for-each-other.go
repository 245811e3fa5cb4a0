// expect: TLE wall
package main

import (
	"runtime"
	"time"
)

// Sleeps most of the time, in threads that wake up together: each keeps the others waiting for a CPU, and waiting for a
// CPU is taken off the wall time where a busy machine is to blame.
func attack() {
	runtime.GOMAXPROCS(32)
	for i := 0; i < 32; i++ {
		go func() {
			runtime.LockOSThread()
			for {
				time.Sleep(time.Until(time.Now().Truncate(25 * time.Millisecond).Add(25 * time.Millisecond)))
				for end := time.Now().Add(150 * time.Microsecond); time.Now().Before(end); {
				}
			}
		}()
	}
	select {}
}
