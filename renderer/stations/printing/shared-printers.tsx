import { useQuery } from '@tanstack/react-query'
import { Input, Switch, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DesktopPrinter } from '../../../shared/desktop-bridge.ts'
import type { SharedPrinter } from '../../../shared/stations/print-contract.ts'
import { api, client } from '../../app/client.ts'
import { useMay, useSession } from '../../app/session.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { listText } from '../../ui/list-text.ts'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../settings/stations.module.css'

/**
 * Whose printers print for stations without one, and for whom. `printers`: this PC's own, null in a browser, which can print
 * through its print window alone and so for nobody else.
 */
export function SharedPrinters({ printers }: { readonly printers: readonly DesktopPrinter[] | null }) {
  const { t } = useTranslation('stations')
  const may = useMay()
  const { station } = useSession()
  const { data: shared = [], error, isPending } = useQuery(api.stations.printing.printers.queryOptions())
  const own = printers !== null && may('stations.printing.share') ? printers : []
  const others = shared.filter(
    (printer) => printer.station !== station || !own.some(({ name }) => name === printer.printerName),
  )
  return (
    <section className={styles.part} aria-label={t('printing.shared')}>
      <h3 className={styles.title}>{t('printing.shared')}</h3>
      <p>{t(printers === null ? 'printing.sharedBrowser' : 'printing.sharedText')}</p>
      <ErrorNote error={error} />
      {!isPending &&
        own.map((printer) => (
          <OwnPrinter
            key={printer.name}
            printer={printer}
            shared={shared.find((row) => row.station === station && row.printerName === printer.name) ?? null}
          />
        ))}
      {others.length > 0 && (
        <Table<SharedPrinter>
          size="small"
          rowKey="id"
          dataSource={others}
          pagination={false}
          scroll={{ x: 'max-content' }}
          columns={[
            { title: t('printing.printer'), dataIndex: 'name' },
            { title: t('printing.station'), dataIndex: 'station' },
            { title: t('printing.for'), render: (_value, printer) => <Users printer={printer} /> },
          ]}
        />
      )}
    </section>
  )
}

function OwnPrinter({
  printer,
  shared,
}: {
  readonly printer: DesktopPrinter
  readonly shared: SharedPrinter | null
}) {
  const { t } = useTranslation('stations')
  const [name, setName] = useState(shared?.name ?? printer.displayName.slice(0, 40))
  const share = useCommand(client.stations.printing.share)
  const set = (on: boolean) =>
    void share.run({ printerName: printer.name, name: name.trim() || printer.name, on })
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 16, marginBottom: 8 }}>
      <Switch
        checked={shared !== null}
        loading={share.isPending}
        onChange={set}
        aria-label={t('printing.share', { printer: printer.displayName })}
      />
      <span>{printer.displayName}</span>
      <Input
        style={{ width: 240 }}
        maxLength={40}
        value={name}
        aria-label={t('printing.name', { printer: printer.displayName })}
        onChange={(event) => setName(event.target.value)}
        onBlur={() => shared !== null && name.trim() !== shared.name && set(true)}
      />
      {shared && <Users printer={shared} />}
      <ErrorNote error={share.error} />
    </div>
  )
}

/** What it prints, and for whom; without a document there is nothing to offer. */
function Users({ printer }: { readonly printer: SharedPrinter }) {
  const { t } = useTranslation('stations')
  const document = (name: string) => t(`shipping:document.${name}`)
  if (printer.profiles.length === 0) return <span>{t('printing.noDocument')}</span>
  return (
    <span>
      {t('printing.documents', {
        documents: listText(printer.profiles.map((profile) => document(profile.document))),
      })}
      {printer.users.length > 0 &&
        ` · ${t('printing.users', {
          users: listText(
            printer.users.map((user) =>
              t('printing.user', { station: user.station, document: document(user.document) }),
            ),
          ),
        })}`}
    </span>
  )
}
