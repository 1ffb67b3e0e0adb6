// Package quyet_test holds the map of the program: which package may import
// which, who writes which table, and where the actor is asked for the right.
// A change of structure is a change of this file, and so is seen in a review.
package quyet_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	_ "quyet/app" // registers every statement of the program
	"quyet/base/db"
)

// may says which packages of this module each package may import: the diagram
// of who depends on whom. Everything in feature may import all of base but
// the test helpers; only what it needs of feature is listed here.
var may = map[string][]string{
	"base/access":     {"base/civil", "base/text"},
	"base/blob":       {"base/id"},
	"base/capability": {"base/access", "base/blob", "base/job", "base/text", "base/ui", "base/web", "base/work"},
	"base/civil":      {"base/text"},
	"base/db":         {},
	"base/docx":       {},
	"base/fault":      {"base/text"},
	"base/filekind":   {"base/fault", "base/text"},
	"base/graph":      {"base/docx", "base/text", "base/ui"},
	"base/ics":        {"base/civil"},
	"base/id":         {},
	"base/job":        {"base/access", "base/civil", "base/db", "base/fault", "base/id", "base/text", "base/work"},
	"base/secret":     {"base/viet"},
	"base/mail":       {},
	"base/outward":    {},
	"base/text":       {},
	"base/ui":         {"base/civil", "base/text", "base/viet"},
	"base/vault":      {"base/blob", "base/db", "base/id", "base/outward"},
	"base/viet":       {},
	"base/web":        {"base/access", "base/civil", "base/db", "base/fault", "base/id", "base/text", "base/ui", "base/viet", "base/work"},
	"base/work":       {"base/access", "base/civil", "base/db", "base/fault", "base/id", "base/text"},

	"base/browsertest": {},
	"base/dbtest":      {"base/access", "base/civil", "base/db", "base/fault", "base/id", "base/text", "base/work"},
	"base/mailtest":    {},
	"base/officetest":  {},
	"base/webtest":     {"base/text", "base/viet", "base/web"},

	"feature/backup":   {},
	"feature/org":      {},
	"feature/rule":     {},
	"feature/search":   {},
	"feature/personal": {"feature/account", "feature/org", "feature/rule"},
	"feature/account":  {"feature/factor", "feature/org", "feature/rule"},
	"feature/factor":   {"feature/org"},
	"feature/provider": {"feature/account"},
	"feature/position": {"feature/account", "feature/org", "feature/rule"},

	"feature/audit":       {"feature/account", "feature/audit/proof", "feature/org"},
	"feature/audit/proof": {},

	"feature/doc":          {"feature/account", "feature/audit", "feature/doc/citation", "feature/org", "feature/rule", "feature/search"},
	"feature/doc/citation": {},

	"feature/task":          {"feature/account", "feature/audit", "feature/doc", "feature/org", "feature/rule", "feature/search", "feature/task/clarity", "feature/task/deadline"},
	"feature/task/clarity":  {"feature/task/deadline"},
	"feature/task/deadline": {},

	"feature/feed":    {"feature/account", "feature/org", "feature/rule", "feature/task"},
	"feature/notice":  {"feature/account", "feature/audit", "feature/org", "feature/task"},
	"feature/hook":    {"feature/account", "feature/audit", "feature/org", "feature/rule", "feature/task"},
	"feature/annex":   {"feature/org", "feature/task"},
	"feature/chart":   {"feature/org", "feature/rule", "feature/task"},
	"feature/slip":    {"feature/account", "feature/org", "feature/task"},
	"feature/sheet":   {"feature/org", "feature/saved", "feature/task"},
	"feature/saved":   {"feature/account", "feature/org", "feature/task"},
	"feature/board":   {"feature/account", "feature/doc", "feature/org", "feature/rule", "feature/task"},
	"feature/plan":    {"feature/chase", "feature/doc", "feature/notice", "feature/org", "feature/task", "feature/task/deadline"},
	"feature/meeting": {"feature/account", "feature/doc", "feature/doc/citation", "feature/intake", "feature/intake/assignment", "feature/intake/source", "feature/meeting/paper", "feature/org", "feature/rule", "feature/task", "feature/task/deadline"},
	"feature/period":  {"feature/rule"},
	// Of the body that reports and the one that accepts, and of whom a return is chased.
	"feature/indicator": {"feature/board", "feature/chase", "feature/doc", "feature/indicator/formula", "feature/notice", "feature/org", "feature/period", "feature/rule"},
	"feature/point":     {"feature/account", "feature/doc", "feature/meeting", "feature/org", "feature/rule"},
	"feature/roll":      {"feature/account", "feature/meeting", "feature/org", "feature/position", "feature/roll/paper", "feature/rule"},
	"feature/schedule":  {"feature/org", "feature/task"},
	"feature/chase":     {"feature/account", "feature/notice", "feature/org", "feature/rule", "feature/task"},
	"feature/brief":     {"feature/account", "feature/board", "feature/chase", "feature/doc", "feature/meeting", "feature/notice", "feature/org", "feature/plan", "feature/point", "feature/rule"},
	"feature/opinion":   {"feature/chase", "feature/doc", "feature/notice", "feature/org", "feature/rule"},
	"feature/report":    {"feature/audit", "feature/board", "feature/chase", "feature/doc", "feature/indicator", "feature/notice", "feature/org", "feature/period", "feature/report/template", "feature/task"},
	"feature/offline":   {"feature/account", "feature/org", "feature/rule", "feature/task"},

	"feature/indicator/formula": {},
	"feature/report/template":   {},

	"feature/intake": {"feature/account", "feature/doc", "feature/doc/citation", "feature/org", "feature/rule", "feature/search", "feature/task", "feature/task/clarity", "feature/task/deadline",
		"feature/intake/assignment", "feature/intake/figure", "feature/intake/letterhead", "feature/intake/outline", "feature/intake/reading", "feature/intake/reference", "feature/intake/source"},
	"feature/intake/assignment": {"feature/doc/citation", "feature/intake/outline", "feature/intake/source", "feature/task/clarity", "feature/task/deadline"},
	"feature/intake/figure":     {"feature/intake/outline", "feature/intake/source"},
	"feature/intake/letterhead": {"feature/doc/citation", "feature/intake/source"},
	"feature/intake/outline":    {"feature/intake/source"},
	"feature/intake/reading": {"feature/doc/citation", "feature/intake/assignment", "feature/intake/figure", "feature/intake/letterhead", "feature/intake/outline",
		"feature/intake/reference", "feature/intake/source", "feature/task/clarity", "feature/task/deadline"},
	"feature/intake/reference": {"feature/doc/citation", "feature/intake/letterhead", "feature/intake/outline", "feature/intake/source"},
	"feature/intake/source":    {},

	"feature/intake/source/sourcetest": {"feature/intake/source"},

	"feature/meeting/paper": {"feature/org"},
	"feature/roll/paper":    {"feature/org"},

	"feature/story": {"feature/account", "feature/board", "feature/brief", "feature/doc", "feature/doc/citation", "feature/indicator", "feature/intake", "feature/intake/reading", "feature/intake/source", "feature/meeting", "feature/opinion", "feature/org", "feature/period", "feature/plan", "feature/point", "feature/position", "feature/report", "feature/roll", "feature/rule", "feature/schedule", "feature/search", "feature/task", "feature/task/clarity", "feature/task/deadline"},

	"cmd/quyet": {"app"},
	"crash":     {"base/civil", "base/db", "feature/story"},
	"bench":     {"app", "base/access", "base/civil", "base/db", "base/viet", "base/work", "feature/account", "feature/intake/source", "feature/meeting", "feature/org", "feature/point", "feature/search", "feature/task"},
}

