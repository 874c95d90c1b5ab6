import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { ROLES, type Role } from '#shared/users/users.model.ts'
import { permissionsOf } from '#shared/users/users.rules.ts'
import { systemCall } from '#main/ports/call.ts'
import { declaredCalls } from '#tests/builders/contract-calls.ts'
import { makeFootage } from '#tests/builders/evidence-footage.ts'
import { type HttpSession, logIn, sessionWith } from '#tests/builders/http-session.ts'
import { laySegment, openRun } from '#tests/builders/laid-footage.ts'
import { addPerson, addSilentCamera, seedStation, type StationWorld } from '#tests/builders/station-world.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'
import { openTestHost, type TestHost } from '#tests/builders/test-host.ts'

const START_MS = Math.floor(Date.now() / 60_000) * 60_000 - 600_000
const RANGE = { fromMs: START_MS, toMs: START_MS + 8000 }

describe.each(testDatabases)('who may do what on $name', ({ openMigrated }) => {
  let opened: OpenDatabase
  let host: TestHost
  let world: StationWorld
  let deskCamera: Camera
  let clipId: string
  let bookmarkId: string
  const sessions = new Map<Role, HttpSession>()

  function as(role: Role): HttpSession {
    const session = sessions.get(role)
    if (!session) throw new Error(`no session of ${role}`)
    return session
  }

  /** Footage of the desk, and a sealed clip of it. */
  async function fillDesk(): Promise<void> {
    const { review, evidence, jobs } = host.services
    deskCamera = await addSilentCamera(host.services, world.desk, 'Camera quầy')
    const runId = await openRun(host, deskCamera.id, START_MS)
    const place = { cameraId: deskCamera.id, runId, number: 1, startAtMs: START_MS }
    await laySegment(host, await makeFootage({ seconds: 8 }), place, 'finished')
    const bookmark = await review.createBookmark(systemCall('test', 'bookmark.create'), {
      cameraIds: [deskCamera.id],
      ...RANGE,
      dossierId: null,
      criterionCode: null,
      note: '',
      protects: true,
    })
    const { clip } = await evidence.create(systemCall('test', 'evidence.create'), {
      bookmarkId: bookmark.id,
      criterionCode: null,
      purpose: 'Thử quyền xem',
    })
    clipId = clip.id
    bookmarkId = bookmark.id
    await jobs.idle()
  }

  beforeAll(async () => {
    opened = await openMigrated()
    host = await openTestHost({ db: opened.db })
    await host.services.scoring.start()
    world = await seedStation(host.services)
    for (const role of ROLES) {
      await addPerson(host.services, world, role)
      sessions.set(role, await logIn(host.fetch, role))
    }
    await fillDesk()
  })
  afterAll(async () => {
    await host?.close()
    await opened?.close()
  })

  it.each(ROLES)('lets a %s make exactly the calls of that role', async (role) => {
    const session = as(role)
    const outcomes: Record<string, 'refused' | 'let in'> = {}
    // Leaving ends the session that the others need.
    for (const { path } of declaredCalls.filter((call) => call.path !== 'users/logout')) {
      const answer = await session.rpc(path)
      const text = await answer.text()
      expect([401, 500], `${path}: ${text}`).not.toContain(answer.status)
      const isRefused = answer.status === 403 && text.includes('permission.denied')
      outcomes[path] = isRefused ? 'refused' : 'let in'
    }
    const expected = declaredCalls
      .filter((call) => call.path !== 'users/logout')
      .map(({ path, permission }) => {
        const may = permission === 'public' || permissionsOf(role).includes(permission)
        return [path, may ? 'let in' : 'refused']
      })
    expect(outcomes).toEqual(Object.fromEntries(expected))
  })

  it('asks for something of every call but the few that must be open', () => {
    const open = declaredCalls.filter((call) => call.permission === 'public').map((call) => call.path)
    expect(open.toSorted()).toEqual([
      // A phone shows a camera the station's time without logging in, by a token that is good for a quarter of an hour.
      'clockChecks/codes',
      'clockChecks/page',
      'settings/station',
      'users/createFirst',
      'users/login',
      'users/me',
    ])
    expect(declaredCalls.length).toBeGreaterThan(40)
  })

  /** Everything by which the desk's pictures could be reached. */
  const ways: readonly {
    readonly what: string
    readonly ask: (session: HttpSession) => Promise<Response>
  }[] = [
    {
      what: 'the playlist',
      ask: ({ get }) =>
        get(`/media/cameras/${deskCamera.id}/playlist.m3u8?from=${RANGE.fromMs}&to=${RANGE.toMs}`),
    },
    {
      what: 'the playlist of the stand-in',
      ask: ({ get }) =>
        get(`/media/cameras/${deskCamera.id}/playlist.m3u8?from=${RANGE.fromMs}&to=${RANGE.toMs}&proxy=h264`),
    },
    { what: 'a segment', ask: ({ get }) => get(`/media/cameras/${deskCamera.id}/segments/1.mp4`) },
    {
      what: 'a part of a segment',
      ask: ({ get }) => get(`/media/cameras/${deskCamera.id}/segments/1.mp4`, { range: 'bytes=0-99' }),
    },
    {
      what: 'a chunk of the stand-in',
      ask: ({ get }) => get(`/media/cameras/${deskCamera.id}/proxy/1/0-1.ts`),
    },
    {
      what: 'the playlist of keyframes',
      ask: ({ get }) =>
        get(
          `/media/cameras/${deskCamera.id}/playlist.m3u8?from=${RANGE.fromMs}&to=${RANGE.toMs}&only=keyframes`,
        ),
    },
    {
      what: 'the header of keyframes',
      ask: ({ get }) => get(`/media/cameras/${deskCamera.id}/keyframes/1/init.mp4`),
    },
    {
      what: 'a chunk of keyframes',
      ask: ({ get }) => get(`/media/cameras/${deskCamera.id}/keyframes/1/0-1.mp4`),
    },
    {
      what: 'the lanes',
      ask: ({ rpc }) => rpc('recordings/lanes', { cameraIds: [deskCamera.id], ...RANGE }),
    },
    {
      what: 'the bookmarks of the room',
      ask: ({ rpc }) => rpc('review/bookmarks', { roomId: world.desk.id }),
    },
    {
      what: 'a new bookmark',
      ask: ({ rpc }) =>
        rpc('review/createBookmark', { cameraIds: [deskCamera.id], ...RANGE, note: 'x', protects: false }),
    },
    {
      what: 'the list of bookmarks',
      ask: ({ rpc }) => rpc('review/bookmarkList', { roomId: world.desk.id }),
    },
    {
      what: 'a change of a bookmark',
      ask: ({ rpc }) => rpc('review/changeBookmarks', { changes: [{ id: bookmarkId, addTags: ['thử'] }] }),
    },
    {
      what: 'the cost of locking a bookmark',
      ask: ({ rpc }) => rpc('review/bookmarksLockCost', { ids: [bookmarkId] }),
    },
    { what: 'the bundle of a clip', ask: ({ get }) => get(`/media/evidence/${clipId}/bundle.zip`) },
    { what: 'the film of a clip', ask: ({ get }) => get(`/media/evidence/${clipId}/${deskCamera.id}.mp4`) },
    { what: 'the check of a clip', ask: ({ rpc }) => rpc('evidence/verify', { id: clipId }) },
  ]
  const isMade = (status: number) => status === 200 || status === 206

  it('refuses an inspector the pictures of another owner, opens them with a grant and closes them after it', async () => {
    const { users } = host.services
    const statuses = async (session: HttpSession) => {
      const found: Record<string, number> = {}
      for (const { what, ask } of ways) {
        const answer = await ask(session)
        found[what] = answer.status
        if (!isMade(answer.status)) expect((await answer.arrayBuffer()).byteLength).toBeLessThan(400)
      }
      return found
    }
    const allOf = (status: number) => Object.fromEntries(ways.map(({ what }) => [what, status]))
    const opened200 = { ...allOf(200), 'a part of a segment': 206 }

    expect(await statuses(as('inspector'))).toEqual(allOf(403))
    expect(await statuses(as('office-staff'))).toEqual(opened200)
    const grant = await users.createGrant(systemCall('test', 'room-grant.create'), {
      roomId: world.desk.id,
      granteeUnitId: world.inspectorate.id,
      reason: 'Phối hợp giám sát',
      validToMs: null,
    })
    expect(await statuses(as('inspector'))).toEqual(opened200)
    await users.revokeGrant(systemCall('test', 'room-grant.revoke'), grant.id)
    expect(await statuses(as('inspector'))).toEqual(allOf(403))
    expect(await statuses(sessionWith(host.fetch, ''))).toEqual(allOf(401))
  })

  it('shows a camera only to those who may look through it, and to the administrator without footage', async () => {
    const namesFor = async (role: Role): Promise<string[]> => {
      const { json } = await (await as(role).rpc('cameras/list')).json()
      return json.map((camera: Camera) => camera.name)
    }
    expect(await namesFor('office-staff')).toEqual(['Camera quầy'])
    expect(await namesFor('inspector')).toEqual([])
    expect(await namesFor('administrator')).toEqual(['Camera quầy'])
    expect((await ways[2]?.ask(as('administrator')))?.status).toBe(403)
  })

  it('lets the committee read sealed evidence and no recording', async () => {
    expect((await as('committee-member').get(`/media/evidence/${clipId}/bundle.zip`)).status).toBe(200)
    expect((await ways[0]?.ask(as('committee-member')))?.status).toBe(403)
  })

  it.each([
    '/media/cameras/nobody/playlist.m3u8?from=1&to=2',
    '/media/cameras/00000000-0000-7000-8000-000000000000/segments/1.mp4',
    '/media/cameras/00000000-0000-7000-8000-000000000000/segments/..%2f1.mp4',
    '/media/evidence/00000000-0000-7000-8000-000000000000/bundle.zip',
    '/media/nothing',
  ])('answers 404 for %s', async (path) => {
    expect((await as('office-staff').get(path)).status).toBe(404)
  })

  it.each([
    { what: 'a playlist that ends before it begins', query: 'from=2000&to=1000', status: 400 },
    { what: 'a playlist without a range', query: '', status: 404 },
  ])('refuses $what', async ({ query, status }) => {
    const answer = await as('office-staff').get(`/media/cameras/${deskCamera.id}/playlist.m3u8?${query}`)
    expect(answer.status).toBe(status)
  })

  it('serves the byte ranges that a player asks for, and 416 beyond the end', async () => {
    const path = `/media/cameras/${deskCamera.id}/segments/1.mp4`
    const whole = await (await as('office-staff').get(path)).arrayBuffer()
    const part = await as('office-staff').get(path, { range: 'bytes=100-299' })
    expect(part.headers.get('content-range')).toBe(`bytes 100-299/${whole.byteLength}`)
    expect(Buffer.from(await part.arrayBuffer())).toEqual(Buffer.from(whole.slice(100, 300)))
    const tail = await as('office-staff').get(path, { range: 'bytes=-10' })
    expect(Buffer.from(await tail.arrayBuffer())).toEqual(Buffer.from(whole.slice(-10)))
    expect((await as('office-staff').get(path, { range: `bytes=${whole.byteLength}-` })).status).toBe(416)
  })
})
