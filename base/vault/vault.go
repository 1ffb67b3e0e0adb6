// Package vault keeps a copy of an office in a place apart, up to the last
// second, and gets it back as it was at any moment: an SQLite database page by
// page, and files of any engine.
//
// What is kept. An image holds every page of the database. A change holds the
// pages that were written since the change before it; there is one about three
// times a second while something is written. Changes are counted, and each carries
// the SHA-256 of the sealed one before it: a chain, in which nothing can be
// left out, exchanged or put elsewhere unseen. A chain begins with an image
// when the program starts; every night there is another image of the same
// chain, and going back to a moment takes the last image before it and the
// changes that follow. Changes of an hour that is over are put into one
// object, a pack, as they are. Files are kept one by one, before the change
// whose rows may name them. The few small files that stand beside the database,
// such as the key under which it keeps secrets, are kept whenever they change.
//
// Seal. Every object is compressed with zstd and encrypted with age for public
// keys: the program can add to the vault, and the private key that opens it is
// with the administrator. A person can open an object by hand:
//
//	age -d -i KEY image/….age | zstd -d
//
// It begins with one line of JSON and goes on with pages, each after its number
// in four bytes; number 0 ends it. age tells an altered object, not who made
// one: whoever can write into the store and knows a public key could put a
// chain of their own beside ours. That what comes back is the office's own is
// what the signed checkpoints of its log prove.
//
// Where the store cannot be reached, nothing waits and nothing grows without
// bound: what is written meanwhile becomes one larger change when it is back.
//
// keep.go runs the keeping, chain.go is about pages and files.go about files,
// tidy.go about packs and what is too old; restore.go gets everything back.
package vault

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Names of objects. They tell when something was kept, and no more.
//
//	image/20261127T020000.000Z-CHAIN-000000000042.age
//	change/CHAIN/20261127T02/000000000043-20261127T020000.500Z.age
//	change/CHAIN/20261127T02.pack
//	file/ab/abcdef….age
//	beside/NAME/20261127T020000.000Z.age

const (
	imagePrefix  = "image/"
	changePrefix = "change/"
	filePrefix   = "file/"
	besidePrefix = "beside/"
	sealedEnd    = ".age"
	packEnd      = ".pack"

	instantForm = "20060102T150405.000Z"
	hourForm    = "20060102T15"
)

// An Image is the name of an image: which chain it belongs to, and after which
// change it was taken.
type Image struct {
	At    time.Time
	Chain string
	No    int64
	Name  string
	Size  int64 // bytes as it is kept
}

func imageName(at time.Time, chain string, no int64) string {
	return fmt.Sprintf("%s%s-%s-%012d%s", imagePrefix, at.UTC().Format(instantForm), chain, no, sealedEnd)
}

func parseImage(o Object) (i Image, ok bool) {
	rest, ok := strings.CutPrefix(o.Name, imagePrefix)
	if !ok {
		return i, false
	}
	rest, ok = strings.CutSuffix(rest, sealedEnd)
	parts := strings.Split(rest, "-")
	if !ok || len(parts) != 3 || parts[1] == "" {
		return i, false
	}
	at, err := time.Parse(instantForm, parts[0])
	if err != nil {
		return i, false
	}
	no, err := strconv.ParseInt(parts[2], 10, 64)
	return Image{at, parts[1], no, o.Name, o.Size}, err == nil && no >= 0
}

func changesOf(chain string) string { return changePrefix + chain + "/" }

func changeName(chain string, no int64, at time.Time) string {
	at = at.UTC()
	return fmt.Sprintf("%s%s/%012d-%s%s", changesOf(chain), at.Format(hourForm), no, at.Format(instantForm), sealedEnd)
}

func packName(chain string, hour time.Time) string {
	return changesOf(chain) + hour.UTC().Format(hourForm) + packEnd
}

// A place is what the name of a change or a pack says.
type place struct {
	hour time.Time
	pack bool
	no   int64     // of a change
	at   time.Time // of a change
}

func parseChange(chain, name string) (p place, ok bool) {
	rest, ok := strings.CutPrefix(name, changesOf(chain))
	if !ok {
		return p, false
	}
	if hour, pack := strings.CutSuffix(rest, packEnd); pack {
		at, err := time.Parse(hourForm, hour)
		return place{hour: at, pack: true}, err == nil
	}
	hour, rest, ok := strings.Cut(rest, "/")
	if !ok {
		return p, false
	}
	at, err := time.Parse(hourForm, hour)
	if err != nil {
		return p, false
	}
	p.hour = at
	rest, ok = strings.CutSuffix(rest, sealedEnd)
	no, instant, both := strings.Cut(rest, "-")
	if !ok || !both {
		return p, false
	}
	if p.no, err = strconv.ParseInt(no, 10, 64); err != nil || p.no < 1 {
		return p, false
	}
	p.at, err = time.Parse(instantForm, instant)
	return p, err == nil
}
