/** A deliberate fault: this text of the compiled program becomes that one. */
export interface Fault {
  readonly name: string
  readonly file: 'page' | 'guards' | 'printing' | 'life'
  readonly from: string | RegExp
  readonly to: string
}

export const faults: readonly Fault[] = [
  { name: 'preload hears every frame', file: 'guards', from: 'event.source !== window || ', to: '' },
  {
    name: 'preload is not bundled',
    file: 'page',
    from: 'let electron = require',
    to: 'require("node:fs"); let electron = require',
  },
  { name: 'main takes a port from any address', file: 'guards', from: ' && isOurs(senderFrame.url)', to: '' },
  {
    name: 'main takes a port from any window',
    file: 'guards',
    from: 'sender.id === mainContentsId && ',
    to: '',
  },
  { name: 'main takes no port', file: 'page', from: 'port.start();', to: '' },
  {
    name: 'refused port stays open',
    file: 'guards',
    from: /host\.log\.info\("port-refused"\);\s*port\.close\(\)/,
    to: 'host.log.info("port-refused")',
  },
  { name: 'every window may open', file: 'guards', from: 'action: "deny"', to: 'action: "allow"' },
  {
    name: 'every link goes to the browser',
    file: 'guards',
    from: 'if (!isExternalLink(address)) return;',
    to: '',
  },
  {
    name: 'host of a link is not compared whole',
    file: 'guards',
    from: 'knownHosts.includes(url.hostname)',
    to: 'knownHosts.some((host) => url.hostname.startsWith(host))',
  },
  {
    name: 'links are opened unasked',
    file: 'guards',
    from: 'if (response === 0) await shell.openExternal(address)',
    to: 'await shell.openExternal(address)',
  },
  {
    name: 'page may be led away',
    file: 'guards',
    from: /contents\.on\("will-frame-navigate"/,
    to: 'if (false) contents.on("will-frame-navigate"',
  },
  {
    name: 'permissions given to anyone',
    file: 'guards',
    from: 'Object.hasOwn(allowed, permission) && isOurs(address)',
    to: 'Object.hasOwn(allowed, permission)',
  },
  { name: 'every permission given', file: 'guards', from: 'Object.hasOwn(allowed, permission) && ', to: '' },
  {
    name: 'permission by inherited name',
    file: 'guards',
    from: 'Object.hasOwn(allowed, permission)',
    to: '(permission in allowed)',
  },
  { name: 'permissions of frames', file: 'guards', from: 'details.isMainFrame && ', to: '' },
  {
    name: 'ours by its beginning',
    file: 'guards',
    from: 'url.host === pageHost',
    to: 'url.host.startsWith(pageHost)',
  },
  {
    name: 'any serial port',
    file: 'guards',
    from: 'isOurs(origin) && chosen.has(device)',
    to: 'isOurs(origin)',
  },
  {
    name: 'a foreign page gives the port back',
    file: 'guards',
    from: 'if (isOurs(origin)) chosen.remove(port)',
    to: 'chosen.remove(port)',
  },
  { name: 'no policy', file: 'page', from: '"content-security-policy": policy,', to: '' },
  { name: 'any method', file: 'page', from: 'request.method !== "GET"', to: 'false' },
  {
    name: 'files above the folder',
    file: 'page',
    from: 'return target === root || target.startsWith(root + sep) ? target : null',
    to: 'return target',
  },
  {
    name: 'scheme without privileges',
    file: 'page',
    from: 'protocol.registerSchemesAsPrivileged(',
    to: 'void (',
  },
  {
    name: 'connection per port',
    file: 'page',
    from: /handler\.upgrade\(port, \{ context: \{\s*host,\s*connection\s*\}/,
    to: 'handler.upgrade(port, { context: { host, connection: desktopConnection(0) }',
  },
  {
    name: 'unknown window option',
    file: 'page',
    from: 'spellcheck: false',
    to: 'spellcheck: false, enableBlinkFeatures: "x"',
  },
  { name: 'unknown call', file: 'page', from: 'setMenu();', to: 'setMenu(); app.setBadgeCount(1);' },
  { name: 'paper in millimetres', file: 'printing', from: 'job.widthMm * micronsPerMm', to: 'job.widthMm' },
  {
    name: 'paper on its side',
    file: 'printing',
    from: 'Math.round(job.widthMm * micronsPerMm)',
    to: 'Math.round(job.heightMm * micronsPerMm)',
  },
  { name: 'never silent', file: 'printing', from: 'silent: job.printer !== null', to: 'silent: false' },
  { name: 'default margins', file: 'printing', from: 'margins: { marginType: "none" },', to: '' },
  {
    name: 'prints side by side',
    file: 'printing',
    from: 'const turn = queue.then(work)',
    to: 'const turn = new Promise((go) => setTimeout(go, 200 * ((globalThis.n = (globalThis.n ?? 4) - 1)))).then(work)',
  },
  {
    name: 'print window stays',
    file: 'printing',
    from: 'if (!window.isDestroyed()) window.destroy();',
    to: '',
  },
  { name: 'document stays', file: 'printing', from: 'documents.remove(path);', to: '' },
  {
    name: 'document may run scripts',
    file: 'printing',
    from: /headers(\$\d+)?\("text\/html; charset=utf-8", printPolicy\)/,
    to: '{ "content-type": "text/html; charset=utf-8" }',
  },
  {
    name: 'PDF paper in millimetres',
    file: 'printing',
    from: 'width: job.widthMm / mmPerInch',
    to: 'width: job.widthMm / 10',
  },
  { name: 'jobs unchecked', file: 'printing', from: 'printJobSchema.parse(input)', to: 'input' },
  { name: 'store not closed', file: 'life', from: /await host\.close\(\);(?=\s*\} catch)/, to: '' },
  { name: 'close without asking', file: 'life', from: /!await isWorking\(host\)/, to: 'true' },
  {
    name: 'second start shows nothing',
    file: 'life',
    from: 'app.on("second-instance", showWindow);',
    to: '',
  },
  { name: 'one lock for all folders', file: 'life', from: '.update(name)', to: '.update("")' },
  {
    name: 'door does not show the window',
    file: 'life',
    from: /const secondStart = \(\) => \{\s*showWindow\(\);/,
    to: 'const secondStart = () => {',
  },
  { name: 'key on the screen', file: 'life', from: /\$\{inUse\.address\.url\}/, to: `\${link}` },
  { name: 'window off the screen', file: 'life', from: 'overlaps(state, workArea)', to: 'true' },
]
