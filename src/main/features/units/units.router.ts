import { implement } from '@orpc/server'
import { unitsContract } from '#shared/units/units.contract.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'
import type { UnitsService } from './units.service.ts'

const os = implement(unitsContract).$context<RpcContext>()

export function createUnitsRouter(units: UnitsService) {
  return os.router({
    tree: os.tree.handler(({ input }) => units.tree(input.atMs)),
    createUnit: os.createUnit.handler(({ input, context }) => units.createUnit(context.call, input)),
    endUnit: os.endUnit.handler(({ input, context }) =>
      units.endUnit(context.call, input.id, input.validToMs),
    ),
    createRoom: os.createRoom.handler(({ input, context }) => units.createRoom(context.call, input)),
    createCounter: os.createCounter.handler(({ input, context }) => units.createCounter(context.call, input)),
    calendar: os.calendar.handler(({ input }) => units.calendar(input.unitId)),
    officeHours: os.officeHours.handler(({ input: { roomId, fromMs, toMs } }) =>
      units.officeHours(roomId, { fromMs, toMs }),
    ),
    setCalendar: os.setCalendar.handler(({ input, context }) => {
      const { unitId, calendar, fromMs } = input
      return units.setCalendar(context.call, unitId, calendar, fromMs)
    }),
  })
}
