import { z } from 'zod'

/** Which slice of a long list. */
export const pageInputSchema = z.object({
  limit: z.int().min(1).max(500).default(100),
  offset: z.int().min(0).default(0),
})
