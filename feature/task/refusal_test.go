package task_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/task"
)

// Which verbs are whose, for a task that a department gave to a commune of its
// province.
const (
	ofIssuer   = "assign confirm reject close grant_extension refuse_extension suspend resume cancel transfer source coordinate reword answer demand excuse refuse_excuse comment follow_up succeed discard restore reopen"
	ofReporter = "start update submit ask_extension explain plead"
	ofLead     = ofReporter + " accept return pass_down entrust clarify appeal"
	ofAbove    = "grant_appeal refuse_appeal"
)

// may says which verbs a role on a body has, whatever the state; ok is false for
// who does not see the task at all.
func may(r access.Role, at string) (verbs []string, ok bool) {
	deciding := r == access.Office || r == access.Head
	switch {
	case r == access.Administrator || at == "other":
		return nil, false
	case deciding && at == "issuer":
		return strings.Fields(ofIssuer), true
	case deciding && at == "lead":
		return strings.Fields(ofLead), true
	case deciding && at == "above":
		return strings.Fields(ofIssuer + " " + ofLead + " " + ofAbove), true
	case r == access.Specialist && at != "issuer":
		return strings.Fields(ofReporter), true
	}
	return nil, true
}

// Every verb in every state by every role at every place, all cells of it: who
// does not see the task is told that there is none, who lacks the right that
// they lack it, and who has it is refused where the state does not allow it.
func TestEveryRefusal(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(matrix), "\n")
	states := strings.Fields(lines[0])
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		p.issuer = p.department
		places := map[string]org.ID{"issuer": p.department, "lead": p.commune, "above": p.province, "other": p.other}
		cells := 0
		for _, line := range lines[1:] {
			fields := strings.Fields(line)
			verb := task.Verb(fields[0])
			for i, cell := range fields[1:] {
				id := p.inDue(t, task.State(states[i]), dueFor(verb))
				if strings.HasPrefix(cell, "?") {
					p.MustDo(t, verbs(p, t, id)[before[verb]])
				}
				if verb == task.DoSilence && cell != "." {
					o.Advance(100 * time.Hour)
				}
				for at, body := range places {
					for _, role := range access.Roles() {
						err := o.Do(t.Context(), p.as(string(role)+" "+at, role, body), func(u *work.Unit) error {
							if err := verbs(p, t, id)[verb](u); err != nil {
								return err
							}
							return errUndo
						})
						verbs, sees := may(role, at)
						want := "done"
						switch {
						case verb == task.DoSilence:
							want = "forbidden" // to everybody, before anything is looked at
						case !sees:
							want = "unknown"
						case !slices.Contains(verbs, string(verb)):
							want = "forbidden"
						case cell == ".":
							want = "conflict"
						case verb == task.DoSucceed && at == "issuer":
							want = "forbidden" // nobody gives away to a body on which they hold nothing
						}
						if got := outcomeOf(err); got != want {
							t.Errorf("%s in %s by the %s at the %s: %s (%v), want %s", verb, states[i], role, at, got, err, want)
						}
						cells++
					}
				}
			}
		}
		if want := len(task.Rules()) * len(task.States()) * len(places) * len(access.Roles()); cells != want {
			t.Errorf("%d cells were tried, want %d", cells, want)
		}
	})
}

func outcomeOf(err error) string {
	switch {
	case errors.Is(err, errUndo):
		return "done"
	case fault.Is(err, fault.Forbidden):
		return "forbidden"
	case fault.Is(err, fault.Unknown):
		return "unknown"
	case fault.Is(err, fault.Conflict):
		return "conflict"
	}
	return "something else"
}