// only says who, beside tests and test helpers, may import or call what is
// kept out of everything else, and why.
var only = map[string]map[string]string{
	"github.com/jackc/pgx/v5":         {"base/db": "is the seam", "bench": "measures what is below the seam"},
	"github.com/jackc/pgx/v5/pgconn":  {"base/db": "is the seam"},
	"github.com/jackc/pgx/v5/pgxpool": {"base/db": "is the seam"},
	"github.com/jackc/pgx/v5/stdlib":  {"base/db": "is the seam", "bench": "measures what is below the seam"},
	"github.com/wneessen/go-mail":     {"base/mail": "writes to people"},
	"modernc.org/sqlite":              {"base/db": "is the seam", "bench": "measures what is below the seam"},
	"modernc.org/sqlite/lib":          {"base/db": "is the seam"},
	"database/sql":                    {"base/db": "is the seam", "bench": "measures what is below the seam"}, // feature may use sql.Null, see TestOnlyNull
	"database/sql/driver":             {"base/db": "is the seam", "base/civil": "a date knows how to store itself"},
	"math/rand":                       {},
	"math/rand/v2": {
		"crash":         "draws from a seed who is killed, and when",
		"base/db":       "spreads retries",
		"base/id":       "draws where the count of a millisecond begins; an identifier is no secret",
		"feature/story": "draws from a seed, so that the story is the same every time",
	},
	"os.Getenv":    {"app": "reads the settings"},
	"os.LookupEnv": {"app": "reads the settings"},
	"time.Now": {
		"app":      "is where the clock comes from",
		"base/db":  "measures how long a group of writes may last",
		"base/id":  "sorts identifiers by when they were made",
		"bench":    "measures how long everything took",
		"base/web": "measures how long a request took",
		"crash":    "measures how long everything took",
	},
}

