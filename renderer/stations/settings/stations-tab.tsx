import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../app/client.ts'
import { SettingsSection } from '../../settings/settings-section.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { JoinOffer } from '../join/join-offer.tsx'
import { DoorFacts } from './door-facts.tsx'
import { PairingRequests } from './pairing-requests.tsx'
import { PutAwayList } from './put-away-list.tsx'
import { RefusalList } from './refusal-list.tsx'
import { SharingForm } from './sharing-form.tsx'
import { StationList } from './station-list.tsx'

/** Who of the workshop's own network may come in: on or off, through which card, the devices that are known. */
export function StationsTab() {
  const { t } = useTranslation('stations')
  const { data: sharing, error } = useQuery(api.stations.sharing.queryOptions())
  return (
    <SettingsSection title={t('settings:tab.stations')} note={t('note')} isWide>
      <ErrorNote error={error} />
      {sharing && (
        <>
          <SharingForm
            key={`${sharing.on} ${sharing.address} ${sharing.port} ${sharing.keepAwake}`}
            sharing={sharing}
          />
          <DoorFacts sharing={sharing} />
          {sharing.isOpen && <PairingRequests />}
          <StationList isOpen={sharing.isOpen} />
          <PutAwayList />
          <RefusalList />
          <JoinOffer />
        </>
      )}
    </SettingsSection>
  )
}
