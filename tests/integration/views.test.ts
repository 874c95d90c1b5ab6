import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MOST_VIEWS_OF_A_PAGE } from '#shared/views/views.model.ts'
import { newId } from '#main/ports/new-id.ts'
import { type AuditedStation, openAuditedStation } from '#tests/builders/audited-station.ts'
import { testDatabases } from '#tests/builders/test-databases.ts'

describe.each(testDatabases)('saved filters on $name', (database) => {
  let station: AuditedStation

  beforeEach(async () => {
    station = await openAuditedStation(database)
  })
  afterEach(() => station.close())

  it("are a person's own, by name, and one of the same name takes the new filters", async () => {
    const inspector = await station.clientOf('inspector')
    const office = await station.clientOf('office-staff')
    const save = (name: string, search: Record<string, string | string[]>) =>
      inspector.views.save({ page: 'dossiers', name, search })
    await save('Thiếu hình', { verdict: 'missing' })
    const first = await save('Quá hạn', { time: 'overdue' })
    const again = await save(' Quá hạn ', { time: 'open-overdue', status: ['received'] })
    expect(again.id).toBe(first.id)
    const kept = await inspector.views.list({ page: 'dossiers' })
    expect(kept.map(({ name, search }) => [name, search])).toEqual([
      ['Quá hạn', { time: 'open-overdue', status: ['received'] }],
      ['Thiếu hình', { verdict: 'missing' }],
    ])
    expect(await inspector.views.list({ page: 'findings' })).toEqual([])
    expect(await office.views.list({ page: 'dossiers' })).toEqual([])
    await expect(office.views.remove({ id: first.id })).rejects.toMatchObject({
      data: { code: 'view.unknown' },
    })
    await inspector.views.remove({ id: first.id })
    expect(await inspector.views.list({ page: 'dossiers' })).toHaveLength(1)
    await expect(inspector.views.remove({ id: newId() })).rejects.toMatchObject({
      data: { code: 'view.unknown' },
    })
  })

  it('are not kept without end', async () => {
    const inspector = await station.clientOf('inspector')
    const save = (index: number) =>
      inspector.views.save({ page: 'dossiers', name: `Bộ lọc ${index}`, search: { code: String(index) } })
    for (let index = 0; index < MOST_VIEWS_OF_A_PAGE; index += 1) await save(index)
    await expect(save(MOST_VIEWS_OF_A_PAGE)).rejects.toMatchObject({
      data: { code: 'view.too-many', detail: { most: MOST_VIEWS_OF_A_PAGE } },
    })
    await save(0)
  })
})
