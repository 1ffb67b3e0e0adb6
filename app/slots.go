package app

import (
	"context"

	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/intake"
	"quyet/feature/task"
)

// Slots join capabilities against the direction of their imports: a
// document's page shows its tasks, a task's page the documents that assign it.

func documentSlots() doc.Slots {
	return doc.Slots{
		Tasks: func(ctx context.Context, v *work.View, docs []doc.ID) (map[doc.ID]doc.Counts, error) {
			ids := make([]task.DocID, len(docs))
			for i, d := range docs {
				ids[i] = task.DocID(d)
			}
			per, err := task.PerDocument(ctx, v, ids)
			out := make(map[doc.ID]doc.Counts, len(per))
			for d, o := range per {
				out[doc.ID(d)] = doc.Counts(o)
			}
			return out, err
		},
		Passages: func(ctx context.Context, v *work.View, d doc.ID) ([]doc.Passage, error) {
			tasks, err := task.OfDocument(ctx, v, task.DocID(d))
			passages := make([]doc.Passage, len(tasks))
			for i, t := range tasks {
				passages[i] = doc.Passage{Span: doc.Span{Start: t.Start, End: t.End}, Address: t.ID.Address()}
			}
			return passages, err
		},
	}
}

// citedDocuments tells a task's page of the documents that the actor may see.
func citedDocuments(ctx context.Context, v *work.View, ids []task.DocID) (map[task.DocID]task.Cited, error) {
	docs := make([]doc.ID, len(ids))
	for i, d := range ids {
		docs[i] = doc.ID(d)
	}
	found, err := doc.Documents(ctx, v, docs)
	out := make(map[task.DocID]task.Cited, len(found))
	for d, document := range found {
		out[task.DocID(d)] = task.Cited{Title: document.Title(), Address: d.Address()}
	}
	return out, err
}

// refuseSecret turns away evidence that bears a mark of secrecy.
func refuseSecret(ctx context.Context, name string, content []byte) error {
	return intake.RefuseSecret(ctx, name, content)
}
