import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/longest-first.ts'

const fromRoot = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

// For the workers and for every program that a test starts: compiling the same modules anew takes a second each time.
process.env.NODE_COMPILE_CACHE ??= fromRoot('./node_modules/.cache/minh-chung-tests')

const ALONE = ['tests/e2e/real-cameras.test.ts', 'tests/e2e/review-day.test.ts']

export default defineConfig({
  test: {
    environment: 'node',
    passWithNoTests: false,
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'src/**/*.test.tsx'],
          // One world for all files: loading everything anew for each takes longer than the tests, which change nothing of it.
          isolate: false,
          unstubGlobals: true,
          restoreMocks: true,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/builders/postgres-server.ts', 'tests/builders/films.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // Most of these wait for cameras and disks rather than for a processor.
          maxWorkers: 4,
        },
      },
      {
        test: {
          name: 'e2e-pages',
          include: ['tests/e2e/**/*.test.ts'],
          exclude: ALONE,
          testTimeout: 180_000,
          hookTimeout: 240_000,
          // The demonstration records for a minute and a half and leaves the cores nearly idle: meanwhile the pages.
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'e2e-players',
          include: ALONE,
          testTimeout: 180_000,
          hookTimeout: 240_000,
          fileParallelism: false,
          // After all else, alone: playing several cameras at once needs both cores.
          sequence: { groupOrder: 3 },
        },
      },
      {
        // `electron` itself is a stand-in here: see tests/electron/README.md
        resolve: { alias: { electron: fromRoot('./tests/electron/electron-stand-in.ts') } },
        test: {
          name: 'electron',
          include: ['tests/electron/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
