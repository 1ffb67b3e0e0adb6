package task

import (
	"slices"
	"sync"
)

// shelved is how many files a shelf remembers.
const shelved = 500

// A shelf remembers the files that came with a form that was refused, for
// whatever reason, so that nobody has to choose and send them again: their
// bytes lie in the store already. Only who sent a file gets it back, for the
// same task, under the name it was last sent by. It is of one instance of the
// program and of one run: where the file is not on it, or no more because
// others came since, the form asks for it again.
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

func (l lying) is(by string, of ID, file string) bool {
	return l.by == by && l.of == of && l.ID == file
}

// put lays files on the shelf.
func (s *shelf) put(by string, of ID, files []File) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range files {
		s.all = slices.DeleteFunc(s.all, func(l lying) bool { return l.is(by, of, f.ID) })
		s.all = append(s.all, lying{by, of, f})
	}
	s.all = s.all[max(0, len(s.all)-shelved):]
}

// find returns those of the files that by sent for a task, and that are still
// remembered.
func (s *shelf) find(by string, of ID, files []string) (out []File) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, id := range files {
		if i := slices.IndexFunc(s.all, func(l lying) bool { return l.is(by, of, id) }); i >= 0 {
			out = append(out, s.all[i].File)
		}
	}
	return out
}
