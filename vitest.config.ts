import { defineConfig } from 'vitest/config'

/** Parts that open windows or processes are slow on a village PC's two cores: their own, longer limits. */
const slow = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  // As long as Playwright waits for what a page should show.
  expect: { poll: { timeout: 10_000 } },
} as const

const tempFolder = 'test/support/temp-folder.ts'

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // Node 24 loses count of WebAssembly's code where threads come and go on a busy machine, and ends (nodejs/node 64500):
    // nothing of it is compiled a second time or freed meanwhile. Node itself reads the exports of CommonJS with it.
    execArgv: ['--no-wasm-dynamic-tiering', '--no-wasm-code-gc'],
    passWithNoTests: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx}'],
          globalSetup: [tempFolder],
          setupFiles: ['test/support/properties.ts'],
          // Each of its two processes loads the program once, not once a file: a third of the time. No test changes what
          // lies outside its own file without putting it back.
          isolate: false,
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'migrations',
          include: ['test/migrations/**/*.test.ts'],
          globalSetup: [tempFolder],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'desktop',
          include: ['test/desktop/**/*.test.ts'],
          globalSetup: [tempFolder, 'test/desktop/prepare.ts'],
          ...slow,
        },
      },
      {
        extends: true,
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          globalSetup: ['test/package/prepare.ts'],
          ...slow,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.e2e.ts'],
          globalSetup: [tempFolder, 'test/e2e/prepare.ts'],
          ...slow,
        },
      },
    ],
  },
})
