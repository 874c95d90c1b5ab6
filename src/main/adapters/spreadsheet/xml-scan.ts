/** What a scan tells, in the order of the text. Names come without their prefix: some writers put `x:` before each. */
export type XmlVisitor = {
  /** @param attributes as written; see `attributeOf`. An empty element is opened and closed. */
  readonly open?: (name: string, attributes: string) => void
  readonly close?: (name: string) => void
  /** @param text decoded */
  readonly text?: (text: string) => void
}

const SLASH = 0x2f
const BANG = 0x21
const QUESTION = 0x3f
const COLON = ':'
const CDATA = '<![CDATA['

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function entityText(whole: string, name: string): string {
  if (!name.startsWith('#')) return NAMED[name] ?? whole
  const point = Number.parseInt(name.slice(name[1] === 'x' ? 2 : 1), name[1] === 'x' ? 16 : 10)
  return point > 0 && point <= 0x10_ff_ff ? String.fromCodePoint(point) : whole
}

/** Only the five names of XML itself and numbers are known: nothing that a document declares is expanded. */
export function decodeXml(text: string): string {
  return text.includes('&') ? text.replaceAll(/&(#x?[\da-f]+|\w+);/gi, entityText) : text
}

/** The value of an attribute, decoded; null: it is not there. A prefix (`r:id`) is part of the name. */
export function attributeOf(attributes: string, name: string): string | null {
  for (let at = attributes.indexOf(name); at >= 0; at = attributes.indexOf(name, at + 1)) {
    const quoteAt = at + name.length + 1
    const quote = attributes[quoteAt]
    const isWhole = (at === 0 || /\s/.test(attributes[at - 1] ?? '')) && attributes[quoteAt - 1] === '='
    if (!isWhole || (quote !== '"' && quote !== "'")) continue
    const end = attributes.indexOf(quote, quoteAt + 1)
    return decodeXml(attributes.slice(quoteAt + 1, end < 0 ? undefined : end))
  }
  return null
}

function localName(name: string): string {
  const colon = name.indexOf(COLON)
  return colon < 0 ? name : name.slice(colon + 1)
}

function endOfName(xml: string, from: number, to: number): number {
  for (let at = from; at < to; at += 1) if (xml.charCodeAt(at) <= 0x20) return at
  return to
}

/** Where the markup that is no element ends; its characters, where it is CDATA. */
function skipSpecial(xml: string, at: number, visitor: XmlVisitor): number {
  if (xml.startsWith(CDATA, at)) {
    const end = xml.indexOf(']]>', at)
    if (end >= 0) visitor.text?.(xml.slice(at + CDATA.length, end))
    return end < 0 ? -1 : end + 3
  }
  const close = xml.startsWith('<!--', at) ? '-->' : '>'
  const end = xml.indexOf(close, at)
  return end < 0 ? -1 : end + close.length
}

function visitElement(xml: string, at: number, end: number, visitor: XmlVisitor): void {
  if (xml.charCodeAt(at + 1) === SLASH) {
    visitor.close?.(localName(xml.slice(at + 2, end).trimEnd()))
    return
  }
  const isEmpty = xml.charCodeAt(end - 1) === SLASH
  const contentEnd = isEmpty ? end - 1 : end
  const nameEnd = endOfName(xml, at + 1, contentEnd)
  const name = localName(xml.slice(at + 1, nameEnd))
  visitor.open?.(name, xml.slice(nameEnd + 1, contentEnd))
  if (isEmpty) visitor.close?.(name)
}

/**
 * Goes once through the markup of a workbook's part, whose shape its writer's program made: fast, and forgiving of what
 * does not matter. A `>` inside an attribute is not expected. @returns whether the text ended in order
 */
export function scanXml(xml: string, visitor: XmlVisitor): boolean {
  let at = xml.indexOf('<')
  while (at >= 0) {
    const sign = xml.charCodeAt(at + 1)
    let next: number
    if (sign === BANG || sign === QUESTION) next = skipSpecial(xml, at, visitor)
    else {
      const end = xml.indexOf('>', at)
      if (end >= 0) visitElement(xml, at, end, visitor)
      next = end < 0 ? -1 : end + 1
    }
    if (next < 0) return false
    at = xml.indexOf('<', next)
    if (visitor.text && at > next) visitor.text(decodeXml(xml.slice(next, at)))
  }
  return true
}
