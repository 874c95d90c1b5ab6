import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'
import { keepHeapQuiet } from '#main/adapters/system/quiet-heap.ts'
import { openStation } from '#main/serve/open-station.ts'
import { serveHttp } from '#main/serve/serve-http.ts'
import { type Command, STATION_OPTIONS } from './command.ts'
import { dataFolderOf } from './data-folder.ts'
import { say } from './output.ts'
import { untilInterrupted } from './until-interrupted.ts'

/** Whoever comes first makes the first administrator: that must be somebody at this very machine. */
const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost', '::1']

/** Opens the system's browser; a station without one says the address, which is enough. */
function openBrowser(url: string): void {
  const openers: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
    win32: ['rundll32', 'url.dll,FileProtocolHandler'],
    darwin: ['open'],
  }
  const [command = 'xdg-open', ...args] = openers[process.platform] ?? []
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true, windowsHide: true })
  child.once('error', () => undefined)
  child.unref()
}

export const serve: Command = {
  summary: 'Ghi hình và phục vụ giao diện trong trình duyệt.',
  usage: 'serve [--data THƯ_MỤC] [--port 8080] [--host 127.0.0.1] [--open] [--database postgres://…]',
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...STATION_OPTIONS,
        port: { type: 'string', default: '8080' },
        host: { type: 'string', default: '127.0.0.1' },
        open: { type: 'boolean', default: false },
        database: { type: 'string' },
      },
    })
    const station = await openStation({
      dataFolder: dataFolderOf(values.data),
      ...(values.database === undefined ? {} : { databaseUrl: values.database }),
      log: say,
    })
    if (!LOOPBACK.includes(values.host) && !(await station.services.users.hasUsers())) {
      await station.close()
      say('Trạm chưa có tài khoản nào: mở lần đầu trên chính máy này (bỏ --host) để tạo người quản trị.')
      return 1
    }
    const report = await station.start()
    const { salvaged, renamed, quarantined, damaged } = report
    if (salvaged + renamed + quarantined.length + damaged.length > 0) {
      say(
        `Đã sửa sau lần dừng trước: cứu ${salvaged} đoạn dở, đặt lại tên ${renamed}, để riêng ${quarantined.length} tệp lạ, ${damaged.length} đoạn hỏng.`,
      )
    }
    const server = await serveHttp(station.fetch, { hostname: values.host, port: Number(values.port) })
    keepHeapQuiet()
    const url = `http://${values.host}:${server.port}/`
    say(`Minh Chứng: ${url}   (Ctrl+C để dừng)`)
    if (values.open) openBrowser(url)
    await untilInterrupted()
    say('Đang dừng: hoàn tất các đoạn đang ghi…')
    await server.close()
    await station.close()
    return 0
  },
}
