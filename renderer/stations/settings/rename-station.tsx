import { Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { Station } from '../../../shared/stations/contract.ts'
import { client } from '../../app/client.ts'
import { Form, useZodForm } from '../../ui/form/form.tsx'
import { TextField } from '../../ui/form/text-field.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { useCommand } from '../../ui/use-command.ts'

const schema = z.object({ name: z.string().trim().min(1).max(30), place: z.string().trim().max(40) })

/** A station's name with its place; a press changes them. */
export function RenameStation({ station }: { readonly station: Station }) {
  const { t } = useTranslation('stations')
  const [isOpen, setOpen] = useState(false)
  const text = station.place ? t('nameAndPlace', { name: station.name, place: station.place }) : station.name
  if (station.revokedAt !== null) return text
  return (
    <>
      <LinkButton onClick={() => setOpen(true)}>{text}</LinkButton>
      <Modal open={isOpen} title={t('rename')} footer={null} destroyOnHidden onCancel={() => setOpen(false)}>
        <RenameForm station={station} onDone={() => setOpen(false)} />
      </Modal>
    </>
  )
}

function RenameForm({ station, onDone }: { readonly station: Station; readonly onDone: () => void }) {
  const { t } = useTranslation('stations')
  const rename = useCommand(client.stations.rename)
  const form = useZodForm(schema, { name: station.name, place: station.place })
  const submit = async (values: z.output<typeof schema>) => {
    await rename.submit({ id: station.id, ...values })
    onDone()
  }
  return (
    <Form form={form} onSubmit={submit} submitLabel={t('ui:save')} onCancel={onDone} onlyChanged>
      <TextField name="name" label={t('name')} maxLength={30} autoFocus />
      <TextField name="place" label={t('place')} optional maxLength={40} />
    </Form>
  )
}
