import { AppError, messageOf } from '#shared/kernel/app-error.ts'
import { camera } from './camera.ts'
import { check } from './check.ts'
import { clip } from './clip.ts'
import type { Command } from './command.ts'
import { coverage } from './coverage.ts'
import { demo } from './demo.ts'
import { doctor } from './doctor.ts'
import { importFile } from './import.ts'
import { ledger } from './ledger.ts'
import { sentenceOf } from './messages.ts'
import { printJson, say } from './output.ts'
import { recordings } from './recordings.ts'
import { serve } from './serve.ts'
import { storage } from './storage.ts'
import { verify } from './verify.ts'

const COMMANDS: Readonly<Record<string, Command>> = {
  demo,
  serve,
  camera,
  import: importFile,
  coverage,
  ledger,
  clip,
  verify,
  recordings,
  check,
  storage,
  doctor,
}

function help(): string {
  const lines = Object.values(COMMANDS).map(({ usage, summary }) => `  ${usage}\n      ${summary}`)
  return ['Minh Chứng — npm run cli -- <lệnh> [--data THƯ_MỤC] [--json]', ...lines].join('\n')
}

/** A script that asked for one object gets one, whatever happens. */
function errorOf(thrown: unknown) {
  if (!(thrown instanceof AppError)) return { kind: 'internal', code: 'unexpected', detail: {} }
  const { kind, code, detail } = thrown
  return { kind, code, detail }
}

async function run([name, ...args]: readonly string[]): Promise<number> {
  const command = name === undefined ? undefined : COMMANDS[name]
  if (!command) {
    say(help())
    return name === undefined || name === 'help' || name === '--help' ? 0 : 2
  }
  try {
    return await command.run(args)
  } catch (thrown) {
    if (thrown instanceof TypeError && 'code' in thrown && String(thrown.code).startsWith('ERR_PARSE_ARGS')) {
      say(`${thrown.message}\n${command.usage}`)
      return 2
    }
    if (args.includes('--json')) printJson({ error: errorOf(thrown) })
    say(thrown instanceof AppError ? sentenceOf(thrown) : `Lỗi ngoài dự kiến: ${messageOf(thrown)}`)
    if (process.env['MINH_CHUNG_DEBUG']) say(thrown instanceof Error ? (thrown.stack ?? '') : '')
    return 1
  }
}

process.exitCode = await run(process.argv.slice(2))
