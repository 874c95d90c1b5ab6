import { execFile } from 'node:child_process'
import { parseArgs, promisify } from 'node:util'
import { findFfmpeg } from '#main/adapters/ffmpeg/find-ffmpeg.ts'
import { createNodeFileStore } from '#main/adapters/files/node-file-store.ts'
import { programVersion } from '#main/serve/resources.ts'
import { type Command, STATION_OPTIONS } from './command.ts'
import { dataFolderOf } from './data-folder.ts'
import { printJson, say } from './output.ts'

const run = promisify(execFile)
const NEEDED_NODE_MAJOR = 24

async function ffmpegVersion(path: string): Promise<string> {
  const { stdout } = await run(path, ['-version'], { windowsHide: true })
  return stdout.split('\n')[0] ?? ''
}

export const doctor: Command = {
  summary: 'Kiểm tra máy: Node, ffmpeg (tìm thấy ở đâu, vì sao), chỗ trống của đĩa.',
  usage: 'doctor [--data THƯ_MỤC] [--json]',
  run: async (args) => {
    const { values } = parseArgs({ args: [...args], options: STATION_OPTIONS })
    const dataFolder = dataFolderOf(values.data)
    const ffmpeg = await findFfmpeg(process.env, process.platform)
    const version = ffmpeg.ffmpegPath === null ? null : await ffmpegVersion(ffmpeg.ffmpegPath)
    const disk = await createNodeFileStore(dataFolder).space()
    const nodeOk = Number(process.versions.node.split('.')[0]) >= NEEDED_NODE_MAJOR
    say(`${nodeOk ? '✔' : '✘'} Node ${process.versions.node} (cần ${NEEDED_NODE_MAJOR} trở lên)`)
    say(
      `${version ? '✔' : '✘'} ffmpeg: ${version ?? 'không tìm thấy'} (${ffmpeg.source ?? '—'}: ${ffmpeg.ffmpegPath ?? '—'})`,
    )
    for (const { where, why } of ffmpeg.tried) say(`    bỏ qua ${where}: ${why}`)
    say(`  Dữ liệu: ${dataFolder}, còn trống ${(disk.freeBytes / 1e9).toFixed(1)} GB`)
    const ok = nodeOk && version !== null
    if (values.json)
      printJson({
        ok,
        program: programVersion(),
        node: process.versions.node,
        ffmpeg: { ...ffmpeg, version },
        dataFolder,
        disk,
      })
    return ok ? 0 : 1
  },
}
