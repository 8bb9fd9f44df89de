import { beginEntry } from '../stations/link/signed-fetch.ts'
import { isStationPage } from '../stations/link/where.ts'
import { rememberedLanguage, textFiles } from './languages.ts'

/*
 * What the first screen waits for and needs nothing of the program: a script of its own before the program's (vite.config.ts), so
 * that the host answers and the texts come while a tablet still reads that one.
 */
if (isStationPage) beginEntry()
// Whether they came is for who shows them.
textFiles[rememberedLanguage()]().catch(() => undefined)
