package evidence

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"os"
)

// Digest is a SHA-256 in the form "sha256:<64 hex digits>".
type Digest string

// DigestOf returns the digest of b.
func DigestOf(b []byte) Digest {
	sum := sha256.Sum256(b)
	return digest(sum[:])
}

// DigestFile reads the file at path once and returns its digest and its size in bytes.
func DigestFile(path string) (Digest, int64, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", 0, err
	}
	defer f.Close()
	d, n, err := DigestReader(f)
	if err != nil {
		return "", 0, fmt.Errorf("digest %q: %w", path, err)
	}
	return d, n, nil
}

// DigestReader reads r to its end and returns its digest and how many bytes there were.
func DigestReader(r io.Reader) (Digest, int64, error) {
	h := sha256.New()
	n, err := io.Copy(h, r)
	if err != nil {
		return "", 0, err
	}
	return digestHash(h), n, nil
}

func digestHash(h hash.Hash) Digest { return digest(h.Sum(nil)) }

func digest(sum []byte) Digest { return Digest("sha256:" + hex.EncodeToString(sum)) }

// Short is the first 12 hex digits: enough to recognise a digest in print, not to check it.
func (d Digest) Short() string {
	const prefix, keep = len("sha256:"), 12
	if len(d) < prefix+keep {
		return string(d)
	}
	return string(d[prefix : prefix+keep])
}

// DigestLines returns the digest of what emit writes, with a newline after each call.
func DigestLines(emit func(write func([]byte))) Digest {
	h := sha256.New()
	emit(func(b []byte) {
		h.Write(b)
		h.Write([]byte{'\n'})
	})
	return digestHash(h)
}
