package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"os/signal"
	"os/user"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"quyet/base/blob"
	"quyet/base/capability"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/work"
)

// The voice of the command line. Success is quiet: what was asked for goes to
// standard output and nothing else does. An error is one line that says what
// to do, on standard error; details come with --verbose. Numbers and names
// are printed so that another program can read them where --json is offered.
// Every subcommand works without a running server, on the same database,
// through the same operations as the pages.

// Exit statuses.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

// flags are what stands before any subcommand.
type flags struct {
	Config
	Lang    string `env:"QUYET_LANG" placeholder:"vi|en" help:"Ngôn ngữ của dòng lệnh. || Language of the command line."`
	Log     string `name:"log" env:"QUYET_LOG" enum:"text,json" default:"text" placeholder:"text|json" help:"Dạng của nhật ký. || Form of the log."`
	Verbose bool   `short:"v" help:"Ghi nhật ký chi tiết ra màn hình lỗi. || Write a detailed log to standard error."`

	Demo     demoCommand     `cmd:"" help:"Chạy thử với một tỉnh mẫu. || Try the program with a sample province." name:"demo"`
	Story    storyCommand    `cmd:"" help:"Nạp tỉnh mẫu vào cơ sở dữ liệu trống. || Load the sample province into an empty database."`
	Serve    serveCommand    `cmd:"" help:"Chạy chương trình và phục vụ trang web. || Run the program and serve its pages."`
	Migrate  migrateCommand  `cmd:"" help:"Cập nhật cấu trúc cơ sở dữ liệu. || Bring the schema of the database up to date."`
	Backup   backupCommand   `cmd:"" help:"Sao lưu toàn bộ dữ liệu vào một tệp. || Back up everything into one file."`
	Restore  restoreCommand  `cmd:"" help:"Khôi phục từ một tệp sao lưu vào thư mục dữ liệu trống. || Restore a backup into an empty data folder."`
	VaultKey vaultKeyCommand `cmd:"" name:"vault-key" help:"Tạo cặp khoá cho sao lưu liên tục. || Make a pair of keys for what is kept continuously."`
	Other    vaultCommand    `cmd:"" name:"vault" help:"Gửi vào và lấy từ nơi sao lưu bản sao của máy chủ PostgreSQL. || Put copies of a PostgreSQL server into the store and get them back."`
	Doctor   doctorCommand   `cmd:"" help:"Kiểm tra cấu hình, tệp và dữ liệu. || Check configuration, files and data."`
	Version  versionCommand  `cmd:"" help:"In phiên bản. || Print the version."`
}

// Main runs the command line and returns the exit status.
func Main(args []string, in io.Reader, out, errOut io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // whoever cannot wait for the end asks a second time
	lang := terminalLang(args)
	ctx = text.WithLang(ctx, lang)

	var f flags
	status := exitOK
	parser, err := kong.New(&f, options(lang, out, errOut, &status, commandsOf())...)
	if err != nil {
		fmt.Fprintln(errOut, err)
		return exitFailed
	}
	inLanguage(parser.Model.Node, lang)
	if len(args) == 0 {
		args = []string{"--help"}
	}
	if bearsPassword(args) {
		fmt.Fprintf(errOut, "quyet: %s\n", tPasswordInArguments.In(ctx))
		return exitUsage
	}
	parsed, err := parse(parser, args)
	if err != nil {
		if status != exitOK {
			return status
		}
		fmt.Fprintf(errOut, "quyet: %s\n%s\n", usageError(err, lang), tSeeHelp.In(ctx))
		return exitUsage
	}
	if parsed == nil {
		return status
	}
	t := &terminal{flags: &f, errOut: errOut}
	defer t.close()
	parsed.BindTo(ctx, (*context.Context)(nil))
	parsed.Bind(t, &capability.Terminal{In: in, Out: out, Err: errOut, Open: t.office, Files: t.files, Database: f.url, Keys: f.keys, Now: time.Now, Who: work.System("cli: " + osUser())})
	if err := parsed.Run(); err != nil {
		engine := db.SQLite
		if f.Database != "" {
			engine = db.Postgres
		}
		return complain(ctx, errOut, err, engine)
	}
	return exitOK
}

// errHelp leaves the parser after it has printed help.
var errHelp = errors.New("help was printed")

