package task

import (
	"slices"
	"sync"
)

// shelved is how many files a shelf remembers.
const shelved = 500

// A shelf remembers the files of reports that were refused, so that nobody has
// to choose and send them again: their bytes lie in the store already. Only who
// sent a file gets it back, for the same task. The oldest are forgotten, and
// all of them when the program ends; then the form asks for the file again.
type shelf struct {
	mu  sync.Mutex
	all []lying
}

// A lying file waits on the shelf for the report it belongs to.
type lying struct {
	by string // account
	of ID
	File
}

// put lays files on the shelf.
func (s *shelf) put(by string, of ID, files []File) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range files {
		l := lying{by, of, f}
		if !slices.Contains(s.all, l) {
			s.all = append(s.all, l)
		}
	}
	s.all = s.all[max(0, len(s.all)-shelved):]
}

// find returns those of the files that by sent for a task, and that are still
// remembered.
func (s *shelf) find(by string, of ID, files []string) (out []File) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, id := range files {
		if i := slices.IndexFunc(s.all, func(l lying) bool { return l.by == by && l.of == of && l.ID == id }); i >= 0 {
			out = append(out, s.all[i].File)
		}
	}
	return out
}
