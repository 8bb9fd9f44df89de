import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { type Ref, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { skuText } from '../../../shared/catalog/sku-label.ts'
import type { StockRow } from '../../../shared/inventory/contract.ts'
import { api, client } from '../../app/client.ts'
import { shownError } from '../../app/shown-error.ts'
import { useCamera } from '../../ui/camera/use-camera.tsx'
import { errorText } from '../../ui/error-text.ts'
import { joinScans } from '../../ui/scan-bus.ts'
import { ScanTiming } from '../../ui/scan-timing.ts'
import { soundWrong } from '../../ui/sounds.ts'
import { useQuietKeyboard } from '../../ui/use-quiet-keyboard.ts'
import styles from '../inventory.module.css'
import { SkuPhoto } from './sku-cell.tsx'

/**
 * Finds a SKU by scan, code, number, name or pinyin initials. Enter takes the text out of the field at once, so that the
 * next scan is taken alone: a code means its SKU or is refused; of typed words a single hit is taken, several are asked.
 */
export function SkuPicker(props: {
  readonly onPick: (row: StockRow) => void
  readonly inputRef?: Ref<{ focus: () => void }>
  readonly autoFocus?: boolean
}) {
  const { t } = useTranslation('inventory')
  const [search, setSearch] = useState('')
  const [isOpen, setOpen] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const field = useRef<HTMLDivElement>(null)
  const timing = useRef(new ScanTiming())
  // Enter means the row the arrow keys walked to; one that merely lies under the mouse was not chosen.
  const isWalking = useRef(false)
  const line = useRef(Promise.resolve())
  const latestPick = useRef(props.onPick)
  latestPick.current = props.onPick
  const query = useQuery({
    ...api.inventory.stock.search.queryOptions({ input: { search, limit: 20 } }),
    placeholderData: (before) => before,
  })
  const rows = query.data ?? []
  const pick = useCallback((row: StockRow) => {
    setProblem(null)
    latestPick.current(row)
  }, [])
  const input = useCallback(() => field.current?.querySelector('input') ?? null, [])
  const [asked, setAsked] = useState(0)
  // Once the words stand in the field again, and not a moment before or after.
  useLayoutEffect(() => {
    if (asked > 0) input()?.select()
  }, [asked, input])
  const take = useCallback(
    async (code: string, typed: boolean) => {
      try {
        pick(await client.inventory.stock.scan({ code }))
        return
      } catch (error) {
        const shown = shownError(error)
        // An unknown code that a scanner read may be the beginning of another one: only hands mean words.
        const isWords = typed && shown.code === 'code-unknown'
        const found = isWords ? await client.inventory.stock.search({ search: code }).catch(() => []) : []
        const [only] = found
        if (only && found.length === 1) return pick(only)
        soundWrong()
        if (found.length === 0) return setProblem(errorText(t, shown))
        setProblem(t('pickOne', { count: found.length }))
        setSearch((typedMeanwhile) => (typedMeanwhile === '' ? code : typedMeanwhile))
        setOpen(true)
        // What is typed or scanned next stands alone.
        setAsked((times) => times + 1)
      }
    },
    [pick, t],
  )
  const deliver = useCallback(
    (code: string, typed: boolean) => {
      line.current = line.current.then(() => take(code, typed))
    },
    [take],
  )
  // A scanner in serial mode does not type.
  useEffect(() => joinScans({ element: input, take: (code) => deliver(code, false) }), [input, deliver])
  useQuietKeyboard(input)
  const camera = useCamera(useCallback((code: string) => deliver(code, false), [deliver]))
  const change = (text: string) => {
    isWalking.current = false
    setSearch(text)
  }
  const confirm = () => {
    const code = search.trim()
    setSearch('')
    deliver(code, !timing.current.wasScanned(code.length))
    timing.current = new ScanTiming()
  }
  return (
    <div ref={field}>
      <div className={styles.pickLine}>
        <Select
          // antd's own ref has more than focus.
          ref={props.inputRef as Ref<never>}
          aria-label={t('pickSku')}
          autoFocus={props.autoFocus ?? false}
          // The list covers the lines below: it is open only while something is typed.
          open={isOpen && search.trim() !== ''}
          onOpenChange={setOpen}
          showSearch={{ filterOption: false, searchValue: search, onSearch: change }}
          value={null}
          placeholder={t('pickSku')}
          status={problem === null ? '' : 'error'}
          defaultActiveFirstOption={false}
          style={{ minWidth: 240, width: '100%' }}
          notFoundContent={query.isFetching ? null : t('noSkuFound')}
          onInputKeyDown={(event) => {
            if (event.key !== 'Enter') {
              isWalking.current = event.key === 'ArrowDown' || event.key === 'ArrowUp'
              timing.current.key(event.timeStamp)
            } else if (search.trim() !== '' && !isWalking.current) {
              event.preventDefault()
              event.stopPropagation()
              confirm()
            }
          }}
          onSelect={(id) => {
            const row = rows.find((candidate) => candidate.id === id)
            setSearch('')
            if (row) pick(row)
          }}
          options={rows.map((row) => ({ value: row.id, label: skuText(row), row }))}
          optionRender={(option) => {
            const { row } = option.data as { row: StockRow }
            return (
              <span style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
                <SkuPhoto hash={row.photoHash} size={28} />
                <span style={{ flex: 1 }}>
                  {skuText(row)} <span style={{ color: '#59616b' }}>{row.sellerCode}</span>
                </span>
                <span className="number">{t('onHandShort', { count: row.onHand })}</span>
              </span>
            )
          }}
        />
        {camera.button}
      </div>
      {camera.panel}
      {problem !== null && (
        <span className={styles.fieldError} role="alert">
          {problem}
        </span>
      )}
    </div>
  )
}
