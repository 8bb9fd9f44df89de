import { Input } from 'antd'
import { useTranslation } from 'react-i18next'

/** What was typed twice; null while it cannot be used. */
export function usablePassphrase(typed: readonly [string, string]): string | null {
  const [first, again] = typed
  return first.length >= 8 && first === again ? first : null
}

/** A new passphrase, typed twice, with what it means to lose it. */
export function NewPassphrase(props: {
  readonly typed: readonly [string, string]
  readonly onChange: (typed: readonly [string, string]) => void
}) {
  const { t } = useTranslation('care')
  const [first, again] = props.typed
  const problem =
    first !== '' && first.length < 8
      ? t('carry.short')
      : again !== '' && first !== again
        ? t('carry.differs')
        : null
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 8, margin: '8px 0' }}>
      <label>
        {t('carry.passphrase')}
        <Input.Password
          value={first}
          maxLength={200}
          autoComplete="new-password"
          onChange={(event) => props.onChange([event.target.value, again])}
        />
      </label>
      <label>
        {t('carry.again')}
        <Input.Password
          value={again}
          maxLength={200}
          autoComplete="new-password"
          status={problem ? 'error' : ''}
          onChange={(event) => props.onChange([first, event.target.value])}
        />
      </label>
      {problem && <span role="alert">{problem}</span>}
      <span>{t('carry.lost')}</span>
    </div>
  )
}
