// Command crash ends the program and its database in bad ways while people
// work, a thousand times over, and counts what was lost:
//
//	go run ./crash kill -engine sqlite -rounds 1000
//	go run ./crash standby
//
// It starts the real program, works with it over HTTP as signed-in people, and
// notes each change of which the program said that it was done. Then something
// is killed (kill -9) at a random moment. Afterwards every change that was
// acknowledged has to be there once, no other may be there by halves, the same
// session has to go on, and quyet doctor has to find nothing.
//
// What is drawn (who dies, and when) comes from a seed and the number of the
// round, so that -seed and -from run a round again; what the machine does in
// the meantime is its own.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	context.AfterFunc(ctx, stop)
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "crash:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) (err error) {
	if len(args) == 0 {
		return errors.New("usage: crash kill|standby [flags]")
	}
	folder, err := os.MkdirTemp("", "quyet-crash-")
	if err != nil {
		return err
	}
	// The server of PostgreSQL runs as another user.
	if err := os.Chmod(folder, 0o755); err != nil {
		return err
	}
	defer func() {
		if err == nil {
			err = os.RemoveAll(folder)
		} else {
			err = fmt.Errorf("%w (what is left: %s)", err, folder)
		}
	}()
	program := filepath.Join(folder, "quyet")
	if err := build(ctx, program); err != nil {
		return err
	}
	flags := flag.NewFlagSet(args[0], flag.ContinueOnError)
	switch args[0] {
	case "kill":
		k := killing{Program: program, Folder: folder, Say: func(s string) { fmt.Println(s) }}
		flags.StringVar(&k.Engine, "engine", "sqlite", "sqlite or postgres")
		flags.IntVar(&k.Rounds, "rounds", 1000, "how often something is killed")
		flags.IntVar(&k.From, "from", 0, "number of the first round")
		flags.Uint64Var(&k.Seed, "seed", uint64(time.Now().UnixNano()), "from which everything is drawn")
		if err := flags.Parse(args[1:]); err != nil {
			return err
		}
		sums, err := k.run(ctx)
		fmt.Println(sums)
		return err
	case "standby":
		s := standby{Program: program, Folder: folder, Say: func(s string) { fmt.Println(s) }}
		flags.IntVar(&s.Times, "times", 3, "how often the primary is killed")
		if err := flags.Parse(args[1:]); err != nil {
			return err
		}
		return s.run(ctx)
	}
	return fmt.Errorf("unknown: %s", args[0])
}
