import { BarcodeOutlined, EditOutlined } from '@ant-design/icons'
import { Button, Input, type InputRef } from 'antd'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useIsTouch } from '../app/touch.ts'
import { useCamera } from './camera/use-camera.tsx'
import { openDialogs } from './open-dialogs.ts'
import { joinScans } from './scan-bus.ts'
import styles from './scan-input.module.css'
import { ScanTiming } from './scan-timing.ts'
import { soundDone, soundRight, soundWrong } from './sounds.ts'
import { useStrayScans } from './stray-scans.ts'

/** What a scan came to: decides colour and sound. */
export type ScanOutcome = 'right' | 'done' | 'wrong'
/** The outcome as soon as it is known. The next scan waits until the screen is settled, where it says more by then. */
export type ScanAnswer = ScanOutcome | { readonly outcome: ScanOutcome; readonly settled: Promise<unknown> }

interface ScanInputProps {
  readonly placeholder: string
  /** `typed` is false where the keys came faster than hands: a scanner. */
  readonly onScan: (code: string, typed: boolean) => Promise<ScanAnswer> | ScanAnswer
  /** Esc in the empty field. */
  readonly onEscape?: () => void
  readonly disabled?: boolean
  /** The camera reads QR codes alone: of a badge whose bars are not enough. */
  readonly qrOnly?: boolean
}

/** How long the colour of an outcome stays, in milliseconds. */
const colourFor = 900
const drawnAtLatest = 1000

/**
 * The field a scanner types into. It takes the focus back whenever nothing else needs it, and scans that were typed
 * into another field; Enter confirms, Esc clears. Scans that come while one is being answered wait in line: a packer does not look at the screen.
 */
export function ScanInput({
  placeholder,
  onScan,
  onEscape,
  disabled = false,
  qrOnly = false,
}: ScanInputProps) {
  const field = useRef<InputRef>(null)
  const [text, setText] = useState('')
  const [outcome, setOutcome] = useState<ScanOutcome | null>(null)
  const timing = useRef(new ScanTiming())
  const line = useRef(Promise.resolve())
  const latest = useRef(onScan)
  latest.current = onScan
  useFocusKeeper(
    useCallback(() => field.current?.focus(), []),
    disabled,
  )

  // The next scan means what the screen says after this one: it waits until that is drawn.
  const drawn = useRef<() => void>(() => {})
  const [answers, setAnswers] = useState(0)
  useLayoutEffect(() => {
    if (answers > 0) drawn.current()
  }, [answers])
  useLayoutEffect(() => () => drawn.current(), [])

  const deliver = useCallback((code: string, typed: boolean) => {
    line.current = line.current.then(async () => {
      const answer = await Promise.resolve(latest.current(code, typed)).catch((): ScanAnswer => 'wrong')
      const { outcome, settled } =
        typeof answer === 'string' ? { outcome: answer, settled: undefined } : answer
      const sound = { right: soundRight, done: soundDone, wrong: soundWrong }[outcome]
      sound()
      setOutcome(outcome)
      setTimeout(() => setOutcome(null), colourFor)
      await settled?.catch(() => undefined)
      await new Promise<void>((resolve) => {
        drawn.current = resolve
        setAnswers((count) => count + 1)
        // A window in the background may not draw.
        setTimeout(resolve, drawnAtLatest)
      })
    })
  }, [])
  const input = useCallback(() => field.current?.input ?? null, [])
  // A scanner in serial mode, bound to this window, does not type: its codes come by themselves.
  useEffect(() => {
    if (disabled) return
    return joinScans({ element: input, take: (code) => deliver(code, false) })
  }, [disabled, deliver, input])

  useStrayScans(
    useCallback(
      (code: string) => {
        field.current?.focus()
        deliver(code, false)
      },
      [deliver],
    ),
    disabled,
    input,
  )

  const camera = useCamera(
    useCallback((code: string) => deliver(code, false), [deliver]),
    qrOnly,
  )
  const { keyboard, typeButton, rest } = useTypeButton(field)

  const confirm = () => {
    const code = text.trim()
    rest()
    const typed = !timing.current.wasScanned(code.length)
    timing.current = new ScanTiming()
    setText('')
    if (code !== '') deliver(code, typed)
  }
  return (
    <div className={styles.box}>
      <div className={styles.line}>
        <Input
          ref={field}
          className={`${styles.scan} ${outcome ? styles[outcome] : ''}`}
          size="large"
          prefix={<BarcodeOutlined />}
          placeholder={placeholder}
          aria-label={placeholder}
          value={text}
          disabled={disabled}
          autoComplete="off"
          spellCheck={false}
          data-scan=""
          inputMode={keyboard}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            if (event.key === 'Enter') {
              event.preventDefault()
              confirm()
            } else if (event.key === 'Escape') {
              if (text === '') onEscape?.()
              timing.current = new ScanTiming()
              setText('')
            } else timing.current.key(event.timeStamp)
          }}
        />
        {camera.button}
        {typeButton}
      </div>
      {camera.panel}
    </div>
  )
}

/**
 * Where there is no keyboard but the one on the screen, the field takes a scanner's keys without calling that one up: it would cover
 * half of what is to be read. A button calls it, for one code.
 */
function useTypeButton(field: RefObject<InputRef | null>) {
  const { t } = useTranslation('scanner')
  const isTouch = useIsTouch()
  const [isTyping, setTyping] = useState(false)
  // Browsers look at the mode when a field gets the focus, and not again.
  useLayoutEffect(() => {
    if (!isTyping) return
    field.current?.blur()
    field.current?.focus()
  }, [isTyping, field])
  return {
    keyboard: isTouch && !isTyping ? ('none' as const) : ('text' as const),
    rest: () => setTyping(false),
    typeButton: isTouch && (
      <Button
        icon={<EditOutlined />}
        title={t('type')}
        aria-label={t('type')}
        aria-pressed={isTyping}
        onClick={() => setTyping(!isTyping)}
      />
    ),
  }
}

/** How often an open dialog is asked whether it is gone, in milliseconds. */
const dialogLook = 200

/**
 * Takes the focus when the screen opens, and back when a click on nothing in particular took it away, or a dialog that
 * had it has closed.
 */
function useFocusKeeper(focus: () => void, disabled: boolean): void {
  useEffect(() => {
    if (disabled) return
    focus()
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      if (openDialogs().length > 0) {
        timer = setTimeout(look, dialogLook)
        return
      }
      const active = document.activeElement
      const isElsewhere = active && active !== document.body && active.matches('input, textarea, select')
      if (!isElsewhere) focus()
    }
    const check = () => {
      clearTimeout(timer)
      // After the click's own handlers have moved the focus where they want it.
      timer = setTimeout(look, 0)
    }
    document.addEventListener('click', check)
    window.addEventListener('focus', check)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('click', check)
      window.removeEventListener('focus', check)
    }
  }, [focus, disabled])
}
