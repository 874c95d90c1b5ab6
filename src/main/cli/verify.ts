import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { AppError } from '#shared/kernel/app-error.ts'
import { verifyBundle } from '#main/features/evidence/verify-bundle.ts'
import { type Command, STATION_OPTIONS } from './command.ts'
import { printJson, say } from './output.ts'

export const verify: Command = {
  summary: 'Kiểm tra một gói bằng chứng. Chỉ cần chính gói đó: không cần cơ sở dữ liệu, không cần mạng.',
  usage: 'verify GÓI.zip [--key DẤU_KHÓA] [--json]',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...STATION_OPTIONS, key: { type: 'string' } },
      allowPositionals: true,
    })
    const [path] = positionals
    if (path === undefined) {
      say(verify.usage)
      return 2
    }
    const bytes = await readFile(path).catch((thrown: unknown) => {
      throw new AppError('not-found', 'file.missing', { path }, thrown)
    })
    const result = await verifyBundle(
      bytes,
      values.key === undefined ? {} : { expectedKeyThumbprint: values.key },
    )
    for (const problem of result.problems) say(`✘ ${problem.file}: ${problem.code} ${problem.detail}`)
    if (result.ok) {
      say(`✔ Nguyên vẹn: ${result.files} tệp, ${result.groups} nhóm hình, ${result.samples} khung hình.`)
      say(`  Khóa ký: ${result.keyThumbprint ?? ''}`)
    }
    if (values.json) printJson(result)
    return result.ok ? 0 : 1
  },
}
