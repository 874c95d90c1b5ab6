import type { Role } from '#shared/users/users.model.ts'
import type { ApiClient } from './api-client.ts'
import { csvBytes, REGISTER_HEADERS, registerRow } from './register-files.ts'
import type { TestHost } from './test-host.ts'
import { until } from './until.ts'

type Step = <T>(role: Role, path: string, change: () => Promise<T>) => Promise<T>

/** Every change that a person can make with imports, over the interface. */
export async function changeImports(
  step: Step,
  host: TestHost,
  who: { readonly sourceId: string; readonly inspector: ApiClient; readonly administrator: ApiClient },
): Promise<void> {
  const { imports } = who.inspector
  const bytes = new Uint8Array(csvBytes([[...REGISTER_HEADERS], registerRow()]))
  const { previewId } = await imports.preview({
    kind: 'dossier-register',
    sourceId: who.sourceId,
    file: new File([bytes], 'so.csv'),
  })
  await until(
    20_000,
    'the preview is read',
    async () => (await imports.previewState({ id: previewId })).state === 'ready',
  )
  const saved = await step('inspector', 'imports/saveProfile', () =>
    imports.saveProfile({ previewId, name: 'Sổ của xã' }),
  )
  const id = saved.id ?? ''
  await step('inspector', 'imports/renameProfile', () => imports.renameProfile({ id, name: 'Sổ một cửa' }))
  await step('inspector', 'imports/deleteProfile', () => imports.deleteProfile({ id }))
  await step('inspector', 'imports/addProfile', () => imports.addProfile({ profile: saved.profile }))
  const { importId } = await step('inspector', 'imports/apply', () => imports.apply({ previewId }))
  await host.services.jobs.idle()
  await step('inspector', 'imports/undo', () => imports.undo({ id: importId }))
  await step('administrator', 'imports/setKeepNames', () =>
    who.administrator.imports.setKeepNames({ keepNames: false }),
  )
}
