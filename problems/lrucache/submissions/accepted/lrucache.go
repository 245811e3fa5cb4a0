package main

import (
	"bufio"
	"container/list"
	"fmt"
	"os"
)

type entry struct{ key, value string }

type lruCache struct {
	capacity                int
	uses                    *list.List // of entry, the most recently used one in front
	entries                 map[string]*list.Element
	hits, misses, evictions int
}

func newLRUCache(capacity int) *lruCache {
	return &lruCache{capacity: capacity, uses: list.New(), entries: map[string]*list.Element{}}
}

func (c *lruCache) put(key, value string) {
	if c.capacity == 0 {
		return
	}
	if element, ok := c.entries[key]; ok {
		element.Value = entry{key, value}
		c.uses.MoveToFront(element)
		return
	}
	if len(c.entries) == c.capacity {
		delete(c.entries, c.uses.Remove(c.uses.Back()).(entry).key)
		c.evictions++
	}
	c.entries[key] = c.uses.PushFront(entry{key, value})
}

func (c *lruCache) get(key string) (value string, ok bool) {
	element, ok := c.entries[key]
	if !ok {
		c.misses++
		return "", false
	}
	c.hits++
	c.uses.MoveToFront(element)
	return element.Value.(entry).value, true
}

func (c *lruCache) drop(key string) {
	if element, ok := c.entries[key]; ok {
		c.uses.Remove(element)
		delete(c.entries, key)
	}
}

func main() {
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	var n, capacity int
	fmt.Fscan(in, &n, &capacity)
	cache := newLRUCache(capacity)
	for ; n > 0; n-- {
		var operation, key, value string
		fmt.Fscan(in, &operation, &key)
		switch operation {
		case "put":
			fmt.Fscan(in, &value)
			cache.put(key, value)
		case "drop":
			cache.drop(key)
		case "get":
			value, ok := cache.get(key)
			if !ok {
				value = "-"
			}
			fmt.Fprintln(out, value)
		}
	}
	fmt.Fprintln(out, cache.hits, cache.misses, cache.evictions)
}