func options(lang text.Lang, out, errOut io.Writer, status *int, commands []capability.Command) []kong.Option {
	opts := []kong.Option{
		kong.Name("quyet"), kong.Description(inOne(tAbout.For(text.Vietnamese)+" || "+tAbout.For(text.English), lang)),
		kong.Writers(out, errOut), kong.UsageOnError(), kong.ConfigureHelp(kong.HelpOptions{Compact: true}), kong.Help(helpIn(lang)),
		// The parser wants to end the process; this program ends in one place.
		kong.Exit(func(code int) { *status = code; panic(errHelp) }),
	}
	for _, c := range commands {
		opts = append(opts, kong.DynamicCommand(c.Name, c.Help, "", c.Value))
	}
	return opts
}

func parse(p *kong.Kong, args []string) (parsed *kong.Context, err error) {
	defer func() {
		if r := recover(); r != nil {
			if r != any(errHelp) {
				panic(r)
			}
			parsed, err = nil, nil
		}
	}()
	return p.Parse(args)
}

// commandsOf returns the subcommands of all capabilities. They are declared
// without an open office; each opens it when it runs.
func commandsOf() []capability.Command {
	var all []capability.Command
	for _, c := range (&App{}).capabilities() {
		all = append(all, c.Commands...)
	}
	return all
}

// inLanguage leaves of every help text the half in lang.
func inLanguage(n *kong.Node, lang text.Lang) {
	n.Help, n.Detail = inOne(n.Help, lang), inOne(n.Detail, lang)
	for _, f := range n.Flags {
		f.Help = inOne(f.Help, lang)
	}
	for _, p := range n.Positional {
		p.Help = inOne(p.Help, lang)
	}
	for _, child := range n.Children {
		inLanguage(child, lang)
	}
}

// helpIn prints help with headings in lang: the parser writes them in English.
func helpIn(lang text.Lang) kong.HelpPrinter {
	if lang == text.English {
		return kong.DefaultHelpPrinter
	}
	return func(options kong.HelpOptions, ctx *kong.Context) error {
		out := ctx.Stdout
		defer func() { ctx.Stdout = out }()
		var said bytes.Buffer
		ctx.Stdout = &said
		if err := kong.DefaultHelpPrinter(options, ctx); err != nil {
			return err
		}
		_, err := helpHeadings.WriteString(out, said.String())
		return err
	}
}

var helpHeadings = strings.NewReplacer(
	"Usage: ", "Cách dùng: ",
	"\nArguments:\n", "\nTham số:\n",
	"\nFlags:\n", "\nTuỳ chọn:\n",
	"\nCommands:\n", "\nLệnh:\n",
	"Show context-sensitive help.", "Xem cách dùng.",
	`Run "quyet <command> --help" for more information on a command.`, `Gõ "quyet <lệnh> --help" để xem cách dùng một lệnh.`,
)

func inOne(help string, lang text.Lang) string {
	vi, en, both := strings.Cut(help, " || ")
	if both && lang == text.English {
		return en
	}
	return vi
}

// terminalLang is Vietnamese unless --lang, QUYET_LANG or the system says
// English.
func terminalLang(args []string) text.Lang {
	choice := os.Getenv("QUYET_LANG")
	for i, a := range args {
		if v, ok := strings.CutPrefix(a, "--lang="); ok {
			choice = v
		} else if a == "--lang" && i+1 < len(args) {
			choice = args[i+1]
		}
	}
	if choice == "" && strings.HasPrefix(os.Getenv("LANG"), "en") {
		choice = "en"
	}
	l, _ := text.ParseLang(choice)
	return l
}

// osUser is the number of the operating system's user, as history keeps it:
// the name stands there, apart from the log.
func osUser() string {
	if u, err := user.Current(); err == nil {
		return "uid " + u.Uid
	}
	return "?"
}

// complain tells the person at the terminal what went wrong.
func complain(ctx context.Context, errOut io.Writer, err error, engine db.Engine) int {
	if errors.Is(err, context.Canceled) {
		return exitFailed
	}
	if faults := fault.All(err); len(faults) > 0 {
		for _, f := range faults {
			fmt.Fprintf(errOut, "quyet: %s\n", f.In(text.LangOf(ctx)))
		}
		return exitFailed
	}
	fmt.Fprintf(errOut, "quyet: %s\n", explain(ctx, err, engine))
	return exitFailed
}

// A terminal opens the program for a subcommand.
type terminal struct {
	flags    *flags
	requests bool // each request is logged
	errOut   io.Writer
	app      *App
}

func (t *terminal) log() *slog.Logger {
	options := &slog.HandlerOptions{Level: slog.LevelWarn}
	switch {
	case t.flags.Verbose:
		options.Level = slog.LevelDebug
	case t.requests:
		options.Level = slog.LevelInfo
	}
	if t.flags.Log == "json" {
		return slog.New(slog.NewJSONHandler(t.errOut, options))
	}
	return slog.New(slog.NewTextHandler(t.errOut, options))
}

