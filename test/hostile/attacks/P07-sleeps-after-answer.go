// expect: TLE wall
package main

import (
	"fmt"
	"time"
)

func attack() {
	fmt.Println("right")
	time.Sleep(time.Hour)
}
