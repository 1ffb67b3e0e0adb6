package db_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"quyet/base/db"
)

const childVar = "QUYET_TEST_CHILD_DATABASE"

// TestMain lets the test binary be the program that is killed.
func TestMain(m *testing.M) {
	if url := os.Getenv(childVar); url != "" {
		write(url)
		return
	}
	os.Exit(m.Run())
}

// write stores rows from several goroutines until it is killed, and prints
// the number of each once it has been acknowledged.
func write(url string) {
	ctx := context.Background()
	d, err := db.Open(ctx, url)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	var wg sync.WaitGroup
	var out sync.Mutex
	for w := range 4 {
		wg.Go(func() {
			for i := 0; ; i++ {
				half := fmt.Sprintf("%d-%06d", w, i)
				if err := d.Write(ctx, func(tx *db.Tx) error {
					return tx.ExecMany(ctx, addBook, [][]any{{half + "a", nil, 1}, {half + "b", nil, 1}})
				}); err != nil {
					fmt.Fprintln(os.Stderr, err)
					os.Exit(1)
				}
				out.Lock()
				fmt.Println(half)
				out.Unlock()
			}
		})
	}
	wg.Wait()
}

// What was acknowledged before the program was killed is there afterwards,
// and nothing is there by halves.
func TestKilled(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), childVar+"="+d.URL)
		child.Stderr = os.Stderr
		lines, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		var acknowledged []string
		s := bufio.NewScanner(lines)
		for s.Scan() {
			acknowledged = append(acknowledged, s.Text())
			if len(acknowledged) == 1 {
				time.AfterFunc(time.Duration(rand.IntN(300))*time.Millisecond, func() { child.Process.Kill() })
			}
		}
		if err := child.Wait(); err == nil || len(acknowledged) == 0 {
			t.Fatalf("the child was not killed at work: %v, %d lines", err, len(acknowledged))
		}
		if d.Engine == db.SQLite {
			if found, err := d.Sound(t.Context()); err != nil || len(found) > 0 {
				t.Errorf("the file is damaged: %q %v", found, err)
			}
		}
		stored := map[string]bool{}
		for _, b := range books(t, d) {
			stored[b] = true
		}
		for _, half := range acknowledged {
			if !stored[half+"a"] || !stored[half+"b"] {
				t.Errorf("%s was acknowledged and is lost", half)
			}
		}
		if len(stored)%2 != 0 {
			t.Error("a transaction is there by halves")
		}
		t.Logf("%d transactions acknowledged, %d stored", len(acknowledged), len(stored)/2)
		add(t, d, "afterwards")
	})
}
