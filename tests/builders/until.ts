const POLL_MS = 50

/** Looks again and again until it is so. @throws Error naming `what` after `limitMs` */
export async function until(limitMs: number, what: string, isSo: () => Promise<boolean>): Promise<void> {
  const giveUpMs = Date.now() + limitMs
  while (!(await isSo())) {
    if (Date.now() > giveUpMs) throw new Error(`within ${limitMs} ms it never came true: ${what}`)
    await new Promise((resume) => setTimeout(resume, POLL_MS))
  }
}

export const pause = (delayMs: number): Promise<void> => new Promise((resume) => setTimeout(resume, delayMs))
