package app_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// asvsLevels are the levels of the requirements of ASVS 5.0.0, section by
// section, a figure for each.
const asvsLevels = `
1.1 22
1.2 1111122223
1.3 112222222223
1.4 222
1.5 123
2.1 122
2.2 112
2.3 12223
2.4 23
3.1 3
3.2 113
3.3 12223
3.4 11222233
3.5 11122333
3.6 3
3.7 22333
4.1 12233
4.2 23333
4.3 22
4.4 1222
5.1 2
5.2 112333
5.3 113
5.4 222
6.1 122
6.2 111111112222
6.3 11223333
6.4 112233
6.5 22222333
6.6 2223
6.7 33
6.8 2222
7.1 222
7.2 1111
7.3 22
7.4 11222
7.5 223
7.6 22
8.1 1233
8.2 1123
8.3 133
8.4 23
9.1 111
9.2 1222
10.1 22
10.2 223
10.3 22223
10.4 1111122222233333
10.5 22222
10.6 22
10.7 222
11.1 2233
11.2 22233
11.3 11233
11.4 1222
11.5 23
11.6 23
11.7 33
12.1 12233
12.2 11
12.3 22223
13.1 2333
13.2 222223
13.3 2233
13.4 1222233
14.1 22
14.2 12223333
14.3 122
15.1 12233
15.2 12233
15.3 1222222
15.4 3333
16.1 2
16.2 22222
16.3 2222
16.4 222
16.5 2223
17.1 23
17.2 22223333
17.3 22
`

var (
	asvsRow    = regexp.MustCompile(`^\| V(\d+\.\d+\.\d+) \| (\d) \| (met|partly|not met|n/a) \| (.+?) \| (.*) \|$`)
	asvsCounts = regexp.MustCompile(`(?s)<!-- counts -->.*<!-- /counts -->`)
	evidence   = regexp.MustCompile("`([^`]+)`")
)

// docs/asvs.md names every requirement it speaks of once, with its level, and
// evidence that is there.
func TestASVS(t *testing.T) {
	levels, all := map[string]string{}, map[rune]int{}
	for line := range strings.Lines(strings.TrimSpace(asvsLevels)) {
		section, figures, _ := strings.Cut(strings.TrimSpace(line), " ")
		for i, level := range figures {
			levels[fmt.Sprintf("%s.%d", section, i+1)] = string(level)
			all[level]++
		}
	}
	if all['1'] != 70 || all['2'] != 183 || all['3'] != 92 {
		t.Fatalf("the standard has 70, 183 and 92 requirements of its levels, the list %v", all)
	}
	b, err := os.ReadFile("../docs/asvs.md")
	if err != nil {
		t.Fatal(err)
	}
	type cell struct{ level, state string }
	counts, named := map[cell]int{}, map[string]bool{}
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "| V") {
			continue
		}
		m := asvsRow.FindStringSubmatch(line)
		if m == nil {
			t.Errorf("cannot be read: %s", line)
			continue
		}
		number, level, state := m[1], m[2], m[3]
		if named[number] || levels[number] != level {
			t.Errorf("V%s stands twice, or is not of level %s", number, level)
		}
		named[number] = true
		counts[cell{level, state}]++
		found := evidence.FindAllStringSubmatch(m[5], -1)
		if len(found) == 0 && (state == "met" || state == "partly") {
			t.Errorf("V%s is %s without evidence", number, state)
		}
		for _, e := range found {
			file, test, isTest := strings.Cut(e[1], ":")
			path := filepath.Join("..", file)
			if _, err := os.Stat(path); err != nil {
				t.Errorf("V%s: there is no %s", number, file)
			} else if content, err := os.ReadFile(path); isTest && (err != nil || !strings.Contains(string(content), "func "+test+"(")) {
				t.Errorf("V%s: %s has no test %s", number, file, test)
			}
		}
	}
	for number, level := range levels {
		chapter, _, _ := strings.Cut(number, ".")
		if (level != "3" || chapter == "6" || chapter == "7" || chapter == "16") && !named[number] {
			t.Errorf("V%s of level %s is missing", number, level)
		}
	}
	var told strings.Builder
	told.WriteString("<!-- counts -->\n| level | met | partly | not met | n/a |\n|---|---|---|---|---|\n")
	for _, level := range []string{"1", "2", "3"} {
		fmt.Fprintf(&told, "| %s |", level)
		for _, state := range []string{"met", "partly", "not met", "n/a"} {
			fmt.Fprintf(&told, " %d |", counts[cell{level, state}])
		}
		told.WriteString("\n")
	}
	told.WriteString("<!-- /counts -->")
	right := asvsCounts.ReplaceAllLiteralString(string(b), told.String())
	if *update {
		if err := os.WriteFile("../docs/asvs.md", []byte(right), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if right != string(b) {
		t.Error("the counts at the top of docs/asvs.md are wrong: go test ./app -run TestASVS -update")
	}
}
