import { expect, it } from 'vitest'
import { UNREADABLE_REASONS } from '#main/adapters/spreadsheet/limits.ts'
import { errors as english } from '#renderer/app/locales/errors.en.ts'
import { errors as vietnamese } from '#renderer/app/locales/errors.vi.ts'

it.each(UNREADABLE_REASONS)('says in both languages what to do about a file that is %s', (reason) => {
  for (const { import: sentences } of [english, vietnamese])
    expect(Object.entries(sentences).find(([key]) => key === `unreadable-${reason}`)?.[1]).toMatch(/\. .*\./)
})
