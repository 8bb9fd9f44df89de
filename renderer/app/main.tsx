import './ahead.ts'
import 'antd/dist/antd.css'
import '@fontsource/noto-sans-sc/400.css'
import '@fontsource/noto-sans-sc/700.css'
import './styles.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { followHostTime } from '../stations/link/far-link.ts'
import { isDesktopStation, isStationPage } from '../stations/link/where.ts'
import { keepFiles } from '../stations/offline/keep-files.ts'
import { installFieldErrors } from '../ui/form/field-errors.ts'
import { App } from './app.tsx'
import { api } from './client.ts'
import { loadOtherTexts, setShownLanguage } from './i18n.ts'
import { rememberedLanguage } from './languages.ts'
import { queryClient } from './query-client.ts'
import { colours } from './theme.ts'

// Style sheets use the theme's colours by name: --ink, --vermilion-soft …
const kebab = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
for (const [name, value] of Object.entries(colours))
  document.documentElement.style.setProperty(`--${kebab(name)}`, value)
// Who is here is asked while the texts are on their way.
void queryClient.prefetchQuery(api.settings.session.get.queryOptions())
await setShownLanguage(rememberedLanguage())

installFieldErrors()

if (isStationPage) keepFiles()
if (isDesktopStation) followHostTime()

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
loadOtherTexts()
