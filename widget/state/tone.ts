const LOUDNESS = 0.06
const NOTES_HZ = [659.3, 880]
const NOTE_SECONDS = 0.14
const FADE_SECONDS = 0.35

let context: AudioContext | undefined

/** Two soft notes, the second a little higher. */
export function playTone(): void {
  context ??= new AudioContext()
  const { currentTime, destination } = context
  for (const [index, pitch] of NOTES_HZ.entries()) {
    const from = currentTime + index * NOTE_SECONDS
    const volume = new GainNode(context, { gain: 0 })
    volume.gain.setValueAtTime(0, from)
    volume.gain.linearRampToValueAtTime(LOUDNESS, from + 0.02)
    volume.gain.exponentialRampToValueAtTime(0.0001, from + FADE_SECONDS)
    const note = new OscillatorNode(context, { frequency: pitch })
    note.connect(volume).connect(destination)
    note.start(from)
    note.stop(from + FADE_SECONDS)
  }
}
