import { describe, expect, it } from 'vitest'
import { contract } from '#shared/rpc/contract.ts'
import { collectWords, type WordTree } from './i18n.ts'

function flatten(tree: WordTree, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    const path = prefix === '' ? key : `${prefix}.${key}`
    if (typeof value === 'string') flat.set(path, value)
    else for (const [inner, text] of flatten(value, path)) flat.set(inner, text)
  }
  return flat
}

const vi = flatten(collectWords('vi'))
const en = flatten(collectWords('en'))
const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.*', '!../**/locales/**'], {
  eager: true,
  query: '?raw',
  import: 'default',
})

const blanksOf = (text: string): string[] =>
  [...text.matchAll(/{{\s*([\w-]+)/g)].map((match) => match[1] ?? '').sort()

/** Every key written out whole in a call: t('a.b') or i18nKey="a.b". Keys with a blank in them are not seen here. */
function keysIn(source: string): string[] {
  return [...source.matchAll(/\bt\(\s*'([\w.-]+)'|i18nKey="([\w.-]+)"/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  )
}

/** Every verb that a call of the contract leaves in the audit log. */
function auditVerbs(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return []
  if (!('~orpc' in node)) return Object.values(node).flatMap(auditVerbs)
  const verb: unknown = JSON.parse(JSON.stringify(node['~orpc'])).meta?.audit
  return typeof verb === 'string' ? [verb] : []
}

describe('the words of the renderer', () => {
  it('has a word for everything that the audit log can tell', () => {
    const verbs = auditVerbs(contract)
    expect(verbs.length).toBeGreaterThan(40)
    expect(verbs.filter((verb) => !vi.has(`audit.verb.${verb}`))).toEqual([])
  })

  it('has the same keys in Vietnamese and in English', () => {
    expect([...en.keys()].sort()).toEqual([...vi.keys()].sort())
  })

  it('has no empty text', () => {
    expect([...vi, ...en].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([])
  })

  it('fills the same blanks in both languages', () => {
    const different = [...vi].filter(
      ([key, text]) => blanksOf(text).join() !== blanksOf(en.get(key) ?? '').join(),
    )
    expect(different.map(([key]) => key)).toEqual([])
  })

  it('knows every key that a component asks for', () => {
    const asked = Object.entries(sources).flatMap(([file, source]) =>
      keysIn(source).map((key) => ({ file, key })),
    )
    expect(asked.length).toBeGreaterThan(100)
    expect(asked.filter(({ key }) => !vi.has(key))).toEqual([])
  })
})
