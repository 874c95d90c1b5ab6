import { OpenAPIGenerator } from '@orpc/openapi'
import type { AnyRouter } from '@orpc/server'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

type Operation = { readonly method: string; readonly path: string; readonly schema: string }

function operationsOf(paths: object): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]: [string, unknown]) =>
    Object.entries(typeof methods === 'object' ? (methods ?? {}) : {}).map(
      ([method, operation]: [string, unknown]) => ({
        method: method.toUpperCase(),
        path,
        schema: JSON.stringify(operation, null, 2),
      }),
    ),
  )
}

function page(title: string, operations: readonly Operation[]): string {
  const items = operations.map(
    ({ method, path, schema }) =>
      `<details><summary><code>${escape(method)} /api/v1${escape(path)}</code></summary><pre>${escape(schema)}</pre></details>`,
  )
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><title>${escape(title)}</title>
<h1>${escape(title)}</h1><p><a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI 3.1)</p>${items.join('\n')}</html>`
}

/** `/api/v1/openapi.json`, made from the contract, and `/api/v1/docs`, the same as a page without scripts. */
export function createApiDocs(router: AnyRouter, station: { readonly version: string }) {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  const title = 'Minh Chứng API'
  const generate = () =>
    generator.generate(router, { info: { title, version: station.version }, servers: [{ url: '/api/v1' }] })

  return async (pathname: string): Promise<Response> => {
    const document = await generate()
    if (pathname === '/api/v1/openapi.json') return Response.json(document)
    return new Response(page(title, operationsOf(document.paths ?? {})), {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'none'",
      },
    })
  }
}