func (t *terminal) open(ctx context.Context) (*App, error) {
	if t.app == nil {
		a, err := Open(ctx, t.flags.Config, t.log())
		if err != nil {
			return nil, err
		}
		t.app = a
	}
	return t.app, nil
}

func (t *terminal) office(ctx context.Context) (*work.Office, error) {
	a, err := t.open(ctx)
	if err != nil {
		return nil, err
	}
	return a.Office, nil
}

func (t *terminal) files(ctx context.Context) (*blob.Store, error) {
	a, err := t.open(ctx)
	if err != nil {
		return nil, err
	}
	return a.Files, nil
}

func (t *terminal) close() {
	if t.app != nil {
		if err := t.app.Close(); err != nil {
			fmt.Fprintln(t.errOut, "quyet:", err)
		}
	}
}

// A service is how the program serves: flags of each command that does.
type service struct {
	Listen string `env:"QUYET_LISTEN" default:"127.0.0.1:8080" help:"Địa chỉ và cổng. || Address and port."`

	Secure         bool     `env:"QUYET_SECURE" help:"Trình duyệt truy cập qua HTTPS (có máy chủ trung gian). || Browsers come by HTTPS (through a proxy)."`
	Address        string   `env:"QUYET_ADDRESS" placeholder:"https://…" help:"Địa chỉ người dùng mở trên trình duyệt; cần có để dùng khoá truy cập (passkey) và tài khoản dùng chung (OIDC). || Address that people open in their browsers; needed for passkeys and for accounts of an identity provider (OIDC)."`
	Providers      string   `env:"QUYET_PROVIDERS" placeholder:"FILE" help:"Tệp khai báo nơi đăng nhập khác (OIDC), xem docs/operating.md. || File of identity providers (OIDC), see docs/operating.md." type:"path"`
	Breached       string   `env:"QUYET_BREACHED" placeholder:"FILE" help:"Danh sách mật khẩu đã bị lộ (SHA-1 xếp thứ tự, như Have I Been Pwned); ai đặt mật khẩu có trong đó sẽ bị từ chối. || List of passwords known from breaches (sorted SHA-1, as of Have I Been Pwned); nobody may choose one of them." type:"path"`
	HookNetworks   []string `env:"QUYET_HOOK_NETWORKS" placeholder:"10.1.0.0/16,…" help:"Mạng nội bộ mà kết nối báo việc (webhook) được gửi tới; không ghi thì chỉ gửi tới địa chỉ công cộng. || Inner networks to which webhooks may be sent; only to public addresses without it."`
	Pace           int      `env:"QUYET_PACE" default:"600" help:"Số yêu cầu mỗi phút của một tài khoản; 0 là không giới hạn. || Requests a minute of one account; 0 for any number."`
	Certificate    string   `env:"QUYET_CERTIFICATE" placeholder:"FILE" type:"path" help:"Chứng thư HTTPS (PEM, kèm chuỗi); gia hạn thì được dùng ngay, không cần khởi động lại. || Certificate for HTTPS (PEM, with its chain); a renewed one is taken without a new start."`
	CertificateKey string   `env:"QUYET_CERTIFICATE_KEY" placeholder:"FILE" type:"path" help:"Khoá của chứng thư (PEM). || Key of the certificate (PEM)."`
	Plain          bool     `env:"QUYET_PLAIN" help:"Cho máy khác kết nối mà không mã hoá; chỉ để chạy thử. || Let other machines connect without encryption; for trials only."`
	Proxies        string   `env:"QUYET_PROXIES" placeholder:"10.0.0.5,…" help:"Địa chỉ các máy chủ trung gian mà X-Forwarded-For được tin. || Addresses of the proxies whose X-Forwarded-For is believed."`

	Soffice string `env:"QUYET_SOFFICE" placeholder:"FILE" help:"Chương trình LibreOffice để tạo bản PDF; không ghi thì tìm soffice trên PATH. || The program of LibreOffice that makes pdf; soffice on the PATH without it."`

	Mail MailConfig `embed:""`

	Grace    time.Duration `env:"QUYET_GRACE" default:"0s" placeholder:"5s" help:"Khi dừng, còn phục vụ bao lâu sau khi /readyz báo dừng; để bộ cân bằng tải kịp chuyển đi. || When stopping, how long to go on serving after /readyz says so, for a load balancer to notice."`
	Metrics  string        `env:"QUYET_METRICS" placeholder:"127.0.0.1:9090" help:"Địa chỉ và cổng riêng cho số liệu Prometheus (/metrics); không ghi thì không mở. || Address and port of their own for Prometheus figures (/metrics); none without it."`
	Traces   string        `env:"QUYET_TRACES" placeholder:"http://127.0.0.1:4318" help:"Gửi vết xử lý OpenTelemetry (OTLP/HTTP) đến địa chỉ này. || Send OpenTelemetry traces (OTLP/HTTP) to this address."`
	Requests bool          `name:"log-requests" env:"QUYET_LOG_REQUESTS" help:"Ghi nhật ký từng yêu cầu. || Log each request."`

	way way `kong:"-"`
}

