package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"time"
)

// A killing kills in many rounds.
type killing struct {
	Engine       string
	Rounds, From int
	Seed         uint64
	Program      string // path
	Folder       string // to work in
	Say          func(string)

	cluster *cluster // PostgreSQL only
	office  office
}

// An office is a database with its data folder, and the people who work there.
type office struct {
	url, data string
	args      []string // of the command line
	crew      crew
}

// clients is how many people work at the same time.
const clients = 8

// roundsAt is how many rounds one office lives through: with more it would
// grow, and the rounds become slow.
const roundsAt = 50

// sums are the figures of a killing.
type sums struct {
	engine             string
	rounds             int
	killed             map[string]int
	acked, files, lost int
	unanswered, stored int           // not acknowledged; stored in all
	longest            time.Duration // from when the server was back until the running program acknowledged again
	took               time.Duration
	seed               uint64
	wrong              []string
}

func (s *sums) String() string {
	said := fmt.Sprintf("%s: %d rounds in %v (seed %d), killed %v\n%d writes acknowledged, %d of them with a file: %d lost\n%d requests failed; %d writes are stored whole that nobody was told of\n%d things broken or there by halves",
		s.engine, s.rounds, s.took.Round(time.Second), s.seed, s.killed, s.acked, s.files, s.lost, s.unanswered, s.stored-s.acked+s.lost, len(s.wrong)-s.lost)
	if s.longest > 0 {
		said += fmt.Sprintf("\n%v at most until the running program acknowledged again after its server was back", s.longest.Round(time.Millisecond))
	}
	return said
}

func (k *killing) run(ctx context.Context) (*sums, error) {
	s := &sums{engine: k.Engine, killed: map[string]int{}, seed: k.Seed}
	began := time.Now()
	defer func() {
		s.took = time.Since(began)
		if k.cluster != nil {
			k.cluster.stop()
		}
	}()
	if k.Engine == "postgres" {
		k.cluster = &cluster{dir: filepath.Join(k.Folder, "cluster")}
		if err := k.cluster.make(ctx); err != nil {
			return s, err
		}
	}
	var p *program
	defer func() {
		if p != nil {
			p.kill()
		}
	}()
	for n := k.From; n < k.From+k.Rounds; n++ {
		var err error
		if (n-k.From)%roundsAt == 0 {
			if p != nil {
				if err := p.stop(); err != nil {
					return s, err
				}
			}
			if p, err = k.open(ctx, n); err != nil {
				return s, err
			}
		}
		p, err = k.round(ctx, n, p, s)
		if err != nil {
			return s, fmt.Errorf("round %d (-engine %s -seed %d -from %d -rounds 1): %w", n, k.Engine, k.Seed, n, err)
		}
		s.rounds++
		if s.rounds%25 == 0 {
			k.Say(fmt.Sprintf("%s: %d rounds, %d acknowledged, %d lost, %v", k.Engine, s.rounds, s.acked, s.lost, time.Since(began).Round(time.Second)))
		}
	}
	err := p.stop()
	p = nil
	return s, err
}

// open makes a new office and starts the program in it.
func (k *killing) open(ctx context.Context, n int) (*program, error) {
	o := office{data: filepath.Join(k.Folder, fmt.Sprintf("office-%d", n))}
	o.url = filepath.Join(o.data, "quyet.db")
	o.args = []string{"--data", o.data}
	if k.cluster != nil {
		var err error
		if o.url, err = k.cluster.database(ctx, fmt.Sprintf("office_%d", n)); err != nil {
			return nil, err
		}
		o.args = append(o.args, "--database", o.url)
	}
	if err := command(ctx, k.Program, append([]string{"story", "--scale", "0"}, o.args...)...); err != nil {
		return nil, err
	}
	k.office = o
	if err := k.office.crew.learn(ctx, o.url); err != nil {
		return nil, err
	}
	p, err := k.begin(ctx)
	if err != nil {
		return nil, err
	}
	return p, k.office.crew.signIn(ctx, p.at)
}

