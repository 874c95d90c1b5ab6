import { AppError } from '../kernel/app-error.ts'
import { hostInUri, parseCameraAddress } from './camera-address.rules.ts'
import { MAX_SCANNED_ADDRESSES } from './cameras.model.ts'

const NUMBER = '\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}'
const RANGE = new RegExp(`^(${NUMBER})-(${NUMBER}|\\d{1,3})(?::(\\d{1,5}))?$`)
const NETWORK = new RegExp(`^(${NUMBER})/(\\d{1,2})(?::(\\d{1,5}))?$`)
const HIGHEST_PORT = 65_535

/** Addresses [first, last] as 32-bit numbers, and the port that stands behind them. */
type Block = { readonly first: number; readonly last: number; readonly port: string }

const unreadable = (value: string): AppError => new AppError('invalid', 'camera.range-unreadable', { value })

/** @returns null where a part is above 255 */
function toNumber(dotted: string): number | null {
  const parts = dotted.split('.').map(Number)
  if (parts.some((part) => part > 255)) return null
  return parts.reduce((sum, part) => sum * 256 + part, 0)
}

function toDotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.')
}

/** `:port`, or nothing. @returns null for a port that cannot be */
function portPart(text: string | undefined): string | null {
  if (text === undefined) return ''
  const port = Number(text)
  return port >= 1 && port <= HIGHEST_PORT ? `:${port}` : null
}

function rangeBlock(match: RegExpExecArray): Block | null {
  const [, from = '', to = '', portText] = match
  const first = toNumber(from)
  const last = toNumber(to.includes('.') ? to : from.replace(/\d+$/, to))
  const port = portPart(portText)
  return first === null || last === null || port === null || last < first ? null : { first, last, port }
}

/** Without the network's own address and its broadcast address, where it has them. */
function networkBlock(match: RegExpExecArray): Block | null {
  const [, within = '', bits = '', portText] = match
  const address = toNumber(within)
  const length = Number(bits)
  const port = portPart(portText)
  if (address === null || length > 32 || port === null) return null
  const size = 2 ** (32 - length)
  const first = Math.floor(address / size) * size
  const last = first + size - 1
  return size > 2 ? { first: first + 1, last: last - 1, port } : { first, last, port }
}

function blockOf(part: string): Block | null {
  const range = RANGE.exec(part)
  if (range) return rangeBlock(range)
  const network = NETWORK.exec(part)
  return network ? networkBlock(network) : null
}

/** `host` or `host:port`: only what was typed, so that the search tries its own ports where none was. */
function hostOf(part: string): string {
  const address = parseCameraAddress(part)
  if (address === null || address.kind === 'rtsp') throw unreadable(part)
  const named = /:\d+(?=[/?]|$)/.test(part.replace(/^\w+:\/\/(?:[^/?#]*@)?/, '').replace(/^\[[^\]]*\]/, ''))
  return `${hostInUri(address.host)}${named ? `:${address.port}` : ''}`
}

/**
 * Reads what a person typed as the addresses to search: `192.168.1.10-60`, `192.168.1.10-192.168.2.5`, `10.0.0.0/26`, single
 * names and numbers, each with or without `:port`; between them commas, semicolons, spaces or new lines.
 * @returns `host` or `host:port`, each once, in the order in which they were typed
 * @throws AppError `invalid camera.range-unreadable {value}`, `invalid camera.range-too-long {count, max}`
 */
export function parseAddressRanges(text: string): string[] {
  const parts = text
    .replaceAll(/\s*[-–]\s*(?=\d)/g, '-')
    .split(/[\s,;]+/)
    .filter((part) => part !== '')
  const found = new Set<string>()
  for (const part of parts) {
    if (!/^[\d.]+[-/][\d./:-]+$/.test(part)) {
      found.add(hostOf(part))
      continue
    }
    const block = blockOf(part)
    if (!block) throw unreadable(part)
    const count = block.last - block.first + 1
    if (count > MAX_SCANNED_ADDRESSES) throw tooLong(count)
    for (let address = block.first; address <= block.last; address += 1) {
      found.add(`${toDotted(address)}${block.port}`)
    }
  }
  if (found.size > MAX_SCANNED_ADDRESSES) throw tooLong(found.size)
  return [...found]
}

function tooLong(count: number): AppError {
  return new AppError('invalid', 'camera.range-too-long', { count, max: MAX_SCANNED_ADDRESSES })
}
