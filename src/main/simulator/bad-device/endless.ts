import type { Writable } from 'node:stream'

/** Writes what `next` gives as fast as it is read, until `next` has no more (null) or nobody reads on. */
export function pour(target: Writable, next: () => string | null): void {
  function more(): void {
    while (!target.destroyed && target.writable) {
      const text = next()
      if (text === null) {
        target.end()
        return
      }
      if (!target.write(text)) {
        target.once('drain', more)
        return
      }
    }
  }
  more()
}

/** A header line of about 1 KB, a different one each time. */
export function headerLines(): () => string {
  let count = 0
  return () => {
    count += 1
    return `X-Filler-${count}: ${'x'.repeat(1_000)}\r\n`
  }
}
