package dbtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Operations returns the operations of the package under test, "Establish" or
// "Door.SignIn": its exported functions and methods that take a view, a unit
// of work or what opens them. A table of a test that is to name each of them
// is compared with it.
func Operations(t testing.TB) (names []string) {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Name.IsExported() && works(fn) {
				if name, of := receiver(fn); of == "" || ast.IsExported(of) {
					names = append(names, name)
				}
			}
		}
	}
	slices.Sort(names)
	return names
}

// receiver returns the name of fn with that of the type it belongs to, if any.
func receiver(fn *ast.FuncDecl) (name, of string) {
	if fn.Recv == nil {
		return fn.Name.Name, ""
	}
	of = strings.TrimPrefix(typeName(fn.Recv.List[0].Type), "*")
	return of + "." + fn.Name.Name, of
}

func works(fn *ast.FuncDecl) bool {
	return slices.ContainsFunc(fn.Type.Params.List, func(p *ast.Field) bool {
		return slices.Contains([]string{"*work.View", "*work.Unit", "Runner"}, typeName(p.Type))
	})
}

// typeName returns a type as it is written, as far as names, packages and
// pointers go.
func typeName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.StarExpr:
		return "*" + typeName(e.X)
	case *ast.SelectorExpr:
		return typeName(e.X) + "." + e.Sel.Name
	}
	return ""
}
