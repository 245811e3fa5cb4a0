// expect: OLE stdout | TLE | WA
package main

import "os"

func attack() {
	for i := 0; i < 2_000_000; i++ {
		os.Stdout.WriteString("x")
	}
}
