import { useEffect } from 'react'
import { rememberNextUser } from '../settings/lock/next-user.ts'
import { isStation } from '../stations/link/where.ts'
import { touched } from '../stations/queue/page-session.ts'
import { client } from './client.ts'
import { takeSession, useSession } from './session.tsx'

const checkEvery = 15_000

/**
 * Locks a screen that nobody touches. The host locks too, but only sees calls: it would leave what is shown
 * on the screen, and it would lock somebody who types a long form. So activity is also told to the host.
 */
export function useIdleLock(): void {
  const { user, pinsInUse, lockAfterMinutes } = useSession()
  const userId = user?.id ?? null
  useEffect(() => {
    if (!pinsInUse || lockAfterMinutes === 0 || userId === null) return
    if (isStation) touched()
    let touchedAt = Date.now()
    let toldAt = Date.now()
    const touch = () => {
      touchedAt = Date.now()
    }
    let writtenAt = touchedAt
    const write = () => {
      if (touchedAt === writtenAt) return
      writtenAt = touchedAt
      touched()
    }
    const check = async () => {
      const now = Date.now()
      if (isStation) write()
      if (now - touchedAt >= lockAfterMinutes * 60_000) {
        rememberNextUser(userId)
        takeSession(await client.settings.session.lock())
      } else if (touchedAt > toldAt) {
        toldAt = now
        await client.settings.jobs.list()
      }
    }
    // A call that fails is heard of elsewhere: this one has nothing to show.
    const timer = setInterval(() => void check().catch(() => {}), checkEvery)
    const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const
    if (isStation) window.addEventListener('pagehide', write)
    for (const sign of signs) window.addEventListener(sign, touch, { passive: true })
    return () => {
      clearInterval(timer)
      window.removeEventListener('pagehide', write)
      for (const sign of signs) window.removeEventListener(sign, touch)
    }
  }, [pinsInUse, lockAfterMinutes, userId])
}
