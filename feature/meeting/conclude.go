package meeting

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"quyet/base/access"
	"quyet/base/blob"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/docx"
	"quyet/base/fault"
	"quyet/base/viet"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/doc/citation"
	"quyet/feature/intake"
	"quyet/feature/intake/assignment"
	"quyet/feature/intake/source"
	"quyet/feature/meeting/paper"
	"quyet/feature/org"
	"quyet/feature/task"
	"quyet/feature/task/deadline"
)

// A Fate is what becomes of an outcome when the notice of conclusions is issued.
type Fate string

// The fates.
const (
	LeftOut  Fate = ""        // it does not stand in the notice
	Said     Fate = "said"    // it stands there and is no order
	Becomes  Fate = "task"    // a task is made of it
	WasGiven Fate = "given"   // its task was given before and is linked
	NoLead   Fate = "no_lead" // nobody knows to whom: it stands there, and is given when its lead is clear
	Asked    Fate = "asked"   // its lead is not one that the body instructs: it stands there, and an answer is asked for
)

// A Concluded is an outcome as it stands in a notice, or in the draft of the next.
type Concluded struct {
	Outcome
	No    int    // in its notice, from 1; 0 of what is left out
	Words string // as printed
	Fate  Fate
}

// A Notice is a notice of conclusions that was issued of a conference: one as a rule, and
// another for what was recorded or chosen after it.
type Notice struct {
	No       int // from 1
	Document doc.ID
	SHA256   string // of its file
	Issued   time.Time

	document *doc.Document // nil where the actor may not see it
	text     string        // of the document; "" where the actor may not see it
}

// says returns what stands of an outcome in the notice, "" where that is not known.
func (n *Notice) says(o Outcome) string {
	if at := o.InNotice; at.End <= int64(len(n.text)) {
		return n.text[at.Start:at.End]
	}
	return ""
}

// passage is where the notice says an outcome.
func (n *Notice) passage(o Outcome) task.Passage {
	return task.Passage{Doc: task.DocID(n.Document), Start: o.InNotice.Start, End: o.InNotice.End, Quote: n.says(o), FileHash: n.SHA256}
}

var (
	selectNotices = db.SQL("meeting.notices", `
		SELECT n.no, n.document_id, n.sha256, n.issued_at, coalesce(t.content, '') FROM meeting_notice n LEFT JOIN doc_text t ON t.document_id = n.document_id
		WHERE n.meeting_id = $1 ORDER BY n.no LIMIT $2`)
	insertNotice = db.SQL("meeting.insertNotice", `INSERT INTO meeting_notice (meeting_id, no, document_id, sha256, issued_at) VALUES ($1, $2, $3, $4, $5)`)
	concludeOne  = db.SQL("meeting.conclude", `UPDATE meeting_outcome SET version = version + 1, concluded = $2 WHERE id = $1`)
	placeOutcome = db.SQL("meeting.placeOutcome", `
		UPDATE meeting_outcome SET version = version + 1, start_at = $2, end_at = $3, task_id = $4, follow = $5, follow_by = $6, follow_on = $7, notice_no = $8 WHERE id = $1`)
)

// mostNotices is how many notices of conclusions a conference issues.
const mostNotices = 20

// notices are the notices of conclusions that were issued of a conference, in order.
func notices(ctx context.Context, v *work.View, m ID) ([]*Notice, error) {
	found, err := db.All(ctx, v.Snapshot, selectNotices, func(scan db.Scan) (n *Notice, err error) {
		var at int64
		n = &Notice{}
		err = scan(&n.No, &n.Document, &n.SHA256, &at, &n.text)
		n.Issued = instant(at)
		return n, err
	}, m, mostNotices)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	named := make([]doc.ID, len(found))
	for i, n := range found {
		named[i] = n.Document
	}
	seen, err := doc.Documents(ctx, v, named)
	for _, n := range found {
		if n.document = seen[n.Document]; n.document == nil {
			n.text = ""
		}
	}
	return found, err
}

// noticeNo is the one of notices that has a number, nil where none has.
func noticeNo(all []*Notice, no int) *Notice {
	at := slices.IndexFunc(all, func(n *Notice) bool { return n.No == no })
	if at < 0 {
		return nil
	}
	return all[at]
}

