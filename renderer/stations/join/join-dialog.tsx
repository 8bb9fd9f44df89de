import { Alert, Button, Input, Modal } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Asked, Found, FoundWorkshop, JoinProblem } from '../../../shared/stations/joining.ts'
import styles from './join.module.css'

type Step =
  | { readonly at: 'address'; readonly problem: JoinProblem | null }
  | { readonly at: 'compare'; readonly found: FoundWorkshop }
  | { readonly at: 'different' }
  | { readonly at: 'code'; readonly code: string }
  | { readonly at: 'gone' }
  | { readonly at: 'done' }

const addressId = 'join-address'
/** Milliseconds between two questions whether the owner has typed the digits. */
const askEvery = 1500

const isProblem = (answer: Found | Asked): answer is { readonly problem: JoinProblem } => 'problem' in answer

/**
 * How this PC comes into the workshop of another: its address, its fingerprint compared by eye, six digits. `move`: it is in
 * already, and only the address is another.
 */
export function JoinDialog({
  move = false,
  onClose,
}: {
  readonly move?: boolean
  readonly onClose: () => void
}) {
  const { t } = useTranslation('join')
  const [step, setStep] = useState<Step>({ at: 'address', problem: null })
  useEffect(() => {
    if (step.at !== 'code') return
    const timer = setInterval(async () => {
      const state = await window.yifang!.join({ step: 'state' })
      if (state === 'paired') setStep({ at: 'done' })
      if (state === 'gone') setStep({ at: 'gone' })
    }, askEvery)
    return () => clearInterval(timer)
  }, [step.at])
  const failed = (problem: JoinProblem) => setStep({ at: 'address', problem })
  const find = async (address: string) => {
    const found = await window.yifang!.join({ step: 'find', address })
    if (isProblem(found)) return failed(found.problem)
    if (!move) return setStep({ at: 'compare', found })
    const problem = await window.yifang!.join({ step: 'move' })
    if (problem) failed(problem)
    else setStep({ at: 'done' })
  }
  const ask = async () => {
    const asked = await window.yifang!.join({ step: 'ask' })
    if (isProblem(asked)) failed(asked.problem)
    else setStep({ at: 'code', code: asked.code })
  }
  return (
    <Modal
      open
      title={t(move ? 'newAddress' : 'title')}
      footer={null}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
      // The dialog takes the focus for itself.
      afterOpenChange={(isOpen) => isOpen && document.getElementById(addressId)?.focus()}
    >
      <div className={styles.step}>
        {step.at === 'address' && <AddressStep problem={step.problem} onFind={find} />}
        {step.at === 'compare' && (
          <>
            <p>{t('compare')}</p>
            <strong className={styles.fingerprint}>{step.found.fingerprint}</strong>
            <div className={styles.buttons}>
              <BusyButton type="primary" autoFocus run={ask}>
                {t('same')}
              </BusyButton>
              <Button onClick={() => setStep({ at: 'different' })}>{t('different')}</Button>
            </div>
          </>
        )}
        {step.at === 'different' && <Alert type="error" showIcon title={t('differentText')} />}
        {step.at === 'code' && (
          <>
            <p>{t('code')}</p>
            <strong className={styles.code} data-code={step.code}>
              {`${step.code.slice(0, 3)} ${step.code.slice(3)}`}
            </strong>
          </>
        )}
        {step.at === 'gone' && (
          <>
            <p>{t('gone')}</p>
            <BusyButton type="primary" autoFocus run={ask}>
              {t('again')}
            </BusyButton>
          </>
        )}
        {step.at === 'done' && <p role="status">{t(move ? 'moved' : 'paired')}</p>}
      </div>
    </Modal>
  )
}

function AddressStep({
  problem,
  onFind,
}: {
  readonly problem: JoinProblem | null
  readonly onFind: (address: string) => Promise<void>
}) {
  const { t } = useTranslation('join')
  const [address, setAddress] = useState('')
  const [isBusy, setBusy] = useState(false)
  const find = async () => {
    if (address.trim() === '') return
    setBusy(true)
    await onFind(address).finally(() => setBusy(false))
  }
  return (
    <>
      <label htmlFor={addressId}>{t('address')}</label>
      <div className={styles.address}>
        <Input
          id={addressId}
          maxLength={200}
          value={address}
          onChange={(event) => setAddress(event.target.value)}
          onPressEnter={() => void find()}
        />
        <Button type="primary" loading={isBusy} onClick={() => void find()}>
          {t('find')}
        </Button>
      </div>
      <p className={styles.help}>{t('addressHelp')}</p>
      {problem && !isBusy && <Alert type="error" showIcon title={t(`problem.${problem}`)} />}
    </>
  )
}

function BusyButton({
  run,
  ...rest
}: { readonly run: () => Promise<void> } & Omit<React.ComponentProps<typeof Button>, 'onClick' | 'loading'>) {
  const [isBusy, setBusy] = useState(false)
  const press = () => {
    setBusy(true)
    void run().finally(() => setBusy(false))
  }
  return <Button {...rest} loading={isBusy} onClick={press} />
}
