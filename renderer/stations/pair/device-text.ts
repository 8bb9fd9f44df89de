/** "Chrome · Android": what a user agent says of itself, short enough for a line; never trusted. */
export function deviceText(userAgent: string): string {
  const browsers: readonly (readonly [RegExp, string])[] = [
    [/MicroMessenger/, 'WeChat'],
    [/HuaweiBrowser/, 'Huawei'],
    [/MiuiBrowser/, 'Mi Browser'],
    [/EdgA?\//, 'Edge'],
    [/Firefox\//, 'Firefox'],
    [/Chrome\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ]
  const systems: readonly (readonly [RegExp, string])[] = [
    [/HarmonyOS/, 'HarmonyOS'],
    [/Android/, 'Android'],
    [/iPad|iPhone/, 'iOS'],
    [/Windows/, 'Windows'],
    [/Mac OS/, 'macOS'],
    [/Linux/, 'Linux'],
  ]
  const name = (known: typeof browsers) => known.find(([pattern]) => pattern.test(userAgent))?.[1] ?? '?'
  return `${name(browsers)} · ${name(systems)}`
}
