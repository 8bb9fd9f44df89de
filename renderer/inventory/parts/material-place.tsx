import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { locationKinds } from '../../../shared/inventory/contract.ts'
import { api, client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../inventory.module.css'
import { PlaceSelect } from './place-select.tsx'

/** Where materials lie or go: a place of theirs first. A workshop without one is offered to make it. */
export function MaterialPlace(props: {
  readonly value: number | null
  readonly onChange: (id: number) => void
  readonly label: string
}) {
  const { t } = useTranslation('materials')
  const may = useMay()
  const places = useQuery(api.inventory.locations.list.queryOptions())
  const add = useCommand(client.inventory.locations.save, { onSuccess: ({ id }) => props.onChange(id) })
  const known = places.data ?? []
  const hasNone = places.data && !known.some(({ kind, archived }) => kind === 'materials' && !archived)
  return (
    <>
      <PlaceSelect {...props} kinds={locationKinds} first="materials" />
      {hasNone && may('inventory.locations.save') && (
        <span className={styles.muted}>
          {t('newPlace.text')}{' '}
          <Button
            size="small"
            loading={add.isPending}
            onClick={() =>
              void add.run({
                id: null,
                code: freeCode(known.map(({ code }) => code)),
                name: t('newPlace.name'),
                kind: 'materials',
              })
            }
          >
            {t('newPlace.add')}
          </Button>
        </span>
      )}
      <ErrorNote error={add.error} />
    </>
  )
}

/** L for 料, with a number where that is taken. */
function freeCode(taken: readonly string[]): string {
  const codes = new Set(taken.map((code) => code.toUpperCase()))
  let code = 'L'
  for (let number = 2; codes.has(code); number++) code = `L${number}`
  return code
}
