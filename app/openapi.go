package app

import (
	"context"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/text"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/indicator"
	"quyet/feature/org"
	"quyet/feature/task"
)

// The routes for programs are routes like all others: base/web asks who acts
// and their operations ask for the right. Only their description is made with
// huma, from the types that they read and write.

// descriptionAddress answers with the OpenAPI document; it is the same for
// everybody and tells of no data.
const descriptionAddress = "/api/v1/openapi.json"

// tokenScopes are what access tokens can be made for.
func tokenScopes() []account.TokenScope {
	reading := []*access.Permission{org.CanSee, task.CanSee, indicator.CanSee}
	return []account.TokenScope{
		{Name: "read", Title: tScopeRead, Permissions: reading},
		{Name: "update", Title: tScopeUpdate, Permissions: append(slices.Clone(reading), task.CanUpdate, indicator.CanEnter, indicator.CanDeclare)},
	}
}

// Describe returns the OpenAPI document of the routes for programs.
func Describe(routes []web.Route) *huma.OpenAPI {
	registry := huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer)
	registry.RegisterTypeAlias(reflect.TypeFor[civil.Date](), reflect.TypeFor[day]())
	api := &huma.OpenAPI{
		OpenAPI: "3.1.0",
		Info:    &huma.Info{Title: "Quyết", Version: "1", Description: tAPI.For(text.Vietnamese) + "\n\n" + tAPI.For(text.English)},
		Components: &huma.Components{
			Schemas:         registry,
			SecuritySchemes: map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer", Description: tAPIToken.For(text.English)}},
		},
		Security: []map[string][]string{{"token": {}}},
		Paths:    map[string]*huma.PathItem{},
	}
	problem := huma.SchemaFromType(registry, reflect.TypeFor[web.ProblemDetails]())
	for _, rt := range routes {
		method, path, _ := strings.Cut(rt.Pattern, " ")
		if rt.Program == nil || rt.Public {
			continue
		}
		op := &huma.Operation{
			OperationID: strings.Trim(strings.NewReplacer("/api/v1/", "", "/", "-", "{", "", "}", "").Replace(strings.ToLower(method)+"-"+path), "-"),
			Summary:     rt.Program.Title.For(text.English), Description: rt.Program.Title.For(text.Vietnamese),
			Responses: map[string]*huma.Response{
				strconv.Itoa(http.StatusOK): {Description: "OK", Content: content("application/json", registry, rt.Program.Answer)},
				"default":                   {Description: "RFC 9457", Content: map[string]*huma.MediaType{"application/problem+json": {Schema: problem}}},
			},
		}
		for _, name := range strings.Split(path, "/") {
			if strings.HasPrefix(name, "{") {
				op.Parameters = append(op.Parameters, &huma.Param{Name: strings.Trim(name, "{}"), In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString}})
			}
		}
		if rt.Program.Query != nil {
			for f := range reflect.TypeOf(rt.Program.Query).Fields() {
				s := huma.SchemaFromField(registry, f, "")
				op.Parameters = append(op.Parameters, &huma.Param{Name: f.Tag.Get("query"), In: "query", Description: f.Tag.Get("doc"), Schema: s})
			}
		}
		if rt.Program.Body != nil {
			op.RequestBody = &huma.RequestBody{Required: true, Content: content("application/json", registry, rt.Program.Body)}
		}
		if api.Paths[path] == nil {
			api.Paths[path] = &huma.PathItem{}
		}
		switch method {
		case http.MethodGet:
			api.Paths[path].Get = op
		case http.MethodPost:
			api.Paths[path].Post = op
		}
	}
	return api
}

func content(media string, registry huma.Registry, of any) map[string]*huma.MediaType {
	return map[string]*huma.MediaType{media: {Schema: registry.Schema(reflect.TypeOf(of), true, "")}}
}

// A day stands in the description for [civil.Date], which writes itself so.
type day string

// Schema implements [huma.SchemaProvider].
func (day) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "date"}
}

// description answers with the document; the routes do not change while the
// program runs.
func description(routes []web.Route) web.Route {
	api := Describe(routes)
	return web.Get(descriptionAddress, func(context.Context, *work.View, *web.Request) (web.Answer, error) {
		return web.JSON(api), nil
	}).Open().For(web.Description{Title: tAPI})
}