// A pkg is a package of this module; path is relative to it.
type pkg struct {
	path    string
	imports []string
	files   []*ast.File // without tests
}

func packages(t *testing.T) []pkg {
	t.Helper()
	list := exec.Command("go", "list", "-e", "-json=ImportPath,Dir,Imports,GoFiles", "./...")
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []pkg
	fset := token.NewFileSet()
	for dec := json.NewDecoder(strings.NewReader(string(out))); dec.More(); {
		var p struct {
			ImportPath, Dir  string
			Imports, GoFiles []string
		}
		if err := dec.Decode(&p); err != nil {
			t.Fatal(err)
		}
		path, inside := strings.CutPrefix(p.ImportPath, "quyet/")
		if !inside {
			continue // this one
		}
		one := pkg{path: path, imports: p.Imports}
		for _, name := range p.GoFiles {
			f, err := parser.ParseFile(fset, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			one.files = append(one.files, f)
		}
		all = append(all, one)
	}
	return all
}

// isHelper says whether a package serves tests only: its name ends in "test".
func isHelper(path string) bool { return strings.HasSuffix(path, "test") }

func TestImports(t *testing.T) {
	for _, p := range packages(t) {
		allowed, known := may[p.path]
		if !known && p.path != "app" {
			t.Errorf("package %s is not in the map of imports: add it to may in arch_test.go, with the packages it needs", p.path)
			continue
		}
		for _, i := range p.imports {
			dep, ours := strings.CutPrefix(i, "quyet/")
			switch {
			case !ours:
			case isHelper(dep) && !isHelper(p.path):
				t.Errorf("%s imports %s outside its tests", p.path, dep)
			case p.path == "app":
			case strings.HasPrefix(p.path, "feature/") && strings.HasPrefix(dep, "base/"):
			case !slices.Contains(allowed, dep):
				t.Errorf("%s may not import %s: turn the dependency round, or add it to may in arch_test.go", p.path, dep)
			}
		}
	}
}

// The map itself keeps the layers apart.
func TestMap(t *testing.T) {
	for path, deps := range may {
		for _, dep := range deps {
			if strings.HasPrefix(path, "base/") && !strings.HasPrefix(dep, "base/") || strings.HasPrefix(path, "feature/") && !strings.HasPrefix(dep, "feature/") {
				t.Errorf("the map lets %s import %s", path, dep)
			}
		}
	}
}

func TestOnlyWhoMay(t *testing.T) {
	for _, p := range packages(t) {
		if isHelper(p.path) {
			continue
		}
		for _, i := range p.imports {
			if i == "database/sql" && strings.HasPrefix(p.path, "feature/") {
				checkOnlyNull(t, p)
				continue
			}
			if allowed, kept := only[i]; kept && allowed[p.path] == "" {
				t.Errorf("%s imports %s; if it must, add it to only in arch_test.go with the reason", p.path, i)
			}
		}
		for name := range selectors(p.files) {
			if allowed, kept := only[name]; kept && strings.Contains(name, ".") && !strings.Contains(name, "/") && allowed[p.path] == "" {
				t.Errorf("%s uses %s; take the time from work.View and settings from app", p.path, name)
			}
		}
	}
}

// checkOnlyNull sees that a feature uses database/sql for a column that may
// be NULL and for nothing else.
func checkOnlyNull(t *testing.T, p pkg) {
	for name := range selectors(p.files) {
		if what, ok := strings.CutPrefix(name, "sql."); ok && !strings.HasPrefix(what, "Null") {
			t.Errorf("%s uses %s; only base/db may", p.path, name)
		}
	}
}

// selectors returns every "name.Name" in files.
func selectors(files []*ast.File) map[string]bool {
	found := map[string]bool{}
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := s.X.(*ast.Ident); ok {
					found[x.Name+"."+s.Sel.Name] = true
				}
			}
			return true
		})
	}
	return found
}

