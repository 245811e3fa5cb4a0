// expect: AC
package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
)

func attack() {
	wanted := regexp.MustCompile(`\.(ans|in|out)$|^expected|^answer|^test|secret`)
	filepath.WalkDir("/", func(path string, entry fs.DirEntry, err error) error {
		if path == "/proc" || path == "/sys" || path == "/usr" || path == "/go" {
			return filepath.SkipDir
		}
		if err == nil && wanted.MatchString(entry.Name()) {
			fmt.Println(path)
		}
		return nil
	})
	for _, secret := range []string{"environ", "maps", "mem", "fd/0", "root/box", "cwd/box"} {
		if _, err := os.Open("/proc/1/" + secret); err == nil {
			fmt.Println(secret)
		}
	}
	fmt.Println("right")
}