// A Drafted is what the notices of conclusions of a conference say, and what the next one
// would say if it were issued now.
type Drafted struct {
	Meeting     *Meeting
	Agenda      Agenda
	Conclusions []Concluded // all that was recorded, in order
	Notices     []*Notice   // that were issued, in order
	Tree        *org.Tree

	today civil.Date
	zone  *time.Location
}

// Draft returns what the notices of conclusions of a conference say, and would say.
//
// Rights are those of [Find]. Faults: Conflict before the conference was opened.
func Draft(ctx context.Context, v *work.View, m ID) (*Drafted, error) {
	found, err := Find(ctx, v, m)
	if err != nil {
		return nil, err
	}
	return draft(ctx, v, found)
}

func draft(ctx context.Context, v *work.View, m *Meeting) (d *Drafted, err error) {
	if m.Opened.IsZero() {
		return nil, fault.New(fault.Conflict, tNotOpenedYet)
	}
	d = &Drafted{Meeting: m, today: v.Today, zone: v.Zone}
	if d.Notices, err = notices(ctx, v, m.ID); err != nil {
		return nil, err
	}
	if d.Agenda, err = agenda(ctx, v, m.ID); err != nil {
		return nil, err
	}
	if d.Tree, err = org.Load(ctx, v); err != nil {
		return nil, err
	}
	all, err := outcomes(ctx, v, m.ID)
	if err != nil {
		return nil, err
	}
	defaults, err := intake.Defaults(ctx, v, v.Today)
	if err != nil {
		return nil, err
	}
	chart, last := d.Tree.Chart(v.Today), map[int]int{}
	for _, o := range all {
		c := Concluded{Outcome: o}
		if c.Fate = d.fate(chart, o); c.Fate != LeftOut {
			last[o.NoticeNo]++
			c.No = last[o.NoticeNo]
			if n := noticeNo(d.Notices, o.NoticeNo); n != nil {
				c.Words = n.says(o)
			}
			if c.Words == "" {
				c.Words = sentence(d.Tree, o, m.Body, v.Today, defaults)
			}
		}
		d.Conclusions = append(d.Conclusions, c)
	}
	return d, nil
}

func (d *Drafted) fate(chart *org.Chart, o Outcome) Fate {
	switch {
	case !o.Noticed() && !o.Concluded:
		return LeftOut
	case o.Kind != Order:
		return Said
	case o.Given():
		return WasGiven
	case o.Lead == "" || !chart.Has(o.Lead):
		return NoLead
	case o.Follow.State != NoFollow, !task.Instructs(d.Tree, chart, d.Meeting.Body, o.Lead):
		return Asked
	}
	return Becomes
}

// Stand returns what stands in the notice that would be issued now, in order.
func (d *Drafted) Stand() []Concluded {
	return slices.DeleteFunc(slices.Clone(d.Conclusions), func(c Concluded) bool { return c.Fate == LeftOut || c.Noticed() })
}

// Count says how many of those have a fate.
func (d *Drafted) Count(f Fate) (n int) {
	for _, c := range d.Stand() {
		if c.Fate == f {
			n++
		}
	}
	return n
}

