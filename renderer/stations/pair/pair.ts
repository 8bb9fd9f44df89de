import { DoorClosed } from '../../../shared/stations/door-closed.ts'
import english from '../../i18n/en/pair.json' with { type: 'json' }
import chinese from '../../i18n/zh-CN/pair.json' with { type: 'json' }
import { keepDevice, makeDevice, readDevice } from '../link/device.ts'
import { enter, post } from '../link/enter.ts'
import { forgetCarried } from '../queue/kept-store.ts'
import { deviceText } from './device-text.ts'

/*
 * The page of a device that is not paired: it comes in where its key is known, else it asks and shows six digits. There is
 * nothing of the workshop in it, for anybody of the network may load it.
 */

interface Ticket {
  readonly id: string
  readonly secret: string
  readonly code: string
  readonly host: string
}

const main = document.querySelector('main')!

function show(
  text: keyof typeof chinese,
  options: { readonly code?: string; readonly button?: () => void } = {},
): void {
  // Both languages at once: nobody has said yet which one she reads.
  const [zh, en] = [chinese[text], english[text]]
  const line = (words: string, lang: string) =>
    Object.assign(document.createElement('p'), { textContent: words, lang })
  const parts: HTMLElement[] = [Object.assign(document.createElement('h1'), { textContent: document.title })]
  if (options.code) {
    const code = Object.assign(document.createElement('p'), {
      className: 'code',
      textContent: `${options.code.slice(0, 3)} ${options.code.slice(3)}`,
    })
    code.setAttribute('data-code', options.code)
    parts.push(code)
  }
  parts.push(line(zh.text, 'zh-CN'), line(en.text, 'en'))
  if (options.button && 'button' in zh && 'button' in en) {
    const press = Object.assign(document.createElement('button'), {
      type: 'button',
      textContent: `${zh.button} · ${en.button}`,
    })
    press.addEventListener('click', options.button)
    parts.push(press)
  }
  main.replaceChildren(...parts)
  main.querySelector('button')?.focus()
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** At the page's own address another hash would load nothing: the host answers there with what the device may have now. */
function openPage(): void {
  if (location.pathname === '/') location.reload()
  else location.replace(`/${location.hash}`)
}

/** Comes in by the key that is here. False: the workshop does not know it. */
async function comeIn(): Promise<boolean> {
  const device = await readDevice()
  if (device === null) return false
  for (;;) {
    try {
      await enter(device)
      openPage()
      return true
    } catch (error) {
      if (error instanceof DoorClosed && error.reason === 'other-host') {
        show('otherHost', { button: () => void ask(true) })
        return true
      }
      if (error instanceof DoorClosed && error.reason !== 'too-many') return false
      show('noAnswer')
      await pause(3000)
    }
  }
}

async function ask(anew = false): Promise<void> {
  try {
    const device = (anew ? null : await readDevice()) ?? (await makeDevice())
    const ticket = await post<Ticket>('/pair/ask', {
      publicKey: device.publicKey,
      device: deviceText(navigator.userAgent),
    })
    show('code', { code: ticket.code })
    for (;;) {
      await pause(1500)
      const { state } = await post<{ state: string }>('/pair/state', {
        id: ticket.id,
        secret: ticket.secret,
      }).catch(() => ({ state: 'waiting' }))
      if (state === 'gone') return show('gone', { button: () => void ask() })
      if (state !== 'paired') continue
      await keepDevice({ ...device, host: ticket.host })
      if (!(await comeIn())) show('gone', { button: () => void ask() })
      return
    }
  } catch (error) {
    const isBusy = error instanceof DoorClosed && error.reason === 'too-many'
    show(isBusy ? 'busy' : 'noAnswer', { button: () => void ask() })
  }
}

if (!(await comeIn())) {
  // A key that was shut out stays so: it asks with a new one.
  const wasPaired = Boolean((await readDevice())?.host)
  if (wasPaired) await forgetCarried().catch(() => {})
  show(wasPaired ? 'shutOut' : 'welcome', { button: () => void ask(wasPaired) })
}
