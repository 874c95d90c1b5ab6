import { createServer as createHttpServer } from 'node:http'
import { createServer as createTcpServer } from 'node:net'

import type { BadBehaviour } from './bad-device/bad-behaviour.ts'
import { createBadAnswer } from './bad-device/bad-http.ts'
import { createBadRtsp } from './bad-device/bad-rtsp.ts'
import { devicePath } from './onvif/device-facts.ts'
import { createTcpListener } from './tcp-listener.ts'

export type BadDeviceOptions = {
  readonly behaviour: BadBehaviour
  /** Default 127.0.0.1. */
  readonly host?: string | undefined
  /** Default 0: any free one. */
  readonly port?: number | undefined
}

export type BadDevice = {
  readonly onvifUrl: string
  /** Answers 404 to everything, unless the behaviour is about RTSP. */
  readonly rtspUrl: string
  /** Everything sent so far on all connections, HTTP and RTSP. */
  bytesSent(): number
  stop(): Promise<void>
}

/** Starts something on the network that no client must stumble over. */
export async function startBadDevice(options: BadDeviceOptions): Promise<BadDevice> {
  const host = options.host ?? '127.0.0.1'
  let closedBytes = 0
  const open = new Set<{ readonly bytesWritten: number }>()
  const httpServer =
    options.behaviour === 'silent' || options.behaviour === 'endless-http-header'
      ? createTcpServer(createBadAnswer.raw(options.behaviour))
      : createHttpServer(createBadAnswer.http(options.behaviour))
  const rtspServer = createTcpServer(createBadRtsp(options.behaviour))
  for (const server of [httpServer, rtspServer]) {
    server.on('connection', (socket) => {
      open.add(socket)
      // A client that runs away from such a device does what it should.
      socket.on('error', () => undefined)
      socket.on('close', () => {
        open.delete(socket)
        closedBytes += socket.bytesWritten
      })
    })
  }
  const http = createTcpListener(httpServer, { host, port: options.port ?? 0 })
  const rtsp = createTcpListener(rtspServer, { host, port: 0 })
  await Promise.all([http.open(), rtsp.open()])
  return {
    onvifUrl: `http://${host}:${http.port()}${devicePath}`,
    rtspUrl: `rtsp://${host}:${rtsp.port()}/main`,
    bytesSent: () => [...open].reduce((sum, socket) => sum + socket.bytesWritten, closedBytes),
    async stop() {
      await Promise.all([http.close(), rtsp.close()])
    },
  }
}