// Seal stands for what the draft says, so that nobody issues what they did not see.
func (d *Drafted) Seal() string {
	h := sha256.New()
	for _, c := range d.Stand() {
		fmt.Fprintf(h, "%s %s %q\n", c.ID, c.Fate, c.Words)
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// sentence is an outcome as the notice prints it: the words that were recorded. Of an
// order what they do not say, and the record knows, is added, so that whoever reads
// the notice, and the program where it reads it, finds the same lead, deadline and
// product: before the words who is charged, where they charge nobody; behind them the
// rest.
func sentence(tree *org.Tree, o Outcome, by org.ID, day civil.Date, defaults deadline.Defaults) string {
	if o.Kind != Order {
		return stopped(tidyLines(o.Words))
	}
	words := clean(o.Words)
	read := readOrder(tree, words, by, day, defaults)
	says := func(bodies []assignment.Body) []org.ID { return meant(tree, bodies, by, day) }
	helping := o.Coordinators
	var more []string
	switch lead := says(read.Lead); {
	case o.Lead == "" || len(lead) == 1 && lead[0] == o.Lead:
	case len(read.Lead) == 0:
		charge := "Giao " + tree.Name(o.Lead, day) + " chủ trì, "
		if len(helping) > 0 {
			charge += "phối hợp với " + namesOf(tree, helping, day) + " "
			helping = nil
		}
		words = charge + lowered(words)
	default:
		more = append(more, "Cơ quan chủ trì: "+tree.Name(o.Lead, day)+".")
	}
	known := says(read.Coordinating)
	if rest := slices.DeleteFunc(slices.Clone(helping), func(b org.ID) bool { return slices.Contains(known, b) }); len(rest) > 0 {
		// An attribute stands for all of them: those that the words name are told again.
		more = append(more, "Cơ quan phối hợp: "+namesOf(tree, helping, day)+".")
	}
	if !o.Due.IsZero() && read.Deadline.Due != o.Due {
		more = append(more, "Thời hạn hoàn thành: "+o.Due.Vietnamese()+".")
	}
	if o.Deliverable != "" && viet.Fold(read.Deliverable) != viet.Fold(o.Deliverable) {
		more = append(more, "Sản phẩm: "+strings.TrimRight(o.Deliverable, " .;,")+".")
	}
	return strings.TrimSpace(stopped(words) + " " + strings.Join(more, " "))
}

// stopped is a text that ends as a sentence does.
func stopped(s string) string {
	last, _ := utf8.DecodeLastRuneInString(s)
	switch {
	case strings.ContainsRune(";,:", last):
		return strings.TrimRight(s, " ;,:") + "."
	case unicode.IsLetter(last), unicode.IsDigit(last), unicode.In(last, unicode.Pe, unicode.Pf):
		return s + "."
	}
	return s
}

func namesOf(tree *org.Tree, bodies []org.ID, day civil.Date) string {
	names := make([]string, len(bodies))
	for i, b := range bodies {
		names[i] = tree.Name(b, day)
	}
	return strings.Join(names, ", ")
}

func lowered(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if second, _ := utf8.DecodeRuneInString(s[n:]); unicode.IsUpper(second) { // "UBND"
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// tidyLines are the lines of a text that say something.
func tidyLines(s string) string {
	var lines []string
	for l := range strings.Lines(s) {
		if l = clean(l); l != "" {
			lines = append(lines, l)
		}
	}
	return strings.Join(lines, "\n")
}

// A Chosen says of an outcome whether it belongs into the notice.
type Chosen struct {
	Outcome   OutcomeID
	Concluded bool
}

// Conclude says which outcomes of a conference belong into its next notice of
// conclusions; of those that are not named nothing changes.
//
// The actor needs [CanConclude] on the body. Faults: Unknown, Forbidden, and Conflict
// where one that changes stands in a notice that was issued.
func Conclude(ctx context.Context, u *work.Unit, m ID, chosen []Chosen) error {
	if _, err := find(ctx, &u.View, m, CanConclude); err != nil {
		return err
	}
	all, err := outcomes(ctx, &u.View, m)
	if err != nil {
		return err
	}
	var rows [][]any
	in, out := []OutcomeID{}, []OutcomeID{}
	for _, o := range all {
		at := slices.IndexFunc(chosen, func(c Chosen) bool { return c.Outcome == o.ID })
		if at < 0 || chosen[at].Concluded == o.Concluded {
			continue
		}
		if o.Noticed() {
			return fault.New(fault.Conflict, tInNotice)
		}
		rows = append(rows, []any{o.ID, chosen[at].Concluded})
		if chosen[at].Concluded {
			in = append(in, o.ID)
		} else {
			out = append(out, o.ID)
		}
	}
	if len(rows) == 0 {
		return nil
	}
	if err := u.ExecMany(ctx, concludeOne, rows); err != nil {
		return err
	}
	return u.Record(ctx, "meeting.choose", string(m), map[string]any{"in": in, "out": out})
}

// An Issuance is what is said of a notice of conclusions as it is issued.
type Issuance struct {
	Seal       string // [Drafted.Seal] of what was seen
	Subject    string // trích yếu; that of the conference where it is empty
	Symbol     string // number and symbol as printed; the next number of the body's series where it is empty
	Place      string // địa danh
	Warrant    string // "", "on_behalf", "in_place" or "by_order"
	Of         string // on behalf of whom, in whose place, by whose order
	Post       string // of who signs
	Signer     string
	Recipients []string
}

var warrants = map[string]docx.Warrant{"on_behalf": docx.OnBehalf, "in_place": docx.InPlace, "by_order": docx.ByOrder}

// Issue issues a notice of conclusions of a conference, of all that belongs into it and
// stands in none yet: it is written in the form of the body, entered into the body's register with its text, and every order in it
// that has a lead whom the body may instruct becomes a task that leads to the sentence
// in the notice, and the sentence to the task. Orders that were given before are
// linked and not given again; of those whose lead the body does not instruct an
// answer is asked ([NeedFollow]).
//
// The actor needs [CanConclude], [doc.CanRegister] and [task.CanAssign] on the body.
// Faults: Unknown, Forbidden, Invalid for what is missing or wrong, and Conflict where
// nothing is concluded that was not issued, the record is another than what the seal
// says, or its symbol is there already.
func Issue(ctx context.Context, u *work.Unit, files *blob.Store, m ID, in Issuance) (doc.ID, error) {
	found, err := find(ctx, &u.View, m, CanConclude)
	if err != nil {
		return "", err
	}
	for _, can := range []*access.Permission{task.CanAssign, doc.CanRegister} {
		if err := u.Check(can, found.Body.Scope()); err != nil {
			return "", err
		}
	}
	d, err := draft(ctx, &u.View, found)
	if err != nil {
		return "", err
	}
	stand := d.Stand()
	switch {
	case len(stand) == 0 && len(d.Notices) > 0:
		return "", fault.New(fault.Conflict, tIssuedAlready)
	case len(d.Notices) >= mostNotices:
		return "", fault.New(fault.TooMuch, tTooManyLines, mostNotices)
	case len(stand) == 0:
		return "", fault.New(fault.Conflict, tNothingConcluded)
	case d.Seal() != in.Seal:
		return "", fault.New(fault.Conflict, tDraftChanged)
	}
	if err := in.check(); err != nil {
		return "", err
	}
	made, err := in.register(ctx, u, d)
	if err != nil {
		return "", err
	}
	entered, err := doc.Find(ctx, &u.View, made)
	if err != nil {
		return "", err
	}
	n := &Notice{No: len(d.Notices) + 1, Document: made, Issued: u.Now}
	spans, err := d.write(ctx, u, files, entered, in, n)
	if err != nil {
		return "", err
	}
	if err := d.link(ctx, u, n, spans); err != nil {
		return "", err
	}
	if _, err := u.Exec(ctx, insertNotice, m, n.No, n.Document, n.SHA256, micro(n.Issued)); err != nil {
		if errors.Is(err, db.ErrUnique) {
			return "", fault.New(fault.Conflict, tIssuedAlready)
		}
		return "", err
	}
	return made, u.Record(ctx, "meeting.conclude", string(m), map[string]any{"doc": made, "symbol": entered.Symbol, "conclusions": len(stand), "tasks": d.Count(Becomes)})
}

func (in *Issuance) check() error {
	var wrong fault.Fields
	for _, f := range []struct {
		name string
		of   *string
	}{{"subject", &in.Subject}, {"symbol", &in.Symbol}, {"place", &in.Place}, {"of", &in.Of}, {"post", &in.Post}, {"signer", &in.Signer}} {
		if *f.of = clean(*f.of); utf8.RuneCountInString(*f.of) > mostField {
			wrong.Add(f.name, tTooLong, mostField)
		}
	}
	if _, known := warrants[in.Warrant]; in.Warrant != "" && !known {
		wrong.Add("warrant", tKindMissing)
	}
	if in.Warrant != "" && in.Of == "" {
		wrong.Add("of", tOfWhom)
	}
	for i, r := range in.Recipients {
		if in.Recipients[i] = clean(r); utf8.RuneCountInString(in.Recipients[i]) > mostField {
			wrong.Add("recipients", tTooLong, mostField)
			break
		}
	}
	in.Recipients = slices.DeleteFunc(in.Recipients, func(r string) bool { return r == "" })
	if len(in.Recipients) > mostItems {
		wrong.Add("recipients", tTooManyLines, mostItems)
	}
	return wrong.Err()
}

// register enters the notice, without its text: that bears the number which it gets
// here.
func (in *Issuance) register(ctx context.Context, u *work.Unit, d *Drafted) (doc.ID, error) {
	m := d.Meeting
	if in.Subject == "" {
		in.Subject = d.subject()
	}
	n := doc.NewDocument{Owner: m.Body, TakeNumber: in.Symbol == "", Metadata: doc.Metadata{
		Body: m.Body, Type: doc.Of(citation.Notice), Symbol: in.Symbol, IssuedOn: u.Today, Place: in.Place, Subject: in.Subject, Signer: in.Signer, Post: in.Post,
	}}
	if m.Document != "" {
		// Who may not see it links nothing to it.
		if _, err := doc.Find(ctx, &u.View, m.Document); err == nil {
			n.Links = []doc.NewLink{{Relation: doc.Implements, To: m.Document}}
		} else if !fault.Is(err, fault.Unknown) {
			return "", err
		}
	}
	for _, before := range d.Notices { // which it only goes on with
		if before.document != nil {
			n.Links = append(n.Links, doc.NewLink{Relation: doc.Mentions, To: before.Document})
		}
	}
	made, err := doc.Register(ctx, u, n)
	for _, f := range fault.All(err) {
		if f.Field == "take" || f.Field == "number" || f.Field == "type" {
			f.Field = "symbol" // where it is typed here
		}
	}
	return made, err
}

// write keeps the notice as a file and gives its text to the document; spans say where
// each conclusion that stands in it is.
func (d *Drafted) write(ctx context.Context, u *work.Unit, files *blob.Store, entered *doc.Document, in Issuance, n *Notice) (spans []doc.Span, err error) {
	var out bytes.Buffer
	if err := d.paper(entered, in).Paper().Write(&out); err != nil {
		return nil, err
	}
	name := "thong-bao-" + strings.NewReplacer("/", "-", " ", "-").Replace(entered.Symbol) + ".docx"
	read, err := source.Read(ctx, name, bytes.NewReader(out.Bytes()), int64(out.Len()), source.DefaultLimits)
	if err != nil {
		return nil, fmt.Errorf("read the notice of %s: %w", d.Meeting.ID, err)
	}
	if _, _, secret := source.SecrecyMark(read); secret {
		return nil, fault.New(fault.Invalid, tSecretMark)
	}
	sum, size, err := files.Put(ctx, bytes.NewReader(out.Bytes()))
	if err != nil {
		return nil, err
	}
	n.SHA256, n.text = sum, read.Text
	spans = placed(read.Text, d.Stand())
	a := doc.Addition{Text: read.Text, Files: []doc.File{{SHA256: sum, Name: name, Media: docx.Type, Size: size}}}
	for i, s := range spans {
		if s.End > s.Start {
			a.Parts = append(a.Parts, doc.Part{Span: s, Kind: "clause", Label: fmt.Sprint(i + 1), Level: 1})
		}
	}
	_, err = doc.Complete(ctx, u, entered.ID, a)
	return spans, err
}

// placed looks for each conclusion in the text of the notice, one behind the other; one
// whose words are not found, as the reader leaves lines out that only draw, has an
// empty span.
func placed(text string, stand []Concluded) []doc.Span {
	spans := make([]doc.Span, len(stand))
	at := max(strings.Index(text, paper.Concluding), 0)
	for i, c := range stand {
		lines := strings.Split(viet.NFC(c.Words), "\n")
		from, to := -1, at
		for k, l := range lines {
			if k == 0 {
				l = fmt.Sprintf("%d. %s", c.No, l)
			}
			where := strings.Index(text[to:], l)
			if where < 0 {
				continue
			}
			if from < 0 {
				if from = to + where; k == 0 {
					from += len(l) - len(lines[0]) // behind its number
				}
			}
			to += where + len(l)
		}
		if from >= 0 {
			spans[i] = doc.Span{Start: int64(from), End: int64(to)}
			at = to
		}
	}
	return spans
}

// link gives the tasks, leads those that were given to their sentence, and asks for
// the answers.
func (d *Drafted) link(ctx context.Context, u *work.Unit, n *Notice, spans []doc.Span) error {
	stand := d.Stand()
	var news []task.New
	var of []Outcome
	for i := range stand {
		c := &stand[i]
		c.InNotice, c.NoticeNo = spans[i], n.No
		switch c.Fate {
		case Becomes:
			news, of = append(news, c.asked(d.Meeting.Body, n)), append(of, c.Outcome)
		case WasGiven:
			if err := cite(ctx, u, c.Task, n.passage(c.Outcome)); err != nil {
				return err
			}
		case Asked:
			if c.Follow.State == NoFollow {
				c.Follow.State, c.Follow.By, c.Follow.On = Needed, c.Lead, c.Due
			}
		}
	}
	given, err := task.AssignMany(ctx, u, news)
	if err != nil {
		return whichOrder(err, of)
	}
	rows, next := make([][]any, len(stand)), 0
	for i, c := range stand {
		if c.Fate == Becomes {
			c.Task, next = given[next], next+1
		}
		rows[i] = []any{c.ID, c.InNotice.Start, c.InNotice.End, c.Task, c.Follow.State, c.Follow.By, c.Follow.On, c.NoticeNo}
	}
	return u.ExecMany(ctx, placeOutcome, rows)
}

// cite adds the sentence in the notice to a task that was given before it: each is a
// change of a task, with its own right and its own event. One that ended meanwhile, or
// that the actor may not see, stays as it is.
func cite(ctx context.Context, u *work.Unit, t task.ID, at task.Passage) error {
	given, err := task.Get(ctx, &u.View, t)
	if err == nil {
		err = task.AddSource(ctx, u, given.Ref(), at)
	}
	if fault.Is(err, fault.Unknown) || fault.Is(err, fault.Conflict) || fault.Is(err, fault.Forbidden) {
		return nil
	}
	return err
}

// paper is the notice as the paper takes it; entered is nil of a draft.
func (d *Drafted) paper(entered *doc.Document, in Issuance) paper.Notice {
	m := d.Meeting
	day := d.today
	n := paper.Notice{
		Head: d.Tree.HeadOf(m.Body, day), About: in.Subject, Title: m.Title, Held: m.Opened, Zone: d.zone, Where: m.Place, Chair: m.Chair,
		Place: in.Place, Recipients: in.Recipients, Signature: docx.Signature{Post: in.Post, Name: in.Signer},
	}
	if w, ok := warrants[in.Warrant]; ok {
		n.Signature.Authority = []docx.Authority{{Warrant: w, Of: in.Of}}
	}
	if entered != nil {
		n.On, n.Number = entered.IssuedOn, numberOf(entered)
	}
	if n.About == "" {
		n.About = d.subject()
	}
	for _, before := range d.Notices {
		if b := before.document; b != nil {
			n.Follows = append(n.Follows, "số "+b.Symbol+" ngày "+b.IssuedOn.Paper())
		}
	}
	stand := d.Stand()
	for _, i := range d.Agenda {
		heard := i.Done || i.Took > 0 || i.ID == m.Item
		if len(d.Notices) > 0 { // what was heard of the rest is told already
			heard = slices.ContainsFunc(stand, func(c Concluded) bool { return c.Item == i.ID })
		}
		if heard && slices.Contains([]ItemKind{Reported, Briefed, Paper}, i.Kind) {
			said := i.Title
			if by := reporter(d.Tree, i, day); by != "" {
				said += " (" + by + ")"
			}
			n.Heard = append(n.Heard, said)
		}
	}
	for _, c := range d.Conclusions {
		n.Views = n.Views || c.Kind == Speech && (len(d.Notices) == 0 || c.Said.After(d.Notices[len(d.Notices)-1].Issued))
	}
	for _, c := range stand {
		n.Conclusions = append(n.Conclusions, c.Words)
	}
	return n
}

// subject is what the next notice is about, unless somebody says otherwise.
func (d *Drafted) subject() string {
	if len(d.Notices) > 0 {
		return paper.FurtherSubject(d.Meeting.Title)
	}
	return paper.Subject(d.Meeting.Title)
}

// numberOf parts a symbol into the number and what stands behind it.
func numberOf(d *doc.Document) docx.Number {
	for _, sign := range []string{"-", "/"} {
		if no, rest, ok := strings.Cut(d.Symbol, sign); ok && no == d.Number {
			return docx.Number{No: no, Symbol: rest}
		}
	}
	return docx.Number{No: d.Number}
}
