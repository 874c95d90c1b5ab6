/** Resolves at Ctrl+C or a polite request to end (Windows sends SIGINT and SIGBREAK only). */
export function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const) process.once(signal, () => resolve())
  })
}
