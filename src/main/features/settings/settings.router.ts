import { implement } from '@orpc/server'
import { settingsContract } from '#shared/settings/settings.contract.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'

const os = implement(settingsContract).$context<RpcContext>()

export type StationFacts = {
  readonly name: string
  readonly version: string
  /** Empty everywhere but in a demo. */
  readonly demoAccounts: readonly {
    readonly username: string
    readonly password: string
    readonly role: string
  }[]
}

export function createSettingsRouter(station: StationFacts, hasUsers: () => Promise<boolean>) {
  return os.router({
    station: os.station.handler(async () => ({
      ...station,
      demoAccounts: [...station.demoAccounts],
      needsSetup: !(await hasUsers()),
    })),
  })
}
