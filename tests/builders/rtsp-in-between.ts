import { connect, createServer, type Socket } from 'node:net'
import { createRtspReader, requestOf, type RtspMessage } from '#main/adapters/rtsp/rtsp-message.ts'

export type InBetween = {
  /** Status to answer with in the camera's place; null: the camera answers. */
  readonly refuse?: (method: string, request: RtspMessage) => number | null
  /** What goes on in the place of a packet of the camera's; empty: nothing. */
  readonly packet?: (
    channel: number,
    packet: Buffer,
  ) => readonly (readonly [channel: number, packet: Buffer])[]
}

function messageText({ startLine, headers, body }: RtspMessage): string {
  const lines = [...headers].flatMap(([name, values]) => values.map((value) => `${name}: ${value}`))
  return `${startLine}\r\n${lines.join('\r\n')}\r\n\r\n${body}`
}

function framed(channel: number, packet: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x24, channel, packet.length >> 8, packet.length & 0xff]), packet])
}

/** Stands between a client and a virtual camera, and makes the camera odd. @returns the client's address for `uri` */
export async function startInBetween(uri: string, odd: InBetween) {
  const { hostname, port, pathname } = new URL(uri)
  const sockets = new Set<Socket>()
  const asked: RtspMessage[] = []
  const server = createServer((client) => {
    const camera = connect({ host: hostname, port: Number(port) })
    for (const [socket, other] of [[client, camera] as const, [camera, client] as const]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => other.destroySoon())
    }
    const fromClient = createRtspReader({
      onMessage: (message) => {
        asked.push(message)
        const method = requestOf(message)?.method ?? ''
        const status = odd.refuse?.(method, message) ?? null
        const sequence = message.headers.get('cseq')?.[0] ?? ''
        if (status === null) camera.write(messageText(message))
        else client.write(`RTSP/1.0 ${status} No\r\nCSeq: ${sequence}\r\n\r\n`)
      },
      onPacket: () => undefined,
    })
    const fromCamera = createRtspReader({
      onMessage: (message) => client.write(messageText(message)),
      onPacket: (channel, packet) => {
        const through = odd.packet?.(channel, packet) ?? [[channel, packet] as const]
        for (const [onChannel, bytes] of through) client.write(framed(onChannel, bytes))
      },
    })
    client.on('data', (chunk: Buffer) => fromClient.push(chunk))
    camera.on('data', (chunk: Buffer) => fromCamera.push(chunk))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const ownPort = typeof address === 'object' && address !== null ? address.port : 0
  return {
    uri: `rtsp://127.0.0.1:${ownPort}${pathname}`,
    asked,
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