func (k *killing) begin(ctx context.Context) (*program, error) {
	at, err := freePort()
	if err != nil {
		return nil, err
	}
	p, err := start(k.Program, at, k.office.args...)
	if err != nil {
		return nil, err
	}
	if err := p.ready(ctx, time.Minute); err != nil {
		p.kill()
		return nil, err
	}
	return p, nil
}

// patience is how long a program that runs on may take to serve again.
const patience = 30 * time.Second

// round lets people work, kills something in the middle, and checks. It
// returns the program that runs afterwards.
func (k *killing) round(ctx context.Context, n int, p *program, s *sums) (*program, error) {
	draw := rand.New(rand.NewPCG(k.Seed, uint64(n)))
	victims := []string{"program", "program", "program", "program as it starts"}
	if k.cluster != nil {
		victims = []string{"program", "backend", "server", "server", "both", "program as it starts"}
	}
	victim := victims[draw.IntN(len(victims))]
	after := time.Duration(draw.IntN(400)) * time.Millisecond
	mark := fmt.Sprintf("q%d-%d", k.Seed%1_000_000, n)
	from, err := placeOf(ctx, k.office.url)
	if err != nil {
		return p, err
	}
	l := newLedger()
	working, stop := context.WithCancel(ctx)
	done := make(chan struct{})
	at := p.at
	go func() {
		defer close(done)
		k.office.crew.work(working, func(int) string { return at }, clients, mark, l)
	}()
	defer func() { stop(); <-done }()
	for l.count() == 0 && ctx.Err() == nil {
		select {
		case <-p.gone:
			return p, fmt.Errorf("the program has ended by itself: %w\n%s", p.err, p.said.String())
		case <-time.After(time.Millisecond):
		}
	}
	time.Sleep(after)
	s.killed[victim]++
	switch victim {
	case "program", "program as it starts", "both":
		p.kill()
	}
	switch victim {
	case "backend":
		err = k.cluster.killBackend(ctx, draw)
	case "server", "both":
		err = k.cluster.kill(ctx, draw.IntN(2) == 0)
	}
	if err != nil {
		return p, err
	}
	if victim == "backend" || victim == "server" {
		// The program runs on and has to serve again by itself.
		if err := k.cluster.answers(ctx); err != nil {
			return p, err
		}
		back := time.Now()
		before := l.count()
		for l.count() <= before+clients {
			if time.Since(back) > patience {
				return p, fmt.Errorf("nothing was acknowledged for %v after the %s was there again\n%s", patience, victim, p.end())
			}
			time.Sleep(time.Millisecond)
		}
		s.longest = max(s.longest, time.Since(back))
		stop()
		<-done
	} else {
		stop()
		<-done
		if victim == "program as it starts" {
			again, err := freePort()
			if err != nil {
				return p, err
			}
			if p, err = start(k.Program, again, k.office.args...); err != nil {
				return p, err
			}
			time.Sleep(time.Duration(draw.IntN(120)) * time.Millisecond)
			p.kill()
		}
		if p, err = k.begin(ctx); err != nil {
			return p, err
		}
	}
	return p, k.judge(ctx, p, l, mark, from, s)
}

// judge checks what a round has left behind.
func (k *killing) judge(ctx context.Context, p *program, l *ledger, mark string, from place, s *sums) error {
	stored, wrong, err := l.check(ctx, k.office.url, filepath.Join(k.office.data, "files"), mark, from)
	if err != nil {
		return err
	}
	s.acked += l.count()
	s.files += len(l.files)
	s.stored += stored
	s.unanswered += l.failed
	for _, w := range wrong {
		if strings.Contains(w, "lost") {
			s.lost++
		}
	}
	s.wrong = append(s.wrong, wrong...)
	errs := append([]error{}, l.odd...)
	for _, w := range wrong {
		errs = append(errs, errors.New(w))
	}
	errs = append(errs, l.shows(ctx, p.at, &k.office.crew))
	if err := command(ctx, k.Program, append([]string{"doctor"}, k.office.args...)...); err != nil {
		s.wrong = append(s.wrong, err.Error())
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}
