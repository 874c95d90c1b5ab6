/** Lets everything else have its turn: the database works on the same thread. */
export function breathe(): Promise<void> {
  return new Promise((resume) => setImmediate(resume))
}
