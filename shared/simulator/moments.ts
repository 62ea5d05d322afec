/** Things that are to happen, taken out in the order of their moments, and of those of one moment in the order they were put in. */
export type Moments<T> = {
  put(at: number, what: T): void
  /** When the earliest is; infinite when there is none. */
  nextAt(): number
  /** Forgets the earliest ones as long as they are needed no more. */
  forget(isNeedless: (what: T) => boolean): void
  /** Takes out the earliest that is due at `now`. */
  take(now: number): T | null
}

type Entry<T> = { at: number; turn: number; what: T }

/** A binary heap: each parent comes before its two children. */
export function createMoments<T>(): Moments<T> {
  const heap: Entry<T>[] = []
  let turns = 0

  function takeFirst(): T | null {
    const [first] = heap
    const last = heap.pop()
    if (last && heap.length > 0) {
      heap[0] = last
      sink(heap, 0)
    }
    return first?.what ?? null
  }

  return {
    put(at, what) {
      heap.push({ at, turn: turns++, what })
      rise(heap, heap.length - 1)
    },
    nextAt: () => heap[0]?.at ?? Number.POSITIVE_INFINITY,
    forget(isNeedless) {
      while (heap[0] && isNeedless(heap[0].what)) takeFirst()
    },
    take: (now) => (heap[0] && heap[0].at <= now ? takeFirst() : null),
  }
}

function rise<T>(heap: Entry<T>[], index: number): void {
  const parent = (index - 1) >> 1
  if (index > 0 && isBefore(heap[index], heap[parent])) {
    swap(heap, index, parent)
    rise(heap, parent)
  }
}

function sink<T>(heap: Entry<T>[], index: number): void {
  const left = 2 * index + 1
  const child = isBefore(heap[left + 1], heap[left]) ? left + 1 : left
  if (isBefore(heap[child], heap[index])) {
    swap(heap, index, child)
    sink(heap, child)
  }
}

function isBefore<T>(one: Entry<T> | undefined, other: Entry<T> | undefined): boolean {
  if (!one || !other) return false
  return one.at < other.at || (one.at === other.at && one.turn < other.turn)
}

function swap<T>(heap: Entry<T>[], one: number, other: number): void {
  const [first, second] = [heap[one], heap[other]]
  if (first && second) {
    heap[one] = second
    heap[other] = first
  }
}
