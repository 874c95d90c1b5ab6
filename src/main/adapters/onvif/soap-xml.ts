import { XMLParser } from 'fast-xml-parser'

/** One element: its name without prefix, attributes without prefix, own text with entities resolved. */
export type XmlElement = {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly text: string
  readonly children: readonly XmlElement[]
}

const ATTRIBUTES = ':@'
const TEXT = '#text'
const MAX_DEPTH = 60
/** Beginnings and ends of elements, or attributes: ten times what the longest honest answer has. */
const MAX_MARKS = 100_000

/** Takes no value for a number or a date ("2.40" stays "2.40"), resolves no entity, follows nothing. */
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  trimValues: true,
  maxNestedTags: MAX_DEPTH,
})

const PREDEFINED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function resolveEntity(whole: string, name: string): string {
  if (!name.startsWith('#')) return PREDEFINED[name] ?? whole
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
}

/** The five entities of XML itself and numbers; any other stays as written. */
function unescapeXml(text: string): string {
  return text.includes('&')
    ? text.replaceAll(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,4});/gi, resolveEntity)
    : text
}

/** Makes text safe inside an element or an attribute. Characters that XML 1.0 forbids are left out. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function attributesOf(node: Readonly<Record<string, unknown>>): Record<string, string> {
  const found = node[ATTRIBUTES]
  if (!isRecord(found)) return {}
  return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, unescapeXml(String(value))]))
}

function textOf(nodes: readonly unknown[]): string {
  const parts = nodes.filter(isRecord).flatMap((node) => (TEXT in node ? [String(node[TEXT])] : []))
  return unescapeXml(parts.join('')).trim()
}

function elementsOf(nodes: readonly unknown[]): XmlElement[] {
  return nodes.filter(isRecord).flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ATTRIBUTES && key !== TEXT)
    if (name === undefined) return []
    const inside = node[name]
    const content: readonly unknown[] = Array.isArray(inside) ? inside : []
    return [{ name, attributes: attributesOf(node), text: textOf(content), children: elementsOf(content) }]
  })
}

function hasTooMany(xml: string, mark: '<' | '='): boolean {
  let count = 0
  for (let at = xml.indexOf(mark); at >= 0 && count <= MAX_MARKS; at = xml.indexOf(mark, at + 1)) count += 1
  return count > MAX_MARKS
}

/**
 * Reads a SOAP answer.
 * @returns its `Body`, or null for anything that is no well-formed SOAP: HTML, a DTD (which SOAP forbids), more elements
 *   than any answer has, rubbish
 */
export function parseSoapBody(xml: string): XmlElement | null {
  // The parser forgives a text that was cut off.
  if (!/<\/(?:[\w.-]+:)?Envelope\s*>/.test(xml.slice(-200)) || /<!(?:DOCTYPE|ENTITY)/i.test(xml)) return null
  if (hasTooMany(xml, '<') || hasTooMany(xml, '=')) return null
  try {
    const parsed: unknown = parser.parse(xml)
    const roots = elementsOf(Array.isArray(parsed) ? parsed : [])
    return child(roots.find((root) => root.name === 'Envelope') ?? null, 'Body')
  } catch {
    // The parser throws for malformed text and for elements nested too deep: both are "not SOAP" to us.
    return null
  }
}

/** The first child of that name. */
export function child(element: XmlElement | null | undefined, name: string): XmlElement | null {
  return element?.children.find((candidate) => candidate.name === name) ?? null
}

export function childrenOf(element: XmlElement | null | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((candidate) => candidate.name === name) ?? []
}

/** The element at the end of a path of first children. */
export function at(element: XmlElement | null | undefined, ...path: readonly string[]): XmlElement | null {
  return path.reduce<XmlElement | null>((current, name) => child(current, name), element ?? null)
}

export function textAt(element: XmlElement | null | undefined, ...path: readonly string[]): string {
  return at(element, ...path)?.text ?? ''
}
