/** A soft tone: the notes it glides through (Hz), a fifth of a second each. */
type Tone = readonly number[]

/** Somebody waits: a falling third, like a doorbell far away. */
export const SOMEBODY_WAITS: Tone = [659.26, 523.25]
/** Time runs out: the same, rising. */
export const TIME_RUNS_OUT: Tone = [523.25, 659.26, 783.99]

const NOTE_S = 0.18
const FADE_S = 0.5
const LOUDNESS = 0.12

let context: AudioContext | undefined

/** Plays a tone. Browsers let a page sound only after a click in it: before that, this is silent. */
export function play(tone: Tone): void {
  if (!("AudioContext" in globalThis)) return
  context ??= new AudioContext()
  void context.resume()
  tone.forEach((frequency, index) => {
    if (context) strike(context, frequency, context.currentTime + index * NOTE_S)
  })
}

function strike(audio: AudioContext, frequency: number, at: number): void {
  const string = audio.createOscillator()
  const loudness = audio.createGain()
  string.type = "sine"
  string.frequency.value = frequency
  loudness.gain.setValueAtTime(0, at)
  loudness.gain.linearRampToValueAtTime(LOUDNESS, at + 0.02)
  loudness.gain.exponentialRampToValueAtTime(0.001, at + FADE_S)
  string.connect(loudness).connect(audio.destination)
  string.start(at)
  string.stop(at + FADE_S)
}