// open opens the program and the addresses at which it will serve.
func (s *service) open(ctx context.Context, t *terminal) (a *App, ln net.Listener, err error) {
	t.requests = s.Requests
	if s.way, err = s.comeIn(); err != nil {
		return nil, nil, err
	}
	s.settle(&t.flags.Config)
	if a, err = t.open(ctx); err != nil {
		return nil, nil, err
	}
	if ln, err = listen(ctx, s.Listen); err != nil {
		return a, nil, err
	}
	if err := sealed(ln.Addr(), t.flags.Secure, s.Plain); err != nil {
		return a, nil, errors.Join(err, ln.Close())
	}
	return a, ln, nil
}

// settle puts what only matters to who serves into the configuration.
func (s *service) settle(c *Config) {
	c.Secure, c.Address, c.Providers, c.Breached, c.Pace = s.Secure || s.way.tls != nil, s.Address, s.Providers, s.Breached, s.Pace
	c.Mail, c.Hooks, c.Soffice = s.Mail, s.HookNetworks, findOffice(s.Soffice)
}

// comeIn reads how browsers come in.
func (s *service) comeIn() (way, error) {
	var w way
	for name := range strings.SplitSeq(s.Proxies, ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		p, err := netip.ParsePrefix(name)
		if a, single := netip.ParseAddr(name); single == nil {
			p, err = a.Prefix(a.BitLen())
		}
		if err != nil {
			return w, fault.New(fault.Invalid, tNoProxy, name)
		}
		w.proxies = append(w.proxies, p)
	}
	if (s.Certificate == "") != (s.CertificateKey == "") {
		return w, fault.New(fault.Invalid, tHalfCertificate)
	}
	if s.Certificate == "" {
		return w, nil
	}
	var err error
	w.tls, err = certified(s.Certificate, s.CertificateKey)
	return w, err
}

// serve serves until ctx ends.
func (s *service) serve(ctx context.Context, a *App, ln net.Listener) error {
	stopTraces, err := a.startTraces(ctx, s.Traces)
	if err != nil {
		return err
	}
	defer stopTraces()
	if s.Metrics != "" {
		figures, err := (&net.ListenConfig{}).Listen(ctx, "tcp", s.Metrics)
		if err != nil {
			return fmt.Errorf("%s: %w", tCannotListen.In(ctx, s.Metrics), err)
		}
		// They can be read until the program ends, and so how it stops too.
		until, stop := context.WithCancel(context.WithoutCancel(ctx))
		done := make(chan struct{})
		go func() {
			defer close(done)
			if err := a.ServeFigures(until, figures); err != nil {
				a.Log.ErrorContext(ctx, "figures are not served", "error", err)
			}
		}()
		defer func() { stop(); <-done }()
	}
	notify("READY=1")
	context.AfterFunc(ctx, func() { notify("STOPPING=1") })
	return a.serve(ctx, ln, s.Grace, s.way)
}

type serveCommand struct{ service }

func (c *serveCommand) Run(ctx context.Context, t *terminal, io *capability.Terminal) error {
	a, ln, err := c.open(ctx, t)
	if err != nil {
		return err
	}
	fmt.Fprintln(io.Out, tServing.In(ctx, c.way.to(ln)))
	return c.serve(ctx, a, ln)
}

type versionCommand struct{}

func (versionCommand) Run(_ context.Context, io *capability.Terminal) error {
	_, err := fmt.Fprintln(io.Out, "quyet", Version())
	return err
}

// revision is the tag or commit of the source, given by the make rules: the go
// tool does not note it on every machine.
var revision string

// Version returns the version the program was built as: the tag or commit of
// its source.
func Version() string {
	if revision != "" {
		return revision
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	version := info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && (version == "" || version == "(devel)") {
			version = s.Value[:min(len(s.Value), 12)]
		}
	}
	return version
}
