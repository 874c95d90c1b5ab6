import { at, child, childrenOf, textAt, type XmlElement } from './soap-xml.ts'

export type SoapFault = {
  /** Codes without prefix, outermost first: `Sender`, `NotAuthorized`. */
  readonly codes: readonly string[]
  readonly reason: string
}

const NOT_AUTHORIZED_CODES =
  /^(NotAuthorized|OperationProhibited|FailedAuthentication|FailedCheck|InvalidSecurity|InvalidSecurityToken)$/i
const NOT_AUTHORIZED_REASON = /not\s*authori[sz]ed|unauthori[sz]ed|authentication fail|authori[sz]ation/i
const UNKNOWN_CALL = /^(ActionNotSupported|DestinationUnreachable|EndpointUnavailable)$/

const withoutPrefix = (text: string): string => text.slice(text.indexOf(':') + 1)

function codesBelow(element: XmlElement | null): string[] {
  if (!element) return []
  const values = childrenOf(element, 'Value').map((value) => withoutPrefix(value.text))
  return [...values, ...codesBelow(child(element, 'Subcode'))]
}

/** Reads the fault of SOAP 1.2 or 1.1; the package loses the subcodes, which alone say what went wrong. */
export function faultOf(body: XmlElement | null): SoapFault | null {
  const fault = child(body, 'Fault')
  if (!fault) return null
  const oldCode = textAt(fault, 'faultcode')
  return {
    codes: [...codesBelow(at(fault, 'Code')), ...(oldCode === '' ? [] : [withoutPrefix(oldCode)])],
    reason: (textAt(fault, 'Reason', 'Text') || textAt(fault, 'faultstring')).slice(0, 200),
  }
}

export function refusesCredentials(fault: SoapFault): boolean {
  return (
    fault.codes.some((code) => NOT_AUTHORIZED_CODES.test(code)) || NOT_AUTHORIZED_REASON.test(fault.reason)
  )
}

/** Said by web services that are no ONVIF device: printers, scanners. */
export function knowsNoSuchCall(fault: SoapFault): boolean {
  return fault.codes.some((code) => UNKNOWN_CALL.test(code))
}
