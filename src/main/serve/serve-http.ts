import { serve } from '@hono/node-server'

export type HttpServer = { readonly port: number; readonly close: () => Promise<void> }

/** Binds a host's `fetch` to a port (0: any free one). */
export function serveHttp(
  fetch: (request: Request) => Promise<Response>,
  address: { readonly hostname: string; readonly port: number },
): Promise<HttpServer> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, ...address }, ({ port }) => {
      resolve({
        port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed())
            if ('closeAllConnections' in server) server.closeAllConnections()
          }),
      })
    })
    server.once('error', reject)
  })
}
