package columns

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"
)

func TestOrderedKeepsTheOrder(t *testing.T) {
	var got []int
	err := Ordered(context.Background(), 200, func(i int) (int, error) {
		time.Sleep(time.Duration(i%7) * 50 * time.Microsecond)
		return i * i, nil
	}, func(i, v int) error {
		if v != i*i {
			return fmt.Errorf("%d for %d", v, i)
		}
		got = append(got, i)
		return nil
	})
	if err != nil || len(got) != 200 {
		t.Fatalf("%d results, %v", len(got), err)
	}
	for i, x := range got {
		if i != x {
			t.Fatalf("result %d came at place %d", x, i)
		}
	}
}

func TestOrderedReturnsTheFirstError(t *testing.T) {
	for range 20 {
		err := Ordered(context.Background(), 50, func(i int) (int, error) {
			if i >= 10 {
				return 0, fmt.Errorf("number %d", i)
			}
			time.Sleep(time.Millisecond)
			return i, nil
		}, func(int, int) error { return nil })
		if err == nil || err.Error() != "number 10" {
			t.Fatalf("got %v", err)
		}
	}
}

func TestOrderedStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	n := 0
	err := Ordered(ctx, 1000, func(i int) (int, error) { return i, nil }, func(i, _ int) error {
		if n++; i == 5 {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) || n > 20 {
		t.Errorf("%d taken, %v", n, err)
	}
	stop := errors.New("enough")
	if err := Ordered(context.Background(), 1000, func(i int) (int, error) { return i, nil }, func(int, int) error { return stop }); err != stop {
		t.Errorf("got %v", err)
	}
}
