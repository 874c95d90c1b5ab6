import { fileURLToPath } from 'node:url'
import { defineConfig } from 'electron-vite'
import renderer from './vite.renderer.config.ts'

const fromRoot = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  main: {
    build: {
      outDir: fromRoot('./out/main'),
      // Source maps would carry the sources into the package.
      sourcemap: false,
      rollupOptions: {
        input: {
          main: fromRoot('./src/main/electron/main.ts'),
          'host-entry': fromRoot('./src/main/serve/host-entry.ts'),
          // Threads that the host starts by their files: import-worker-file.ts and qr-worker-file.ts of src/main/adapters.
          'import-worker': fromRoot('./src/main/adapters/spreadsheet/import-worker.ts'),
          'qr-worker': fromRoot('./src/main/adapters/qr/qr-worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: fromRoot('./out/preload'),
      // A sandboxed preload script must be one CommonJS file.
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: fromRoot('./src/main/electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    ...renderer,
    build: { ...renderer.build, rollupOptions: { input: fromRoot('./src/renderer/index.html') } },
  },
})
