import { once } from 'node:events'
import type { AddressInfo, Server, Socket } from 'node:net'

/** A server that can vanish from the network and come back at the same port. */
export type TcpListener = {
  /** 0 before the first `open`. */
  readonly port: () => number
  open(): Promise<void>
  /** Stops listening and cuts every connection. */
  close(): Promise<void>
  cutConnections(): void
}

export type TcpListenerOptions = {
  readonly host: string
  /** 0: any free port, kept from then on. */
  readonly port: number
}

/** Works for plain TCP and for HTTP servers alike: both hand out their sockets. */
export function createTcpListener(server: Server, options: TcpListenerOptions): TcpListener {
  const sockets = new Set<Socket>()
  let port = options.port

  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })

  function cutConnections(): void {
    for (const socket of sockets) socket.destroy()
  }

  return {
    port: () => port,
    async open() {
      if (server.listening) return
      server.listen(port, options.host)
      await once(server, 'listening')
      port = listeningPort(server.address()) ?? port
    },
    async close() {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      cutConnections()
      await closed
    },
    cutConnections,
  }
}

function listeningPort(address: AddressInfo | string | null): number | null {
  return address === null || typeof address === 'string' ? null : address.port
}
