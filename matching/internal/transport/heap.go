package transport

// label is the length of a path to a sink.
type label struct {
	dist int64
	sink int32
}

func (a label) before(b label) bool {
	return a.dist < b.dist || a.dist == b.dist && a.sink < b.sink
}

func (s *search) add(l label) {
	h := append(s.heap, l)
	for k := len(h) - 1; k > 0; {
		up := (k - 1) / 2
		if !h[k].before(h[up]) {
			break
		}
		h[k], h[up] = h[up], h[k]
		k = up
	}
	s.heap = h
}

func (s *search) pop() label {
	h := s.heap
	top, last := h[0], len(h)-1
	h[0] = h[last]
	h = h[:last]
	for k := 0; ; {
		down := 2*k + 1
		if down >= last {
			break
		}
		if down+1 < last && h[down+1].before(h[down]) {
			down++
		}
		if !h[down].before(h[k]) {
			break
		}
		h[k], h[down] = h[down], h[k]
		k = down
	}
	s.heap = h
	return top
}
