import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react'
import type { Session } from '../../shared/settings/contract.ts'
import { may, type ProcedurePath } from '../../shared/settings/roles.ts'
import { kioskFacts } from '../../shared/stations/kiosk.ts'
import { isStation } from '../stations/link/where.ts'
import { api } from './client.ts'
import { setShownLanguage } from './i18n.ts'
import { queryClient } from './query-client.ts'

const askAgainAfter = 5000

const SessionContext = createContext<Session | null>(null)

/** Puts a fresh answer of session.get, unlock, lock or setLanguage in place. */
export function takeSession(session: Session): void {
  queryClient.setQueryData(api.settings.session.get.queryKey(), session)
}

/** The session of this page; what another user had on the screen is forgotten when it changes hands. */
export function useSessionQuery() {
  const query = useQuery(
    api.settings.session.get.queryOptions({
      // Nobody stands before a wall to press "try again" when the owner's PC was off for the night.
      refetchInterval: ({ state }) => isStation && state.status === 'error' && askAgainAfter,
    }),
  )
  const session = query.data
  const userId = session?.user?.id ?? null
  const before = useRef(userId)
  const lastPerson = useRef(userId)
  useEffect(() => {
    if (session) void setShownLanguage(session.language)
  }, [session])
  useEffect(() => {
    if (before.current !== null && before.current !== userId) {
      const own = JSON.stringify(api.settings.session.get.queryKey())
      queryClient.removeQueries({ predicate: (other) => JSON.stringify(other.queryKey) !== own })
    }
    before.current = userId
    if (userId === null) return
    // Whoever comes next starts at her own first screen, not in the middle of somebody else's.
    if (lastPerson.current !== null && lastPerson.current !== userId) location.hash = '#/'
    lastPerson.current = userId
  }, [userId])
  return query
}

export function SessionProvider({
  session,
  children,
}: {
  readonly session: Session
  readonly children: ReactNode
}) {
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>
}

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('no session above this component')
  return session
}

/** Whether the user of this page may call a procedure: screens leave out what she cannot use. */
export function useMay(): (path: ProcedurePath) => boolean {
  const { user, kiosk } = useSession()
  return (path) =>
    user !== null && may(user.role, path) && (kiosk === null || kioskFacts[kiosk].may.has(path))
}
