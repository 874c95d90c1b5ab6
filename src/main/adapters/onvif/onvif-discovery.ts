import { randomUUID } from 'node:crypto'
import { createSocket, type Socket } from 'node:dgram'
import { networkInterfaces } from 'node:os'
import type { CameraDiscovery, DiscoveryListener } from '#main/ports/camera-discovery.ts'
import {
  DISCOVERY_ADDRESS,
  DISCOVERY_PORT,
  type NetworkCard,
  PROBE_TYPES,
  probeMessage,
  readProbeMatches,
} from './discovery-message.ts'
import { DEFAULT_SCAN, scanAddresses, type ScanOptions } from './scan-addresses.ts'

export type DiscoveryOptions = {
  readonly multicastAddress?: string
  readonly multicastPort?: number
  /** Network cards to ask on; all that the computer has with IPv4 unless told. */
  readonly cards?: () => readonly NetworkCard[]
  readonly scan?: Partial<ScanOptions>
}

/** A datagram may be lost, and cameras answer at a random moment: asked three times. */
const ROUNDS_AT_MS = [0, 500, 1500]

function cardsOfThisComputer(): NetworkCard[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter((one) => one.family === 'IPv4' && !one.internal)
    .map(({ address, netmask }) => ({ address, netmask }))
}

function closeQuietly(socket: Socket): void {
  try {
    socket.close()
  } catch {
    // Closed by its own error already.
  }
}

/** A socket on one card; null where the card takes none (unplugged, a VPN). */
function openOn(card: NetworkCard, onMessage: (bytes: Buffer, host: string) => void): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = createSocket({ type: 'udp4', reuseAddr: true })
    const giveUp = (): void => {
      closeQuietly(socket)
      resolve(null)
    }
    socket.once('error', giveUp)
    // Stays for the socket's life: Windows reports a device's closed port as an error of ours, and one unheard ends us.
    socket.on('error', () => undefined)
    socket.on('message', (bytes, sender) => onMessage(bytes, sender.address))
    socket.bind({ address: card.address, port: 0, exclusive: false }, () => {
      socket.off('error', giveUp)
      try {
        // Without it the probe leaves by the default route's card, whatever the socket is bound to.
        socket.setMulticastInterface(card.address)
        resolve(socket)
      } catch {
        // The card went between the list and now.
        giveUp()
      }
    })
  })
}

function sendProbes(sockets: readonly Socket[], address: string, port: number): void {
  for (const socket of sockets) {
    for (const types of PROBE_TYPES) {
      // A card without a route refuses to send: the others do.
      socket.send(probeMessage(types, randomUUID()), port, address, () => undefined)
    }
  }
}

/** Resolves after the time or when the caller leaves. `rounds` run on the way. */
async function untilOver(
  durationMs: number,
  rounds: readonly (readonly [atMs: number, run: () => void])[],
  signal: AbortSignal,
): Promise<void> {
  const timers = rounds.map(([atMs, run]) => setTimeout(run, atMs))
  await new Promise<void>((resolve) => {
    timers.push(setTimeout(resolve, durationMs))
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
  for (const timer of timers) clearTimeout(timer)
}

/** Asks on every card in rounds until time is up. Never rejects: a card that fails is one card less. */
async function searchCards(
  options: Required<Omit<DiscoveryOptions, 'scan'>>,
  durationMs: number,
  listener: DiscoveryListener,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return
  const seen = new Set<string>()
  const hear = (card: NetworkCard, bytes: Buffer, host: string): void => {
    for (const answerer of readProbeMatches(bytes, host, card)) {
      // Two cameras may share an address (ports differ) or an endpoint (a maker's copies): both together are one.
      const key = `${answerer.endpoint ?? ''} ${answerer.address}`
      if (seen.has(key) || signal.aborted) continue
      seen.add(key)
      listener.onFound({ ...answerer, viaInterface: card.address })
    }
  }
  const opened = await Promise.all(
    options.cards().map((card) => openOn(card, (bytes, host) => hear(card, bytes, host))),
  )
  const sockets = opened.filter((socket) => socket !== null)
  const timesMs = ROUNDS_AT_MS.filter((atMs) => atMs < durationMs)
  const rounds = timesMs.map((atMs, index) => {
    const run = (): void => {
      sendProbes(sockets, options.multicastAddress, options.multicastPort)
      listener.onAsked(index + 1, timesMs.length)
    }
    return [atMs, run] as const
  })
  if (!signal.aborted) await untilOver(durationMs, rounds, signal)
  for (const socket of sockets) closeQuietly(socket)
}

/** See `CameraDiscovery`. Options are for networks other than an office's: tests. */
export function createOnvifDiscovery(options: DiscoveryOptions = {}): CameraDiscovery {
  const {
    multicastAddress = DISCOVERY_ADDRESS,
    multicastPort = DISCOVERY_PORT,
    cards = cardsOfThisComputer,
    scan = {},
  } = options
  return {
    search: (durationMs, listener, signal) =>
      searchCards({ multicastAddress, multicastPort, cards }, durationMs, listener, signal),
    scan: (addresses, listener, signal) =>
      scanAddresses({ ...DEFAULT_SCAN, ...scan }, addresses, listener, signal),
  }
}
