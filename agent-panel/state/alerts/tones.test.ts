import { afterEach, beforeEach, expect, test, vi } from "vitest"

/** What was handed to the browser: when each note begins, in seconds, how high it is, and what it passes through. */
let notes: { at: number; frequency: number }[]
let faded: boolean
let letItSound: () => void

beforeEach(() => {
  notes = []
  faded = false
  vi.resetModules()
  const mayNow = new Promise<void>((resolve) => {
    letItSound = resolve
  })
  const node = () => ({
    gain: {
      setValueAtTime() {},
      linearRampToValueAtTime() {},
      exponentialRampToValueAtTime() {},
      setTargetAtTime: (target: number) => {
        faded = target === 0
      },
    },
    connect: (next: object) => next,
  })
  const oscillator = () => {
    const frequency = { value: 0 }
    return {
      ...node(),
      frequency,
      start: (at: number) => notes.push({ at, frequency: frequency.value }),
      stop() {},
    }
  }
  vi.stubGlobal(
    "AudioContext",
    class {
      currentTime = 10
      destination = node()
      createGain = node
      createOscillator = oscillator
      resume = () => mayNow
    },
  )
})
afterEach(() => vi.unstubAllGlobals())

const two = () => [
  { inMs: 0, rise: 0 },
  { inMs: 5_000, rise: 1 },
]

test("a ring hands all its strokes to the browser, the later ones higher", async () => {
  const { ring } = await import("./tones")
  ring(two)
  letItSound()
  await vi.waitFor(() => expect(notes).toHaveLength(4))
  expect(notes.map(({ at }) => at)).toEqual([10, 10.18, 15, 15.18])
  const [first = 0, , later = 0] = notes.map(({ frequency }) => frequency)
  expect(later / first).toBeCloseTo(1.5, 2)
})

test("a ring that is stopped is silent at once, whatever was handed over", async () => {
  const { ring } = await import("./tones")
  const stop = ring(two)
  letItSound()
  await vi.waitFor(() => expect(notes).toHaveLength(4))
  stop()
  expect(faded).toBe(true)
})

test("a page that may sound only after a click makes up for nothing that is over by then", async () => {
  const { ring } = await import("./tones")
  const asked = vi.fn(two)
  const stop = ring(asked)
  stop()
  letItSound()
  await Promise.resolve()
  await Promise.resolve()
  expect(asked).not.toHaveBeenCalled()
  expect(notes).toEqual([])
})
