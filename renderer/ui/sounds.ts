/**
 * Tones for the shop floor, made on the spot: right is short and high, wrong is long, low and rough, so that
 * who looks at the suit and not at the screen knows. Browsers let a page sound after its first key or touch.
 */
let context: AudioContext | null = null

interface Tone {
  readonly hertz: number
  /** Seconds after now. */
  readonly at: number
  readonly seconds: number
  readonly wave: OscillatorType
}

function play(tones: readonly Tone[]): void {
  try {
    context ??= new AudioContext()
    void context.resume()
    for (const tone of tones) {
      const oscillator = context.createOscillator()
      const gain = context.createGain()
      const start = context.currentTime + tone.at
      oscillator.type = tone.wave
      oscillator.frequency.value = tone.hertz
      gain.gain.setValueAtTime(0.25, start)
      // Without a fade every tone ends in a click.
      gain.gain.exponentialRampToValueAtTime(0.001, start + tone.seconds)
      oscillator.connect(gain).connect(context.destination)
      oscillator.start(start)
      oscillator.stop(start + tone.seconds)
    }
  } catch {
    // A PC without sound still shows the colour.
  }
}

export function soundRight(): void {
  play([{ hertz: 1320, at: 0, seconds: 0.12, wave: 'sine' }])
}

/** The parcel, the count, the bundle is complete. */
export function soundDone(): void {
  play([
    { hertz: 990, at: 0, seconds: 0.12, wave: 'sine' },
    { hertz: 1320, at: 0.12, seconds: 0.12, wave: 'sine' },
    { hertz: 1760, at: 0.24, seconds: 0.24, wave: 'sine' },
  ])
}

export function soundWrong(): void {
  play([
    { hertz: 196, at: 0, seconds: 0.25, wave: 'sawtooth' },
    { hertz: 147, at: 0.28, seconds: 0.45, wave: 'sawtooth' },
  ])
}
