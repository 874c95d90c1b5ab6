/** One command of the command line. */
export type Command = {
  /** One line for the list of commands. */
  readonly summary: string
  /** How it is called, after `minh-chung`. */
  readonly usage: string
  /** @returns the exit code: 0 only on success. */
  readonly run: (args: readonly string[]) => Promise<number>
}

/** Options that every command on a station takes. */
export const STATION_OPTIONS = {
  data: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const
