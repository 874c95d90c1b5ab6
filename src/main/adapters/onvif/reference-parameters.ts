import { parseSoapBody } from './soap-xml.ts'

const BLOCK =
  /<(?:[\w.-]+:)?ReferenceParameters((?:\s[^<>]*)?)>([\s\S]{0,4096}?)<\/(?:[\w.-]+:)?ReferenceParameters\s*>/
const FLAT_ELEMENT = /<(?:([\w.-]+):)?([\w.-]+)((?:\s[^<>]*)?)>([^<>]*)<\/(?:[\w.-]+:)?[\w.-]+\s*>/g
const MAX_ELEMENTS = 8

function namespaceOf(prefix: string | undefined, ...where: readonly string[]): string {
  const name = prefix === undefined ? 'xmlns' : `xmlns:${prefix}`
  const escaped = name.replaceAll('.', String.raw`\.`)
  const pattern = new RegExp(String.raw`\s${escaped}\s*=\s*["']([^"'<>]*)["']`)
  return where.map((text) => pattern.exec(text)?.[1]).find((found) => found !== undefined) ?? ''
}

/**
 * The headers by which a device wants to recognise its subscription (Axis: `SubscriptionId`), ready to be sent back: each
 * element of `ReferenceParameters` with its namespace. Taken from the text, since our tree of elements has no namespaces.
 */
export function referenceParameters(xml: string): string {
  const block = BLOCK.exec(xml)
  if (!block || parseSoapBody(xml) === null) return ''
  const [, attributes = '', inside = ''] = block
  const found = [...inside.matchAll(FLAT_ELEMENT)].slice(0, MAX_ELEMENTS)
  return found
    .map(([, prefix, name = '', own = '', text = '']) => {
      const namespace = namespaceOf(prefix, own, attributes, xml)
      return `<p:${name} xmlns:p="${namespace}" a:IsReferenceParameter="true">${text}</p:${name}>`
    })
    .join('')
}
