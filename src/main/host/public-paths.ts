import { contract } from '#shared/rpc/contract.ts'

/** The parts of a declared call that its address and its openness are read from. */
type Declared = { readonly meta?: unknown; readonly route?: { readonly path?: string } }

function declarationOf(node: object): Declared | null {
  return '~orpc' in node && typeof node['~orpc'] === 'object' ? node['~orpc'] : null
}

function isPublic({ meta }: Declared): boolean {
  return typeof meta === 'object' && meta !== null && 'permission' in meta && meta.permission === 'public'
}

function collect(node: object, path: readonly string[]): string[] {
  const declared = declarationOf(node)
  if (declared)
    return isPublic(declared) ? [`/rpc/${path.join('/')}`, `/api/v1${declared.route?.path ?? ''}`] : []
  return Object.entries(node).flatMap(([key, child]: [string, unknown]) =>
    typeof child === 'object' && child !== null ? collect(child, [...path, key]) : [],
  )
}

/** Addresses that answer without a session: those whose contract says `public`, and no others. */
export const PUBLIC_PATHS: ReadonlySet<string> = new Set(collect(contract, []))
