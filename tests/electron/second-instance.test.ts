import { expect, test, vi } from 'vitest'
import { desktopRecord, standIn } from './stand-in-state.ts'
import { StandInUtilityProcess } from './stand-in-utility-process.ts'
import { StandInWindow } from './stand-in-window.ts'

test('a second copy ends at once, with no window and no host', async () => {
  standIn.isFirstInstance = false
  await import('#main/electron/main.ts')
  await vi.waitFor(() => expect(desktopRecord.quits).toBe(1))
  expect(StandInWindow.all).toEqual([])
  expect(StandInUtilityProcess.alive.size).toBe(0)
  expect(desktopRecord.exitCodes).toEqual([])
})
