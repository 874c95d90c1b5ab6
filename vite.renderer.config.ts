import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const fromRoot = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Where `npm run dev` has started the host; the built renderer talks to the origin that it came from. */
const hostUrl = process.env.MINH_CHUNG_DEV_HOST ?? 'http://127.0.0.1:8080'

export default defineConfig({
  root: fromRoot('./src/renderer'),
  base: '/',
  plugins: [react()],
  build: {
    outDir: fromRoot('./out/renderer'),
    emptyOutDir: true,
    target: 'es2023',
    sourcemap: false,
    chunkSizeWarningLimit: 2_000,
  },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(['/rpc', '/api/v1', '/media'].map((path) => [path, { target: hostUrl }])),
  },
})
