import { describe, expect, it } from 'vitest'
import type { SearchHit } from '#shared/search/search.model.ts'
import { targetsOf } from './search-links.ts'

const hit = (fields: Partial<SearchHit>): SearchHit => ({
  kind: 'dossier',
  id: 'd1',
  title: { text: '', marks: [] },
  subtitle: [],
  dossiers: null,
  atMs: 5,
  roomId: 'r1',
  cameraIds: ['c1', 'c2'],
  dossier: { id: 'd1', code: 'H42.18-261120-0007' },
  ...fields,
})
const everything = () => true
const nothing = () => false
const watching = { kind: 'footage', search: { room: 'r1', at: 5, cameras: 'c1,c2', dossier: 'd1' } }
const dossierPage = { kind: 'page', href: '/dossiers/d1' }

describe('where a hit leads', () => {
  it('is its footage, or its page with Ctrl', () => {
    expect(targetsOf(hit({}), everything)).toEqual({ enter: watching, control: dossierPage })
  })

  it('is its page for those who may not watch, and where there is no moment', () => {
    expect(targetsOf(hit({}), nothing)).toEqual({ enter: dossierPage, control: dossierPage })
    expect(targetsOf(hit({ atMs: null }), everything).enter).toEqual(dossierPage)
  })

  it('is the list for a name that many dossiers share', () => {
    const procedure = hit({ kind: 'procedure', id: 'Đăng ký & khai sinh', dossier: null, cameraIds: [] })
    expect(targetsOf(procedure, everything)).toEqual({
      enter: { kind: 'page', href: '/dossiers?procedure=%C4%90%C4%83ng+k%C3%BD+%26+khai+sinh' },
      control: { kind: 'footage', search: { room: 'r1', at: 5 } },
    })
  })

  it('is the room of a counter, and nowhere for an incident that the person cannot follow', () => {
    const counter = hit({ kind: 'counter', id: 'q1', atMs: null, dossier: null, cameraIds: [] })
    expect(targetsOf(counter, everything).enter).toEqual({ kind: 'footage', search: { room: 'r1' } })
    const incident = hit({ kind: 'incident', atMs: null, roomId: null, dossier: null })
    expect(targetsOf(incident, nothing)).toEqual({ enter: null, control: null })
  })
})
