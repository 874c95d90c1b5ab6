import { randomBytes } from 'node:crypto'
import { systemCall } from '#main/ports/call.ts'
import type { Station } from '#main/serve/open-station.ts'
import { say } from './output.ts'

/** A new station has nobody who could log in: makes its unit and one administrator, and says the password once. */
export async function ensureFirstAdministrator({ services }: Pick<Station, 'services'>): Promise<void> {
  if ((await services.users.list()).length > 0) return
  const unit = await services.units.createUnit(systemCall('setup', 'unit.create'), {
    kind: 'office',
    code: null,
    name: 'Cơ quan vận hành trạm',
    parentId: null,
    validFromMs: 0,
    predecessorId: null,
    roles: [],
  })
  const password = randomBytes(12).toString('base64url')
  await services.users.create(systemCall('setup', 'user.create'), {
    username: 'quantri',
    displayName: 'Quản trị',
    unitId: unit.id,
    role: 'administrator',
    password,
  })
  say(`Trạm mới. Đăng nhập lần đầu: quantri / ${password}   (hãy đổi mật khẩu ngay)`)
}
