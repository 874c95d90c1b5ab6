import type { Dossier } from '#shared/dossiers/dossiers.model.ts'
import { newId } from '#main/ports/new-id.ts'

export type SomeDossier = Partial<Dossier> & { readonly code: string }

/** A walk-in dossier in progress, received on 20/11/2026 at 09:15:22 in Vietnam. */
export function someDossier(dossier: SomeDossier & Pick<Dossier, 'sourceId' | 'importId'>): Dossier {
  return {
    id: newId(),
    rowNumber: 1,
    procedureCode: '1.001193',
    procedureName: 'Đăng ký khai sinh',
    field: 'Hộ tịch',
    applicantName: null,
    receivedAtLogMs: Date.parse('2026-11-20T09:15:22+07:00'),
    dueAtLogMs: null,
    finishedAtLogMs: null,
    returnedAtLogMs: null,
    status: 'in-progress',
    channel: 'walk-in',
    officerName: 'Trần Thị Bình',
    counterId: null,
    ...dossier,
  }
}
