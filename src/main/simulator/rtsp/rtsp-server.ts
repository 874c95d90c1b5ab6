import { createServer } from 'node:net'

import { createTcpListener, type TcpListener, type TcpListenerOptions } from '../tcp-listener.ts'
import { serveRtspConnection, type RtspConnectionOptions } from './rtsp-connection.ts'

/** One camera's RTSP server; closed until `open`. */
export function createRtspServer(listening: TcpListenerOptions, options: RtspConnectionOptions): TcpListener {
  const server = createServer((socket) => serveRtspConnection(socket, options))
  return createTcpListener(server, listening)
}
