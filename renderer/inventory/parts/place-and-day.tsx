import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { today } from '../../ui/today.ts'
import { MaterialPlace } from './material-place.tsx'

/** Where materials come in or go from, and on which day. */
export function PlaceAndDay(props: {
  readonly label: string
  readonly place: number | null
  readonly onPlace: (id: number) => void
  readonly day: string
  readonly onDay: (day: string) => void
  /** These are taken from there. */
  readonly takes?: readonly number[]
}) {
  const { t } = useTranslation('materials')
  return (
    <>
      <MaterialPlace
        label={props.label}
        value={props.place}
        onChange={props.onPlace}
        {...(props.takes && { takes: props.takes })}
      />
      <Input
        type="date"
        style={{ width: 150 }}
        aria-label={t('date')}
        value={props.day}
        onChange={(event) => props.onDay(event.target.value || today())}
      />
    </>
  )
}
