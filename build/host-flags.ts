/**
 * V8 options of a Node that runs the host: memory before speed, for a PC with 4 GB. With Node's own, an import of
 * 100,000 orders took 170 MB more at the same speed. (Electron's V8, with its halved pointers, begins near these;
 * its main process cannot be given any.) `npm run cli` in package.json has the same.
 * Node 24 loses count of WebAssembly's code where threads come and go on a busy machine, and ends (nodejs/node 64500):
 * nothing of it is compiled a second time or freed meanwhile. Node itself reads the exports of CommonJS with it.
 */
export const hostFlags = [
  '--max-semi-space-size=8',
  '--heap-growing-percent=50',
  '--no-wasm-dynamic-tiering',
  '--no-wasm-code-gc',
] as const
