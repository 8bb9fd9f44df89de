import { Button, Input, InputNumber, type InputRef, Switch } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../app/session.tsx'
import { shownError } from '../../app/shown-error.ts'
import { Photo } from '../../catalog/photo.tsx'
import { Presence } from '../../stations/presence.tsx'
import { AfterPaint } from '../../ui/after-paint.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { listText } from '../../ui/list-text.ts'
import { ScanInput } from '../../ui/scan-input.tsx'
import { isSpeaking, setSpeaking, speak } from '../../ui/speak.ts'
import { StatusTag } from '../../ui/status-tag.tsx'
import { today } from '../../ui/today.ts'
import { WorkerSelect } from '../../workers/worker-select.tsx'
import { PartsLacking } from '../parts-lacking.tsx'
import styles from '../production.module.css'
import { EntryList } from './entry-list.tsx'
import { FaultSelect } from './fault-select.tsx'
import { Recorded } from './recorded.tsx'
import { useRecordTable } from './use-record-table.ts'

/** Who did how many pieces at which step: ticket, step, worker; by scanner, keys or fingers. */
export function RecordScreen() {
  const { t } = useTranslation('production')
  const table = useRecordTable()
  const { language } = useSession()
  const { bundle, step, feedback } = table
  const [speaks, setSpeaks] = useState(isSpeaking)
  const entryId = feedback?.entry.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: each entry is said once, whatever is drawn again
  useEffect(() => {
    if (!feedback) return
    const { workerName, operationName, good } = feedback.entry
    speak(t('record.done', { worker: workerName, operation: operationName, count: good }), language)
  }, [entryId])
  const reason = useRef<InputRef>(null)
  useEffect(() => {
    if (table.error && shownError(table.error).code === 'reason-missing') reason.current?.focus()
  }, [table.error])
  const clear = useRef(table.clear)
  clear.current = table.clear
  const onUndone = useCallback(() => clear.current(), [])
  return (
    <div className={styles.columns}>
      <div className={styles.page}>
        <ScanInput placeholder={t('record.scan')} onScan={table.scan} onEscape={table.clear} />
        <div className={styles.bar}>
          <span className={styles.bar}>
            {t('record.worker')}
            <WorkerSelect
              width={180}
              clearable
              label={t('record.worker')}
              placeholder={t('record.anyWorker')}
              value={table.worker?.id ?? null}
              onChange={table.setWorker}
            />
          </span>
          <span className={styles.bar}>
            <Switch
              checked={table.keepsWorker}
              onChange={table.setKeepsWorker}
              aria-label={t('record.keepWorker')}
            />
            {t('record.keepWorker')}
          </span>
          <span className={styles.bar}>
            <Switch
              checked={speaks}
              onChange={(on) => {
                setSpeaking(on)
                setSpeaks(on)
              }}
              aria-label={t('record.voice')}
            />
            {t('record.voice')}
          </span>
          <span className={styles.bar}>
            {t('record.date')}
            <Input
              type="date"
              aria-label={t('record.date')}
              style={{ width: 150 }}
              value={table.workDate}
              max={today()}
              status={table.workDate === today() ? '' : 'warning'}
              onChange={(event) => table.setWorkDate(event.target.value)}
            />
            {table.workDate !== today() && <StatusTag tone="warn">{t('record.otherDay')}</StatusTag>}
          </span>
        </div>
        <ErrorNote error={table.error} />
        {feedback && <Recorded answer={feedback} takenFrom={table.takenFrom} onUndone={table.clear} />}
        {bundle ? (
          <>
            <div className={styles.bundle}>
              <Photo hash={bundle.sku.photoHash} side={112} alt={bundle.styleName} />
              <span className={styles.number}>{bundle.bundleNumber}</span>
              <span className={styles.large}>
                <b>{bundle.sku.styleNumber}</b> {bundle.styleName}
                <br />
                {bundle.sku.colour} · {bundle.sku.size}
                {bundle.dyeLot !== '' && ` · ${t('bundle.dyeLot')} ${bundle.dyeLot}`}
                <br />
                <span className={styles.muted}>
                  {t('record.bundle', {
                    batch: bundle.batchNumber,
                    held: bundle.held,
                    quantity: bundle.quantity,
                  })}
                </span>
              </span>
            </div>
            <div className={styles.steps}>
              {table.steps.map((one, index) => (
                <button
                  key={one.operationId}
                  type="button"
                  className={styles.step}
                  aria-pressed={one.operationId === step?.operationId}
                  disabled={one.remaining === 0 && one.operationId !== step?.operationId}
                  onClick={() => table.choose(one.operationId)}
                >
                  {index + 1} {one.name} <b>{one.remaining}</b>
                  <div className={styles.muted}>
                    {one.workers.length === 0
                      ? t(one.good > 0 ? 'record.unknown' : 'record.nobody')
                      : listText(
                          one.workers.map(({ name, good, of }) =>
                            of.length === 0
                              ? `${name} ${good}`
                              : t('record.onBundles', { name, good, bundles: listText(of) }),
                          ),
                        )}
                  </div>
                  {one.holders.length > 0 && (
                    <div className={styles.muted}>
                      {t('record.inHands', { workers: listText(one.holders.map(({ name }) => name)) })}
                    </div>
                  )}
                </button>
              ))}
            </div>
            <Presence kind="bundle" id={bundle.id} />
            <PartsLacking bundle={bundle} />
            {step?.holders.map(({ handOutId, name, pieces, since }) => (
              <div key={handOutId}>
                <StatusTag tone="warn">
                  {t('record.heldBy', { worker: name, count: pieces, date: since.slice(5) })}
                </StatusTag>
              </div>
            ))}
            <div className={styles.bar}>
              {(['good', 'rework', 'scrap'] as const).map((what) => (
                <span className={styles.bar} key={what}>
                  {t(`record.${what}`)}
                  <InputNumber
                    size="large"
                    aria-label={t(`record.${what}`)}
                    min={0}
                    max={bundle.quantity}
                    precision={0}
                    style={{ width: 88 }}
                    value={table.pieces[what]}
                    onChange={(value) => table.setPieces({ ...table.pieces, [what]: value ?? 0 })}
                  />
                </span>
              ))}
              {table.pieces.rework + table.pieces.scrap > 0 && (
                <Input
                  ref={reason}
                  size="large"
                  aria-label={t('record.reason')}
                  style={{ width: 180 }}
                  maxLength={100}
                  placeholder={t('record.reason')}
                  value={table.pieces.reason}
                  onChange={(event) => table.setPieces({ ...table.pieces, reason: event.target.value })}
                />
              )}
              {table.pieces.rework > 0 && (
                <span className={styles.bar}>
                  {t('record.fault')}
                  <FaultSelect
                    doers={step?.workers ?? []}
                    value={table.pieces.faultWorkerId}
                    onChange={(faultWorkerId) => table.setPieces({ ...table.pieces, faultWorkerId })}
                  />
                </span>
              )}
              <span className={styles.bar}>
                <Switch
                  aria-label={t('record.byHour')}
                  checked={table.pieces.basis === 'hour'}
                  onChange={(isHour) =>
                    table.setPieces({ ...table.pieces, basis: isHour ? 'hour' : 'piece' })
                  }
                />
                {t('record.byHour')}
              </span>
              <Button
                type="primary"
                size="large"
                disabled={!table.worker || !step || table.isEmpty}
                onClick={() => table.worker && void table.record(table.worker)}
              >
                {t('record.save')}
              </Button>
            </div>
            <p className={styles.muted}>{t('record.keys')}</p>
          </>
        ) : (
          <EmptyState
            title={t('record.empty.title')}
            text={t(table.worker && table.keepsWorker ? 'record.empty.keeping' : 'record.empty.text', {
              worker: table.worker?.name ?? '',
            })}
          />
        )}
      </div>
      <AfterPaint>
        <EntryList workDate={table.workDate} onUndone={onUndone} />
      </AfterPaint>
    </div>
  )
}
