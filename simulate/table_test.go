package simulate

import (
	"errors"
	"testing"
)

var errFull = errors.New("disk full")

// fullDisk takes so many bytes.
type fullDisk struct{ left int }

func (d *fullDisk) Write(b []byte) (int, error) {
	if d.left -= len(b); d.left < 0 {
		return 0, errFull
	}
	return len(b), nil
}

// Wherever the disk runs full, also in the footer, the writer says so.
func TestTableReportsFullDisk(t *testing.T) {
	people := newDUO().pool(duoYears[0])
	size := &fullDisk{1 << 30}
	if err := fill(size, people); err != nil {
		t.Fatal(err)
	}
	all := 1<<30 - size.left
	for left := 4; left < all; left += 701 {
		if err := fill(&fullDisk{left}, people); !errors.Is(err, errFull) {
			t.Fatalf("%d of %d bytes written: %v", left, all, err)
		}
	}
	if err := fill(&fullDisk{all - 1}, people); !errors.Is(err, errFull) {
		t.Errorf("one byte short: %v", err)
	}
}

func fill(d *fullDisk, people []person) error {
	table := newTable(d, "people", form{}.columns())
	if err := table.write(people); err != nil {
		return err
	}
	return table.close()
}

func TestAppendID(t *testing.T) {
	for n, want := range map[int64]string{1: "p-000000001", 73_000: "p-000073000", 123_456_789: "p-123456789", 2_000_000_000: "p-2000000000"} {
		if got := string(appendID(nil, n)); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}
