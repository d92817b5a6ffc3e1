package matching

// priority is a binary heap: pop returns what comes before all others.
type priority[T any] struct {
	before func(a, b T) bool
	items  []T
}

func (p *priority[T]) push(x T) {
	p.items = append(p.items, x)
	at := len(p.items) - 1
	for at > 0 {
		parent := (at - 1) / 2
		if !p.before(x, p.items[parent]) {
			break
		}
		p.items[at] = p.items[parent]
		at = parent
	}
	p.items[at] = x
}

func (p *priority[T]) pop() T {
	top, last := p.items[0], len(p.items)-1
	x := p.items[last]
	p.items = p.items[:last]
	if last == 0 {
		return top
	}
	at := 0
	for child := 1; child < last; child = 2*at + 1 {
		if child+1 < last && p.before(p.items[child+1], p.items[child]) {
			child++
		}
		if !p.before(p.items[child], x) {
			break
		}
		p.items[at] = p.items[child]
		at = child
	}
	p.items[at] = x
	return top
}
