package vault

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"quyet/base/outward"
)

// A Store is where sealed objects lie: a folder, or a bucket of an
// S3-compatible service. Names are paths with slashes; an object is there
// whole or not at all.
type Store interface {
	// Put keeps what r holds under name, over what was there.
	Put(ctx context.Context, name string, r io.ReadSeeker) error
	// Get opens an object; it returns [ErrNone] where there is none.
	Get(ctx context.Context, name string) (io.ReadCloser, error)
	// List returns the objects whose names begin with prefix, sorted.
	List(ctx context.Context, prefix string) ([]Object, error)
	// Delete removes objects; one that is not there is no error.
	Delete(ctx context.Context, names ...string) error
	// String names the place, without secrets.
	String() string
}

// An Object is one entry of a store; Size is in bytes.
type Object struct {
	Name string
	Size int64
}

// ErrNone is returned for an object that is not in the store.
var ErrNone = errors.New("no such object in the store")

// Keys are what an S3-compatible service knows the program by.
type Keys struct{ ID, Secret string }

// OpenStore opens the store at an address: the path of a folder, or
//
//	s3://BUCKET/PREFIX?endpoint=https://HOST&region=REGION
//
// The service is spoken to by HTTPS; by HTTP on this machine only. OpenStore does
// not look whether the place can be reached.
func OpenStore(address string, keys Keys) (Store, error) {
	if !strings.HasPrefix(address, "s3://") {
		return Folder(address), nil
	}
	at, err := url.Parse(address)
	if err != nil || at.Host == "" {
		return nil, fmt.Errorf("%w: %s", ErrAddress, address)
	}
	q := at.Query()
	region := q.Get("region")
	if region == "" {
		region = "us-east-1"
	}
	options := s3.Options{
		Region:       region,
		Credentials:  credentials.NewStaticCredentialsProvider(keys.ID, keys.Secret, ""),
		UsePathStyle: true,
		// Services that are compatible do not all know the newer checksums; what
		// is kept carries its own.
		RequestChecksumCalculation: aws.RequestChecksumCalculationWhenRequired,
		ResponseChecksumValidation: aws.ResponseChecksumValidationWhenRequired,
		RetryMaxAttempts:           2,
		HTTPClient:                 &http.Client{Transport: transport()},
	}
	if e := q.Get("endpoint"); e != "" {
		if end, err := url.Parse(e); err != nil || !outward.Encrypted(end) {
			return nil, fmt.Errorf("%w: %s", ErrAddress, address)
		}
		options.BaseEndpoint = &e
	}
	prefix := strings.Trim(at.Path, "/")
	if prefix != "" {
		prefix += "/"
	}
	return &bucket{s3.New(options), at.Host, prefix}, nil
}

// ErrAddress is returned for an address of a store that cannot be read.
var ErrAddress = errors.New("no address of a store")

// transport gives up on a service that does not answer, not on one that is slow.
func transport() *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.ResponseHeaderTimeout = 30 * time.Second
	return t
}

// Folder is a store in a folder, best on another machine's disk.
type Folder string

func (f Folder) String() string { return string(f) }

func (f Folder) path(name string) string { return filepath.Join(string(f), filepath.FromSlash(name)) }

// Put is the method of [Store].
func (f Folder) Put(_ context.Context, name string, r io.ReadSeeker) (err error) {
	// Where a disk is not mounted, its folder is not made on another one.
	if _, err := os.Stat(string(f)); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	to := f.path(name)
	dir := filepath.Dir(to)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	t, err := os.CreateTemp(dir, ".incoming-*")
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	defer func() {
		if err != nil {
			os.Remove(t.Name())
		}
	}()
	_, err = io.Copy(t, r)
	if err = errors.Join(err, t.Sync(), t.Close()); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	if err := os.Rename(t.Name(), to); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	return errors.Join(d.Sync(), d.Close())
}

// Get is the method of [Store].
func (f Folder) Get(_ context.Context, name string) (io.ReadCloser, error) {
	r, err := os.Open(f.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s", ErrNone, name)
	}
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	return r, nil
}

// List is the method of [Store].
func (f Folder) List(ctx context.Context, prefix string) (all []Object, err error) {
	if _, err := os.Stat(string(f)); err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	top := f.path(prefix[:strings.LastIndexByte(prefix, '/')+1])
	err = filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil // deleted meanwhile
		}
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		name, err := filepath.Rel(string(f), path)
		if err != nil {
			return err
		}
		if name = filepath.ToSlash(name); strings.HasPrefix(name, prefix) {
			info, err := d.Info()
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err != nil {
				return err
			}
			all = append(all, Object{name, info.Size()})
		}
		return ctx.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	sorted(all)
	return all, nil
}

// Delete is the method of [Store].
func (f Folder) Delete(_ context.Context, names ...string) error {
	for _, n := range names {
		if err := os.Remove(f.path(n)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("store: %w", err)
		}
		os.Remove(filepath.Dir(f.path(n))) // if it is empty now
	}
	return nil
}

func sorted(all []Object) {
	slices.SortFunc(all, func(a, b Object) int { return strings.Compare(a.Name, b.Name) })
}

// A bucket is a store in an S3-compatible service.
type bucket struct {
	client *s3.Client
	name   string
	prefix string
}

func (b *bucket) String() string { return "s3://" + b.name + "/" + b.prefix }

func (b *bucket) Put(ctx context.Context, name string, r io.ReadSeeker) error {
	_, err := b.client.PutObject(ctx, &s3.PutObjectInput{Bucket: &b.name, Key: aws.String(b.prefix + name), Body: r})
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	return nil
}

func (b *bucket) Get(ctx context.Context, name string) (io.ReadCloser, error) {
	out, err := b.client.GetObject(ctx, &s3.GetObjectInput{Bucket: &b.name, Key: aws.String(b.prefix + name)})
	if _, none := errors.AsType[*types.NoSuchKey](err); none {
		return nil, fmt.Errorf("%w: %s", ErrNone, name)
	}
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	return out.Body, nil
}

func (b *bucket) List(ctx context.Context, prefix string) (all []Object, err error) {
	pages := s3.NewListObjectsV2Paginator(b.client, &s3.ListObjectsV2Input{Bucket: &b.name, Prefix: aws.String(b.prefix + prefix)})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, fmt.Errorf("store: %w", err)
		}
		for _, o := range page.Contents {
			all = append(all, Object{strings.TrimPrefix(aws.ToString(o.Key), b.prefix), aws.ToInt64(o.Size)})
		}
	}
	sorted(all)
	return all, nil
}

func (b *bucket) Delete(ctx context.Context, names ...string) error {
	for some := range slices.Chunk(names, 1000) {
		var ids []types.ObjectIdentifier
		for _, n := range some {
			ids = append(ids, types.ObjectIdentifier{Key: aws.String(b.prefix + n)})
		}
		out, err := b.client.DeleteObjects(ctx, &s3.DeleteObjectsInput{Bucket: &b.name, Delete: &types.Delete{Objects: ids, Quiet: aws.Bool(true)}})
		if err != nil {
			return fmt.Errorf("store: %w", err)
		}
		for _, e := range out.Errors {
			return fmt.Errorf("store: delete %s: %s", aws.ToString(e.Key), aws.ToString(e.Message))
		}
	}
	return nil
}

// get reads a whole object.
func get(ctx context.Context, s Store, name string) ([]byte, error) {
	r, err := s.Get(ctx, name)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var b bytes.Buffer
	_, err = b.ReadFrom(r)
	return b.Bytes(), err
}
