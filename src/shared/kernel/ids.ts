import { z } from 'zod'

/** A row's identity: UUIDv7 text, so that ids sort by creation. Made by the `newId` port, never here. */
export const idSchema = z.uuid()
export type Id = z.infer<typeof idSchema>
