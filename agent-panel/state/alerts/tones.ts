import type { Stroke } from "./strokes"

/** A soft tone: the notes it glides through (Hz), a fifth of a second each. */
type Tone = readonly number[]

/** Somebody waits: a falling third, like a doorbell far away. */
export const SOMEBODY_WAITS: Tone = [659.26, 523.25]
/** Time runs out: the same, rising. */
export const TIME_RUNS_OUT: Tone = [523.25, 659.26, 783.99]
/** Somebody is offered to me: two rising notes, which rise further as its time runs out. */
const OFFERED: Tone = [523.25, 659.26]

const NOTE_S = 0.18
const FADE_S = 0.5
const LOUDNESS = 0.12
/** A ring rises by a fifth, and from a little softer than the tones to a little louder. */
const RISES_BY_SEMITONES = 7
const RING_LOUDNESS = { first: 0.09, last: 0.16 }
const SEMITONES_IN_OCTAVE = 12
/** Quick enough to be at once, and too slow to click. */
const STOPS_WITHIN_S = 0.02

let context: AudioContext | undefined

/** Plays a tone. Browsers let a page sound only after a click in it: before that, this is silent. */
export function play(tone: Tone): void {
  const audio = start()
  if (audio) strike(audio, audio.destination, tone, { at: audio.currentTime, loudness: LOUDNESS })
}

/**
 * Rings until it is stopped. All strokes are handed to the browser beforehand, because the timers of a hidden page are
 * slow; they are asked for only when it may sound, so that none is made up for later.
 */
export function ring(strokes: () => readonly Stroke[]): () => void {
  const audio = start()
  if (!audio) return () => {}
  const all = audio.createGain()
  let stopped = false
  all.connect(audio.destination)
  void audio.resume().then(() => {
    if (stopped) return
    for (const { inMs, rise } of strokes()) {
      strike(audio, all, raised(OFFERED, rise), {
        at: audio.currentTime + inMs / 1_000,
        loudness: RING_LOUDNESS.first + rise * (RING_LOUDNESS.last - RING_LOUDNESS.first),
      })
    }
  })
  return () => {
    stopped = true
    all.gain.setTargetAtTime(0, audio.currentTime, STOPS_WITHIN_S)
  }
}

function start(): AudioContext | null {
  if (!("AudioContext" in globalThis)) return null
  context ??= new AudioContext()
  void context.resume()
  return context
}

const raised = (tone: Tone, rise: number): Tone =>
  tone.map((frequency) => frequency * 2 ** ((RISES_BY_SEMITONES * rise) / SEMITONES_IN_OCTAVE))

function strike(audio: AudioContext, into: AudioNode, tone: Tone, { at, loudness }: { at: number; loudness: number }) {
  tone.forEach((frequency, index) => {
    sound(audio, into, { frequency, loudness, at: at + index * NOTE_S })
  })
}

type Note = { frequency: number; loudness: number; at: number }

function sound(audio: AudioContext, into: AudioNode, { frequency, loudness, at }: Note): void {
  const string = audio.createOscillator()
  const envelope = audio.createGain()
  string.type = "sine"
  string.frequency.value = frequency
  envelope.gain.setValueAtTime(0, at)
  envelope.gain.linearRampToValueAtTime(loudness, at + 0.02)
  envelope.gain.exponentialRampToValueAtTime(0.001, at + FADE_S)
  string.connect(envelope).connect(into)
  string.start(at)
  string.stop(at + FADE_S)
}
