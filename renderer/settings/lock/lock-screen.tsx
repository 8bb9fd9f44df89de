import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConnectionBar } from '../../app/connection-bar.tsx'
import { useHostEvents } from '../../app/events.ts'
import { LanguageSwitch } from '../../app/language-switch.tsx'
import { useSession } from '../../app/session.tsx'
import styles from './lock-screen.module.css'
import { expectedUser } from './next-user.ts'
import { PinPad } from './pin-pad.tsx'

/** Nobody is known: choose a name, then the PIN, by keys or by fingers. Nothing of the workshop's data is shown. */
export function LockScreen() {
  const { t } = useTranslation('lock')
  const { people, workshopName } = useSession()
  useHostEvents()
  // Who has no PIN cannot be chosen: the owner gives her one.
  const choosable = people.filter((person) => person.hasPin)
  const [userId, setUserId] = useState<number | null>(() => {
    const expected = choosable.find((person) => person.id === expectedUser())
    return expected?.id ?? (choosable.length === 1 ? choosable[0]!.id : null)
  })
  const chosen = choosable.find((person) => person.id === userId)
  return (
    <main className={styles.screen}>
      {/* No PIN can be looked at without the host: said before one is typed. */}
      <div className={styles.link}>
        <ConnectionBar />
      </div>
      <div className={styles.corner}>
        <LanguageSwitch />
      </div>
      <h1 className={styles.workshop}>{workshopName}</h1>
      {chosen ? (
        <PinPad
          key={chosen.id}
          person={chosen}
          {...(choosable.length > 1 ? { onBack: () => setUserId(null) } : {})}
        />
      ) : (
        <>
          <p className={styles.ask}>{t('who')}</p>
          <div className={styles.people}>
            {choosable.map((person, index) => (
              <button
                key={person.id}
                type="button"
                className={styles.person}
                // biome-ignore lint/a11y/noAutofocus: the only thing to do on this screen, for people without a mouse
                autoFocus={index === 0}
                onClick={() => setUserId(person.id)}
              >
                <strong>{person.name}</strong>
                <span>{t(`settings:role.${person.role}`)}</span>
              </button>
            ))}
          </div>
        </>
      )}
    </main>
  )
}
