package main

import (
	"context"
	"errors"
)

type standby struct {
	Program, Folder string
	Times           int
	Say             func(string)
}

func (s *standby) run(context.Context) error { return errors.New("not yet") }
