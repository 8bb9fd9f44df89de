/** The checksum that a ZIP keeps of each file in it (ISO 3309, polynomial 0xEDB88320), fed piece by piece. */
export function crc32(): {
  add(bytes: Uint8Array): void
  /** Of all bytes so far. */
  value(): number
} {
  // Signed, as the table: numbers above 2³¹ would be kept as floats, at a tenth of the speed.
  let crc = -1
  return {
    add: (bytes) => {
      let next = crc
      // By index: three times as fast as `for … of` on a sheet of 100 MB.
      for (let at = 0; at < bytes.length; at++) next = table[(next ^ bytes[at]!) & 0xff]! ^ (next >>> 8)
      crc = next
    },
    value: () => ~crc >>> 0,
  }
}

const table = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb8_8320 : crc >>> 1
  return crc
})
