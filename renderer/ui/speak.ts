const key = 'yifang.speaks'

/** Whether this station says aloud what was recorded. */
export function isSpeaking(): boolean {
  return localStorage.getItem(key) === '1'
}

export function setSpeaking(speaks: boolean): void {
  localStorage.setItem(key, speaks ? '1' : '0')
  if (!speaks) window.speechSynthesis?.cancel()
}

/** Says a short sentence where this station speaks. */
export function speak(text: string, language: string): void {
  if (isSpeaking()) say(text, language)
}

/** Says a text with the system's own voice because somebody asked for it; a PC without one stays silent. */
export function say(text: string, language: string): void {
  if (!('speechSynthesis' in window)) return
  // Only the newest counts: a recorder who scans fast does not wait for the sentence before.
  window.speechSynthesis.cancel()
  const said = new SpeechSynthesisUtterance(text)
  said.lang = language
  window.speechSynthesis.speak(said)
}
