import { XMLParser } from 'fast-xml-parser'

/** A parsed element: text, a nested element, or several of the same name. */
export type XmlNode = string | XmlElement | readonly XmlNode[]
export type XmlElement = { readonly [name: string]: XmlNode }

export type SoapRequest = {
  /** Local name of the first element in the body, such as `GetProfiles`. */
  readonly action: string
  /** Its namespace prefix resolved to nothing: only local names are kept. */
  readonly parameters: XmlElement
  readonly header: XmlElement
}

export type SoapFault = {
  /** Whose mistake it is, in SOAP's words. */
  readonly code: 'Sender' | 'Receiver'
  readonly subcode: string
  readonly reason: string
}

/** The connection ends without an answer. */
export const hangUp = { hangUp: true } as const

/** What a service answers: the body, a fault, or nothing. */
export type SoapAnswer = string | SoapFault | typeof hangUp

/** One call of a service. */
export type SoapCall = SoapRequest & {
  /** Path of the address that it went to. */
  readonly path: string
  /** Fires when the client has gone. */
  readonly gone: AbortSignal
}

export type SoapService = {
  /** Whether it answers at this path. */
  owns(path: string): boolean
  answer(call: SoapCall): SoapAnswer | Promise<SoapAnswer>
}

export function unsupportedAction(action: string): SoapFault {
  return { code: 'Receiver', subcode: 'ter:ActionNotSupported', reason: `${action} is not supported` }
}

export const notAuthorized: SoapFault = {
  code: 'Sender',
  subcode: 'ter:NotAuthorized',
  reason: 'Sender not authorized',
}

const textName = '#text'

// Entities stay unexpanded, so no document can blow up; the five predefined ones are undone in `decodeEntities`.
const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  trimValues: true,
})

/** Null when the text is no SOAP request. */
export function parseSoapRequest(text: string): SoapRequest | null {
  const envelope = child(parseXml(text), 'Envelope')
  const body = child(envelope, 'Body')
  const action = Object.keys(body).find((name) => !name.startsWith('@') && name !== textName)
  if (action === undefined) return null
  return { action, parameters: child(body, action), header: child(envelope, 'Header') }
}

function parseXml(text: string): XmlElement {
  try {
    const parsed: unknown = parser.parse(text)
    return isXmlElement(parsed) ? parsed : {}
  } catch {
    // Broken XML is told apart from a foreign document by nobody: both are "no SOAP request".
    return {}
  }
}

/** The parser yields strings, plain objects and arrays of these. */
function isXmlElement(value: unknown): value is XmlElement {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The first nested element of that local name, or an empty one. */
export function child(element: XmlElement, name: string): XmlElement {
  const node = firstNode(element[name])
  return node !== undefined && isXmlElement(node) ? node : {}
}

/** Text of the first nested element of that name, entities undone; an empty text when there is none. */
export function childText(element: XmlElement, name: string): string {
  const node = firstNode(element[name])
  if (node === undefined) return ''
  if (typeof node === 'string') return decodeEntities(node)
  return isXmlElement(node) ? childText(node, textName) : ''
}

/** Texts of all nested elements of that name, entities undone. */
export function childTexts(element: XmlElement, name: string): readonly string[] {
  const node = element[name]
  if (node === undefined) return []
  return (isNodeList(node) ? node : [node]).map((item) => childText({ item }, 'item'))
}

/** Text of an attribute of the first nested element of that name. */
export function childAttribute(element: XmlElement, name: string, attribute: string): string {
  return childText(child(element, name), `@${attribute}`)
}

function firstNode(node: XmlNode | undefined): XmlNode | undefined {
  return isNodeList(node) ? node[0] : node
}

function isNodeList(node: XmlNode | undefined): node is readonly XmlNode[] {
  return Array.isArray(node)
}

function decodeEntities(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

const namespaces = [
  'xmlns:s="http://www.w3.org/2003/05/soap-envelope"',
  'xmlns:tt="http://www.onvif.org/ver10/schema"',
  'xmlns:tds="http://www.onvif.org/ver10/device/wsdl"',
  'xmlns:trt="http://www.onvif.org/ver10/media/wsdl"',
  'xmlns:tr2="http://www.onvif.org/ver20/media/wsdl"',
  'xmlns:tev="http://www.onvif.org/ver10/events/wsdl"',
  'xmlns:tns1="http://www.onvif.org/ver10/topics"',
  'xmlns:trc="http://www.onvif.org/ver10/recording/wsdl"',
  'xmlns:tse="http://www.onvif.org/ver10/search/wsdl"',
  'xmlns:trp="http://www.onvif.org/ver10/replay/wsdl"',
  'xmlns:wsnt="http://docs.oasis-open.org/wsn/b-2"',
  'xmlns:wsa="http://www.w3.org/2005/08/addressing"',
  'xmlns:ter="http://www.onvif.org/ver10/error"',
].join(' ')

export function soapEnvelope(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<s:Envelope ${namespaces}><s:Body>${body}</s:Body></s:Envelope>`
}

export function soapFault(fault: SoapFault): string {
  return soapEnvelope(
    `<s:Fault><s:Code><s:Value>s:${fault.code}</s:Value><s:Subcode><s:Value>${fault.subcode}</s:Value></s:Subcode></s:Code>` +
      `<s:Reason><s:Text xml:lang="en">${escapeXml(fault.reason)}</s:Text></s:Reason></s:Fault>`,
  )
}
