import { parseArgs } from 'node:util'
import { formatVietnamDate } from '#shared/kernel/instant.ts'
import type { Forecast, StorageFolder, StorageUsage } from '#shared/retention/retention.model.ts'
import { systemCall } from '#main/ports/call.ts'
import { openStation } from '#main/serve/open-station.ts'
import { type Command, STATION_OPTIONS } from './command.ts'
import { dataFolderOf } from './data-folder.ts'
import { printJson, say } from './output.ts'

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`

function sayFolders(folders: readonly StorageFolder[]): void {
  for (const folder of folders) {
    const free = folder.freeBytes === null ? 'không rõ' : `còn ${gigabytes(folder.freeBytes)}`
    const mark = folder.isCurrent ? '●' : folder.code === null ? '○' : '✘'
    say(`${mark} ${folder.path}  ${folder.state}  ${free}, bản ghi ${gigabytes(folder.recordingBytes)}`)
  }
}

function sayUsage(usage: StorageUsage): void {
  const sum = (of: (camera: StorageUsage['cameras'][number]) => number): string =>
    gigabytes(usage.cameras.reduce((total, camera) => total + of(camera), 0))
  say(
    `Khóa ${sum((camera) => camera.lockedBytes)} · chưa hết hạn tối thiểu ${sum((camera) => camera.keptBytes)} · ` +
      `xóa được ${sum((camera) => camera.deletableBytes)} · cách ly ${gigabytes(usage.quarantineBytes)} · ` +
      `bằng chứng ${gigabytes(usage.evidenceBytes)} · khác ${gigabytes(usage.otherBytes)} · ` +
      `trống ${gigabytes(usage.freeBytes)} / ${gigabytes(usage.totalBytes)}`,
  )
}

function sayForecast(forecast: Forecast): void {
  if (forecast.bytesPerDay === null) say('Chưa đủ số liệu ghi hình để dự báo.')
  else if (forecast.fullAtMs === null) say('Với quy định lưu giữ và khóa hiện nay, đĩa không bị đầy.')
  else
    say(`Đĩa sẽ đầy và ngừng ghi vào ${formatVietnamDate(forecast.fullAtMs)} (${forecast.bottleneck ?? ''}).`)
}

export const storage: Command = {
  summary: 'Dung lượng đi đâu, còn ghi được bao lâu, các thư mục lưu trữ.',
  usage: 'storage [--data THƯ_MỤC] [--json]',
  run: async (args) => {
    const { values } = parseArgs({ args: [...args], options: STATION_OPTIONS })
    const station = await openStation({ dataFolder: dataFolderOf(values.data), shared: true })
    try {
      const { retention } = station.services
      const folders = await retention.folders()
      const usage = await retention.usage(systemCall('cli', 'storage').actor)
      const forecast = await retention.forecast()
      sayFolders(folders)
      sayUsage(usage)
      sayForecast(forecast)
      if (values.json) printJson({ folders, usage, forecast })
      return folders.every(({ code }) => code === null) ? 0 : 1
    } finally {
      await station.close()
    }
  },
}
