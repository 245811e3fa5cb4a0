// expect: WA
package main

import "os"

func attack() {
	os.Stdout.Close()
}
