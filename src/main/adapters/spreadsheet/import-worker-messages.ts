import type { ErrorDetail } from '#shared/kernel/app-error.ts'
import type { ImportKind } from '#shared/imports/import-rows.model.ts'
import type { ParsedImport } from '#shared/imports/parsed-import.model.ts'
import type { ImportFile, ImportRequest } from '#main/ports/import-reader.ts'

/** To the worker: what to read, then a call for each next part of what was read. */
export type WorkerOrder<Kind extends ImportKind> =
  | { readonly type: 'read'; readonly file: ImportFile; readonly request: ImportRequest<Kind> }
  | { readonly type: 'next' }

/** Rows come in parts, each on demand: thousands of them in one message would hold the host up. */
export type ImportPart<Kind extends ImportKind> = Pick<ParsedImport<Kind>, 'accepted' | 'rejected'>

export type WorkerAnswer<Kind extends ImportKind> =
  | { readonly type: 'read' }
  | {
      readonly type: 'parsed'
      readonly head: Pick<ParsedImport<Kind>, 'kind' | 'columns' | 'rows' | 'period'>
      readonly parts: number
    }
  | { readonly type: 'part'; readonly part: ImportPart<Kind> }
  | { readonly type: 'refused'; readonly code: string; readonly detail: ErrorDetail }
