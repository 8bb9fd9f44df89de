/** Stands where the built page would, so that the desktop's tests need no build of it: shows who is signed in. */
import { openHost } from './connect.ts'

const { client } = openHost()
document.body.textContent = await client.settings.session.get().then(
  (session) => `${session.user?.name ?? ''} ${session.door}`,
  (error: { readonly code: string }) => error.code,
)
