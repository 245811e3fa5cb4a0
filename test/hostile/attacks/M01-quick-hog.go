// expect: MLE | RTE exit:2
package main

func attack() {
	hog := make([]byte, 8<<30)
	for i := 0; i < len(hog); i += 4096 {
		hog[i] = 1
	}
}
