import { registerHooks } from 'node:module'

/** `electron` is the stand-in, for import and for require. */
const url = new URL('./electron.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
})
