// expect: TLE cpu
package main

import "runtime"

func attack() {
	runtime.GOMAXPROCS(4)
	for i := 0; i < 4; i++ {
		go func() {
			for {
			}
		}()
	}
	select {}
}
