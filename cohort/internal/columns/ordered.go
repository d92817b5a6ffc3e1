package columns

import (
	"context"
	"runtime"
	"sync"
)

// Ordered calls work for 0 to n−1 on all cores and hands the results to take in
// that order, in the caller's goroutine. It returns the error of the lowest number
// that failed, so the outcome does not depend on how many cores there are.
func Ordered[T any](ctx context.Context, n int, work func(int) (T, error), take func(int, T) error) error {
	type result struct {
		value T
		err   error
	}
	ctx, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel()
	queue := make(chan chan result, runtime.GOMAXPROCS(0)) // bounds what is held in memory
	wg.Go(func() {
		defer close(queue)
		for i := range n {
			slot := make(chan result, 1)
			select {
			case queue <- slot:
			case <-ctx.Done():
				return
			}
			wg.Go(func() {
				v, err := work(i)
				slot <- result{v, err}
			})
		}
	})
	i := 0
	for slot := range queue {
		r := <-slot
		if err := ctx.Err(); err != nil {
			return err
		}
		if r.err != nil {
			return r.err
		}
		if err := take(i, r.value); err != nil {
			return err
		}
		i++
	}
	return ctx.Err()
}
