import { z } from 'zod'
import { query } from '../rpc/procedure.ts'

export const settingsContract = {
  /** What the login page may know before anyone has logged in. */
  station: query('public', '/station').output(
    z.object({
      /** Nobody can log in yet: the first page makes the first administrator. */
      needsSetup: z.boolean(),
      name: z.string(),
      version: z.string(),
      demoAccounts: z.array(z.object({ username: z.string(), password: z.string(), role: z.string() })),
    }),
  ),
}
