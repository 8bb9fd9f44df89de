import { useMutation } from '@tanstack/react-query'
import { Button, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Sharing } from '../../../shared/stations/contract.ts'
import { client } from '../../app/client.ts'
import { QrCode } from '../../print/qr-code.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { saveFile } from '../../ui/save-file.ts'
import styles from './stations.module.css'

/** How a tablet finds the way: a code to point a camera at, the addresses to type, the certificate to trust. */
export function DoorFacts({ sharing }: { readonly sharing: Sharing }) {
  const { t } = useTranslation('stations')
  const certificate = useMutation({
    mutationFn: async () => {
      const { file, fileName } = await client.stations.certificate()
      saveFile(fileName, file)
    },
  })
  const [url] = sharing.urls
  if (!sharing.isOpen || url === undefined) return null
  return (
    <section className={styles.door} aria-label={t('wayIn')}>
      <div className={styles.qr}>
        <QrCode text={url} maxMm={42} />
      </div>
      <div>
        <h3 className={styles.title}>{t('wayIn')}</h3>
        <p className={styles.hint}>{t('wayInText')}</p>
        <ul className={styles.addresses}>
          {sharing.urls.map((address, index) => (
            <li key={address}>
              <Typography.Text copyable strong>
                {address}
              </Typography.Text>{' '}
              {sharing.urls.length > 1 && (
                <span className={styles.hint}>{t(index === 0 ? 'byName' : 'byAddress')}</span>
              )}
            </li>
          ))}
        </ul>
        <p className={styles.hint}>{t('warning')}</p>
        <Button size="small" loading={certificate.isPending} onClick={() => certificate.mutate()}>
          {t('certificate')}
        </Button>
        <p className={styles.fingerprint}>{t('fingerprint', { fingerprint: sharing.fingerprint })}</p>
        <ErrorNote error={certificate.error} />
      </div>
    </section>
  )
}