// owners names the owners of tables whose package is called otherwise; the
// tables of feature/task are task and task_….
var owners = map[string][]string{
	"base/db":   {"schema"},
	"base/work": {"event", "memo"},
	"app":       {"chore"},
	"crash":     {"crash"},
}

func ownersIn(path string) []string {
	if o := owners[path]; o != nil {
		return o
	}
	if rest, ok := strings.CutPrefix(path, "feature/"); ok {
		name, _, _ := strings.Cut(rest, "/")
		return []string{name}
	}
	return nil
}

func owns(owner, table string) bool { return table == owner || strings.HasPrefix(table, owner+"_") }

var (
	created = regexp.MustCompile(`CREATE (?:VIRTUAL )?TABLE (?:IF NOT EXISTS )?(\w+)`)
	written = regexp.MustCompile(`\b(?:INSERT INTO|UPDATE|DELETE FROM)\s+(\w+)`)
	read    = regexp.MustCompile(`\b(?:FROM|JOIN)\s+(\w+)`)
	updated = regexp.MustCompile(`DO UPDATE SET|FOR UPDATE`)
)

// tables returns the path of the package that makes each table.
func tables(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("*/schema/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	deeper, err := filepath.Glob("*/*/schema/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	made := map[string]string{"schema_step": "base/db"}
	for _, file := range append(files, deeper...) {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.ToSlash(filepath.Dir(filepath.Dir(file)))
		for _, m := range created.FindAllStringSubmatch(string(b), -1) {
			made[m[1]] = path
			if !slices.ContainsFunc(ownersIn(path), func(o string) bool { return owns(o, m[1]) }) {
				t.Errorf("%s makes table %s; its tables begin with %v", path, m[1], ownersIn(path))
			}
		}
	}
	return made
}

// A table is written by the package that made it, through statements of its
// own name, and read by those who may import that package.
func TestTablesAndTheirOwners(t *testing.T) {
	made := tables(t)
	for _, s := range db.Statements() {
		owner, _, _ := strings.Cut(s.Name, ".")
		text := updated.ReplaceAllString(s.SQL, "")
		for _, m := range written.FindAllStringSubmatch(text, -1) {
			if !owns(owner, m[1]) {
				t.Errorf("statement %s writes %s, which %s does not own", s.Name, m[1], owner)
			}
		}
		for _, m := range read.FindAllStringSubmatch(text, -1) {
			maker := made[m[1]]
			if maker == "" || slices.Contains(ownersIn(maker), owner) || !strings.HasPrefix(maker, "feature/") {
				continue
			}
			if !slices.Contains(may["feature/"+owner], maker) {
				t.Errorf("statement %s reads %s of %s, which feature/%s may not import", s.Name, m[1], maker, owner)
			}
		}
	}
}

// A statement bears the name of the package in which it stands.
func TestStatementsBearTheNameOfTheirOwner(t *testing.T) {
	for _, p := range packages(t) {
		for _, f := range p.files {
			ast.Inspect(f, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok || len(call.Args) != 2 {
					return true
				}
				s, ok := call.Fun.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				if x, ok := s.X.(*ast.Ident); !ok || x.Name != "db" || !slices.Contains([]string{"SQL", "Built", "Invariant", "Examine"}, s.Sel.Name) {
					return true
				}
				name, ok := call.Args[0].(*ast.BasicLit)
				if !ok {
					t.Errorf("%s: the name of a statement is written out, so that it can be looked for", p.path)
					return true
				}
				owner, _, _ := strings.Cut(strings.Trim(name.Value, `"`), ".")
				if !slices.Contains(ownersIn(p.path), owner) {
					t.Errorf("statement %s stands in %s; there it begins with %v", name.Value, p.path, ownersIn(p.path))
				}
				return true
			})
		}
	}
}

// unchecked lists the operations that do not ask whether the actor may, with
// the reason. An operation is an exported function or method of a feature
// that takes a view or a unit of work.
var unchecked = map[string]string{
	"account.Absent":       "finds out who the actor is, and gives no right",
	"account.Acting":       "is for the program itself, and refuses everybody else",
	"account.Holders":      "is for the program itself, and refuses everybody else",
	"account.Colleagues":   "lists for a post of the actor's own, and is empty for anybody else",
	"account.Left":         "tells of a colleague whom a page names already whether they are there",
	"account.Names":        "whoever may see what was done may see by whom",
	"account.Signed":       "shows the actor to themselves",
	"account.SignOut":      "ends the session of a token that only its owner has",
	"account.Switch":       "acts on the session of a token that only its owner has, and only for posts held",
	"account.Proved":       "acts on the session of a token that only its owner has",
	"account.RevokeOthers": "ends the actor's own sessions, by the token of one of them",
	"account.ProofPage":    "asks the actor for a proof, and shows them nothing else",
	"factor.Needed":        "is asked while it is found out who the actor is",
	"factor.NeededAt":      "as factor.Needed",
	"factor.AddPasskey":    "acts for the actor themselves",
	"factor.AskPasskey":    "is part of signing in: whoever does is nobody yet",
	"factor.BeginPasskey":  "acts for the actor themselves",
	"factor.PasskeysOf":    "is for the owner, and for pages that have asked",
	"factor.ProvePasskey":  "is part of signing in: whoever does is nobody yet",
	"factor.RemovePasskey": "acts for the actor themselves",
	"factor.App":           "shows the actor a secret of their own",
	"factor.BeginApp":      "acts for the actor themselves",
	"factor.ConfirmApp":    "acts for the actor themselves",
	"factor.Forget":        "is part of account.ResetFactors and account.Erase, which have asked",
	"factor.NewRecovery":   "acts for the actor themselves",
	"factor.Of":            "is part of signing in, and of pages that have asked",
	"factor.Prove":         "is part of signing in: whoever does is nobody yet",
	"feed.Addresses":       "shows the actor their own",
	"feed.Revoke":          "acts for the actor themselves",
	"point.Events":         "tells calendars of bodies that the owner may see, who acts in no post there: feed asks for each of theirs",
	"roll.Events":          "tells the calendar of the actor to what they are called",
	"meeting.QuorumOf":     "everybody works by the rules in force",
	"opinion.Propose":      "everybody works by the rules in force",
	"point.Opens":          "everybody works by the rules in force",
	"period.Load":          "everybody works by the rules in force",
	"position.Titles":      "everybody works by the rules in force",
	"brief.Asked":          "who sees the checklist sees that a step of it is proven elsewhere",
	"brief.Audiences":      "everybody works by the rules in force",
	"offline.Once":         "is part of what the actor does, which asks for its own right",
	"provider.Bind":        "acts for the actor themselves; the proof was asked for before they went to the provider",
	"provider.Bindings":    "shows the actor their own",
	"provider.Unbind":      "acts for the actor themselves",
	"factor.RemoveApp":     "acts for the actor themselves",
	"board.MethodOn":       "everybody works by the rules in force",
	"intake.Defaults":      "everybody works by the rules in force",
	"personal.Ask":         "everyone asks about their own data",
	"personal.Asked":       "shows the actor their own requests",
	"chase.Outlook":        "is for pages that have asked",
	"chase.LadderOf":       "everybody works by the rules in force",
	"notice.Choose":        "acts for the actor themselves",
	"notice.Confirming":    "acts for the actor themselves, by a link that was sent to them",
	"notice.Confirm":       "acts for the actor themselves, by a link that was sent to them",
	"notice.DropAddress":   "acts for the actor themselves",
	"notice.MarkAllRead":   "acts for the actor themselves",
	"notice.MarkRead":      "acts for the actor themselves",
	"notice.Unread":        "counts for the actor what was told to them",
	"notice.AheadUnread":   "says that Unread will be asked for",
	"notice.Elsewhere":     "counts for the actor what was told to them",
	"notice.WishesOf":      "shows the actor their own",
	"org.Load":             "everybody works with the tree of bodies; pages about bodies ask org.CanSee",
	"org.Version":          "everybody works with the tree of bodies",
	"rule.AfterHours":      "everybody works by the rules in force",
	"rule.Codes":           "everybody works by the rules in force",
	"rule.CodeTitle":       "everybody works by the rules in force",
	"rule.AfterWorkdays":   "everybody works by the rules in force",
	"rule.Off":             "everybody works by the rules in force",
	"rule.Calendar":        "everybody works by the rules in force",
	"rule.Number":          "everybody works by the rules in force",
	"rule.On":              "everybody works by the rules in force",
	"rule.Versions":        "everybody works by the rules in force",
	"task.PerDocument":     "how many tasks a document assigns is part of the document, and who may see the document has been asked",
	"search.Find":          "finds only what the scopes of the actor let them see, kind by kind",
	"search.IDs":           "finds only what the scopes of the actor let them see, kind by kind",
	"search.Put":           "is part of the operation that makes or changes the thing, which has asked",
	"search.PutMany":       "is part of the operation that makes or changes the thing, which has asked",
	"search.Remove":        "is part of the operation that removes the thing, which has asked",
	"task.Causes":          "everybody works by the rules in force",
	"task.ExplainBy":       "everybody works by the rules in force",
	"task.WarnDays":        "everybody works by the rules in force",
	"task.OpenAfter":       "is for the program itself, and refuses everybody else",
	"task.UpdateDays":      "everybody works by the rules in force",
	"task.Tones":           "whoever sees a page sees its colours",
	"task.Settle":          "the move of the bodies was decided with its own right",
	"task.Turn":            "a new day is nobody's decision",
	"audit.Cosign":         "whoever presents a checkpoint need only have it signed by the log; what is answered is a signature",
	"audit.Growth":         "everybody may see that the log has only grown: sizes and hashes",
	"audit.HistoryOf":      "asks the capability whose thing it is, which answers Unknown where it may not be seen",
	"audit.Length":         "as audit.Newest",
	"audit.Since":          "is for the program itself, and refuses everybody else",
	"audit.Newest":         "everybody may see and keep the newest checkpoint: a size and a hash",
	"audit.PrintedLine":    "as audit.CheckpointLine",
	"audit.CheckpointLine": "everybody may see and keep the newest checkpoint: a size and a hash",
	"audit.Prove":          "asks the capability whose thing it is, which answers Unknown where it may not be seen",
}

// An operation asks the actor for the right, or leaves it to an operation
// that does.
func TestOperationsAskForTheRight(t *testing.T) {
	ops, asks := operations(packages(t))
	for op := range ops {
		switch reason := unchecked[op]; {
		case reason == "" && !asks[op]:
			t.Errorf("operation %s reaches no Check: let the first line ask for the right, or add it to unchecked in arch_test.go with the reason", op)
		case reason != "" && asks[op]:
			t.Errorf("operation %s asks for the right and need not be in unchecked", op)
		}
	}
	for op := range unchecked {
		if !ops[op] {
			t.Errorf("unchecked lists %s, which is no operation", op)
		}
	}
}

// operations returns the operations of all features, as "doc.Register", and
// which functions reach a question for a right. Functions are told apart by
// package and name, methods by their name alone: that is exact enough for a
// list that people read. One that is in unchecked answers no question for
// those who call it: it reaches none.
func operations(all []pkg) (ops, asks map[string]bool) {
	ops, asks = map[string]bool{}, map[string]bool{}
	calls := map[string]map[string]bool{}
	for _, p := range all {
		if !strings.HasPrefix(p.path, "feature/") || isHelper(p.path) {
			continue
		}
		for _, f := range p.files {
			for _, d := range f.Decls {
				fn, ok := d.(*ast.FuncDecl)
				if !ok || fn.Body == nil {
					continue
				}
				name := f.Name.Name + "." + fn.Name.Name
				if fn.Name.IsExported() && takesWork(fn) {
					ops[name] = true
				}
				if calls[name] == nil {
					calls[name] = map[string]bool{}
				}
				for called := range callsIn(f, fn) {
					calls[name][called] = true
				}
			}
		}
	}
	for _, question := range []string{"!Check", "!May", "!MaySomewhere", "!Roots"} {
		asks[question] = true
	}
	for again := true; again; {
		again = false
		for name, called := range calls {
			for c := range called {
				if !asks[name] && asks[c] {
					asks[name], again = true, true
				}
			}
		}
	}
	return ops, asks
}

// takesWork says whether fn has a parameter of type *work.View or *work.Unit.
func takesWork(fn *ast.FuncDecl) bool {
	return slices.ContainsFunc(fn.Type.Params.List, func(p *ast.Field) bool {
		star, ok := p.Type.(*ast.StarExpr)
		if !ok {
			return false
		}
		s, ok := star.X.(*ast.SelectorExpr)
		if !ok {
			return false
		}
		x, ok := s.X.(*ast.Ident)
		return ok && x.Name == "work" && (s.Sel.Name == "View" || s.Sel.Name == "Unit")
	})
}

// callsIn returns what fn of file calls: "package.Name" for functions and for
// what may be a method of its own package, "!Name" for any method.
func callsIn(file *ast.File, fn *ast.FuncDecl) map[string]bool {
	self, called := file.Name.Name, map[string]bool{}
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		switch f := call.Fun.(type) {
		case *ast.Ident:
			called[self+"."+f.Name] = true
		case *ast.SelectorExpr:
			if x, ok := f.X.(*ast.Ident); ok && imports(file, x.Name) {
				called[x.Name+"."+f.Sel.Name] = true
				return true
			}
			called["!"+f.Sel.Name] = true
			called[self+"."+f.Sel.Name] = true
		}
		return true
	})
	return called
}

func imports(file *ast.File, name string) bool {
	return slices.ContainsFunc(file.Imports, func(i *ast.ImportSpec) bool {
		path := strings.Trim(i.Path.Value, `"`)
		return i.Name != nil && i.Name.Name == name || i.Name == nil && path[strings.LastIndexByte(path, '/')+1:] == name
	})
}
