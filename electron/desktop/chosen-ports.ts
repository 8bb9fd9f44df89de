import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import { z } from 'zod'

/** A workshop has a scanner or two; what was chosen long ago is forgotten first. */
const mostRemembered = 8

const fileSchema = z.array(z.string().max(300)).max(100)
const chosenFile = () => join(app.getPath('userData'), 'serial-ports.json')

/**
 * What stays the same of a port when the program is started again or the cable is pulled. Electron tells it in two
 * ways: `deviceInstanceId` or `vendorId`, `productId`, `serialNumber` where the user chooses, and by Chromium's own
 * keys (`device_instance_id`, `vendor_id`…) where it asks for leave (electron: serial_chooser_context.cc, though
 * electron.d.ts says otherwise). Null where there is nothing to know it by (COM1, a cable without a number): such a
 * port is Electron's to remember, until the program ends.
 */
export function portIdentity(port: object): string | null {
  const field = (...names: readonly string[]) => {
    for (const name of names) {
      const value: unknown = Reflect.get(port, name)
      if ((typeof value === 'string' && value !== '') || typeof value === 'number') return String(value)
    }
    return null
  }
  const instance = field('deviceInstanceId', 'device_instance_id')
  if (instance !== null) return `instance ${instance}`
  const usb = [
    field('vendorId', 'vendor_id'),
    field('productId', 'product_id'),
    field('serialNumber', 'serial_number'),
  ]
  return usb.includes(null) ? null : `usb ${usb.join(' ')}`
}

/** The ports that the user ever chose for the scanner, by identity. Kept for this Windows user and data folder. */
export interface ChosenPorts {
  has(port: object): boolean
  add(port: object): void
  remove(port: object): void
}

export function openChosenPorts(): ChosenPorts {
  const chosen = new Set(readChosen())
  const keep = () => {
    try {
      writeFileSync(chosenFile(), JSON.stringify([...chosen].slice(-mostRemembered)))
    } catch {
      // A full disk: the scanner works for today and is chosen again tomorrow.
    }
  }
  return {
    has: (port) => {
      const identity = portIdentity(port)
      return identity !== null && chosen.has(identity)
    },
    add: (port) => {
      const identity = portIdentity(port)
      if (identity === null) return
      // Anew at the end: the last chosen is the last forgotten.
      chosen.delete(identity)
      chosen.add(identity)
      keep()
    },
    remove: (port) => {
      const identity = portIdentity(port)
      if (identity !== null && chosen.delete(identity)) keep()
    },
  }
}

function readChosen(): readonly string[] {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(chosenFile(), 'utf8')))
  } catch {
    return []
  }
}
