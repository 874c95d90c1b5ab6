import { v7 } from 'uuid'
import type { Id } from '#shared/kernel/ids.ts'

/** A fresh UUIDv7: sorts by creation. Handed in where ids are made, so that tests can choose them. */
export type NewId = () => Id

export const newId: NewId = () => v7()
