import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LineSplitter } from '../../../renderer/app/line-splitter.ts'
import { type ScannerPort, type ScannerPorts, SerialScanner } from '../../../renderer/app/serial-scanner.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('what a port sends', () => {
  it('is cut into the same codes however it comes in pieces, with CR, LF or both', () => {
    const code = fc.stringMatching(/^[A-Za-z0-9-]{1,20}$/)
    fc.assert(
      fc.property(
        fc.array(fc.tuple(code, fc.constantFrom('\r', '\n', '\r\n')), { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        (codes, sizes) => {
          const all = bytes(codes.map((pair) => pair.join('')).join(''))
          const lines = new LineSplitter()
          const found: string[] = []
          for (let from = 0, turn = 0; from < all.length; turn++) {
            const size = sizes[turn % sizes.length]!
            found.push(...lines.push(all.slice(from, from + size)))
            from += size
          }
          expect(found).toEqual(codes.map(([text]) => text))
        },
      ),
    )
  })
  it('without a line end fills no memory, and frames of control characters are taken off', () => {
    const lines = new LineSplitter()
    for (let turn = 0; turn < 100; turn++) expect(lines.push(bytes('x'.repeat(1000)))).toEqual([])
    expect(lines.push(bytes('\r'))[0]!.length).toBeLessThan(1000)
    expect(lines.push(bytes('\x02YPK1-7\x03\r\n'))).toEqual(['YPK1-7'])
  })
})

/** A scanner on a cable: what Web Serial shows of one. */
class Cable implements ScannerPort {
  readable: ReadableStream<Uint8Array> | null = null
  baudRate = 0
  isTaken = false
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null
  async open({ baudRate }: { readonly baudRate: number }): Promise<void> {
    if (this.isTaken) throw new DOMException('in use', 'NetworkError')
    this.baudRate = baudRate
    this.#stream()
  }
  #stream(): void {
    this.readable = new ReadableStream({
      start: (controller) => {
        this.#controller = controller
      },
    })
  }
  async close(): Promise<void> {
    this.readable = null
  }
  getInfo() {
    return { usbVendorId: 1504, usbProductId: 5889 }
  }
  send(text: string): void {
    this.#controller!.enqueue(bytes(text))
  }
  noise(): void {
    const broken = this.#controller!
    this.#stream()
    broken.error(new DOMException('framing', 'FramingError'))
  }
  pull(): void {
    this.readable = null
    this.#controller!.error(new DOMException('lost', 'NetworkError'))
  }
}

function place() {
  const cable = new Cable()
  const plugged: Cable[] = [cable]
  const kept = new Map<string, string>()
  const codes: string[] = []
  let onConnect = () => {}
  const ports: ScannerPorts = {
    requestPort: async () => {
      const chosen = plugged[0]
      if (!chosen) throw new DOMException('none', 'NotFoundError')
      return chosen
    },
    getPorts: async () => plugged,
    addEventListener: (_type, listener) => {
      onConnect = listener
    },
  }
  const memory = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
  const window = (retryAfter = 60_000) =>
    new SerialScanner({ ports, memory, deliver: (code) => void codes.push(code), retryAfter })
  return { cable, plugged, codes, memory, window, plugIn: () => onConnect() }
}

describe('a scanner bound to a window', () => {
  it('is chosen once, read at its rate, and taken up again by the next page', async () => {
    const { cable, codes, window } = place()
    const first = window()
    expect(first.view().state).toBe('off')
    await first.choose(115_200)
    expect([first.view().state, cable.baudRate]).toEqual(['on', 115_200])
    cable.send('YPK1-12')
    cable.send('3456\r\nSF10')
    await expect.poll(() => codes).toEqual(['YPK1-123456'])
    expect(first.view().lastCode).toBe('YPK1-123456')
    await first.release()
    const second = window()
    await second.resume()
    expect([second.view().state, second.view().baudRate]).toEqual(['on', 115_200])
    cable.send('again\r')
    await expect.poll(() => codes).toEqual(['YPK1-123456', 'again'])
  })

  it('goes on after noise on the line, and after the cable was pulled and put back', async () => {
    const { cable, codes, plugged, window, plugIn } = place()
    const scanner = window()
    await scanner.choose(9600)
    cable.noise()
    await new Promise((turn) => setTimeout(turn, 5))
    cable.send('after-noise\r')
    await expect.poll(() => codes).toEqual(['after-noise'])
    plugged.length = 0
    cable.pull()
    await expect.poll(() => scanner.view().state).toBe('lost')
    plugged.push(cable)
    plugIn()
    await expect.poll(() => scanner.view().state).toBe('on')
    cable.send('back\r')
    await expect.poll(() => codes).toEqual(['after-noise', 'back'])
  })

  it('waits while another window has the port, and takes it when that one lets go', async () => {
    const { cable, window } = place()
    cable.isTaken = true
    const scanner = window(5)
    await scanner.choose(9600)
    expect(scanner.view().state).toBe('busy')
    cable.isTaken = false
    await expect.poll(() => scanner.view().state).toBe('on')
  })

  it('is forgotten when it is unbound, and nothing happens where the user chooses none', async () => {
    const { plugged, window, memory } = place()
    const scanner = window()
    await scanner.choose(9600)
    await scanner.forget()
    expect([scanner.view().state, memory.getItem('scanner')]).toEqual(['off', null])
    await scanner.resume()
    plugged.length = 0
    await scanner.choose(9600)
    expect(scanner.view().state).toBe('off')
  })

  it('says so where the browser has no serial ports', async () => {
    const { memory } = place()
    const scanner = new SerialScanner({ ports: undefined, memory, deliver: () => {} })
    await scanner.resume()
    await scanner.choose(9600)
    expect(scanner.view().state).toBe('unsupported')
  })
})
