import { z } from 'zod'

export const knownDenominatorSchema = z.object({
  label: z.string().trim().min(1).max(120),
  value: z.int().min(0).max(1_000_000_000),
})
export type KnownDenominator = z.infer<typeof knownDenominatorSchema>

/** A share as somebody else gave it: "giải quyết xong 1.955 đơn, đạt 89 %, tăng 4 %". */
export const shareClaimSchema = z.object({
  numerator: z.int().min(0).max(1_000_000_000),
  percent: z.number().min(0).max(1000),
  /** Decimals in which the percentage was given. */
  decimals: z.int().min(0).max(2),
  /** Every number that it may be a share of, as the same source gives them. */
  denominators: z.array(knownDenominatorSchema).max(20),
  /** "tăng 4 %": +4; null where nothing was said. */
  increase: z.number().min(-1000).max(1000).nullable(),
})
export type ShareClaim = z.infer<typeof shareClaimSchema>

export const claimCheckSchema = z.object({
  candidates: z.array(
    knownDenominatorSchema.extend({
      /** Two decimals, half up; null: n/0. */
      percent: z.number().nullable(),
      /** How the claimed percentage comes out of it; null: it does not. */
      fits: z.enum(['rounded', 'truncated']).nullable(),
    }),
  ),
  /** The whole denominators that give the claimed percentage by rounding; null: none does. */
  possibleDenominators: z.object({ from: z.int(), to: z.int() }).nullable(),
  /** None of the known ones gives it: a denominator was left unsaid. */
  isHidden: z.boolean(),
  /** What the percentage was before, if the increase was in points, and if it was relative; null: no increase told. */
  previous: z.object({ ifPoints: z.number(), ifRelative: z.number().nullable() }).nullable(),
})
export type ClaimCheck = z.infer<typeof claimCheckSchema>
