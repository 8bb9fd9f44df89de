import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { locationKinds, type StockLocation } from '../../../shared/inventory/contract.ts'
import { placeOfMost } from '../../../shared/inventory/place-of-most.ts'
import { api, client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../inventory.module.css'
import { PlaceSelect } from './place-select.tsx'

/**
 * Where materials lie or go: a place of theirs first, or (`takes`: they are taken or counted) where most of these lie, until
 * somebody chooses. A workshop without a place for them is offered to make it.
 */
export function MaterialPlace({
  takes,
  ...props
}: {
  readonly value: number | null
  readonly onChange: (id: number) => void
  readonly label: string
  readonly takes?: readonly number[]
}) {
  const { t } = useTranslation('materials')
  const may = useMay()
  const places = useQuery(api.inventory.locations.list.queryOptions())
  const [isPicked, setPicked] = useState(false)
  const pick = (id: number) => {
    setPicked(true)
    props.onChange(id)
  }
  const add = useCommand(client.inventory.locations.save, { onSuccess: ({ id }) => props.onChange(id) })
  const known = places.data ?? []
  const at = useQuery({
    ...api.inventory.materials.places.queryOptions({ input: { materialIds: [...(takes ?? [])] } }),
    enabled: takes !== undefined,
  })
  const ofKind = (wanted: StockLocation['kind']) =>
    known.find(({ kind, archived }) => kind === wanted && !archived)?.id ?? null
  const shelf = ofKind('materials')
  const usual = takes && at.data ? (placeOfMost(at.data, shelf) ?? shelf ?? ofKind('sellable')) : null
  const { value, onChange } = props
  useEffect(() => {
    if (!isPicked && usual !== null && value !== usual) onChange(usual)
  }, [isPicked, usual, value, onChange])
  // What is taken lies where it lies.
  const hasNone = !takes && places.data && shelf === null
  return (
    <>
      <PlaceSelect
        {...props}
        onChange={takes ? pick : onChange}
        kinds={locationKinds}
        first="materials"
        isChosenFirst={!takes}
      />
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
      <ErrorNote error={add.error ?? at.error} />
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
