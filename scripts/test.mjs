// `npm test`: browser part, checks, tests; its last line says how many tests passed, failed and were skipped.
// `npm test -- src/shared -t clock` hands its arguments to vitest and leaves the checks out.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { continueUnderNode24 } from './lib/node-runtime.mjs'
import { repositoryRoot, runInForeground } from './lib/process.mjs'
import { toolScript } from './lib/tools.mjs'

await continueUnderNode24()

const vitestArgs = process.argv.slice(2)

/** @param {string} name @returns {Promise<number>} */
function runScript(name) {
  return runInForeground(process.execPath, [join(repositoryRoot, 'scripts', name)])
}

/** @param {string} reportPath */
function countTests(reportPath) {
  if (!existsSync(reportPath)) return { passed: 0, failed: 0, skipped: 0 }
  const report = JSON.parse(readFileSync(reportPath, 'utf8'))
  // A file that fails before its first test counts too: it holds no failed test, yet it has failed.
  const brokenFiles = report.testResults.filter(
    (/** @type {{ status: string, assertionResults: { status: string }[] }} */ file) =>
      file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length
  return {
    passed: Number(report.numPassedTests),
    failed: Number(report.numFailedTests) + brokenFiles,
    skipped: Number(report.numPendingTests) + Number(report.numTodoTests),
  }
}

async function runVitest() {
  const folder = mkdtempSync(join(tmpdir(), 'minh-chung-test-'))
  const reportPath = join(folder, 'report.json')
  const args = [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportPath}`,
    ...vitestArgs,
  ]
  try {
    const code = await runInForeground(process.execPath, [toolScript('vitest'), ...args])
    return { code, ...countTests(reportPath) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const rendererCode = await runScript('build-renderer.mjs')
const checkCode = vitestArgs.length === 0 ? await runScript('check.mjs') : 0
const tests = await runVitest()
if (rendererCode !== 0) console.log('FAILED: the browser part does not build (see above)')
if (checkCode !== 0) console.log('FAILED: npm run check (see above)')
// Each failed check counts as one, so that the line below never says "0 failed" of a failed run.
const failedSteps = [rendererCode, checkCode].filter((code) => code !== 0).length
const failed = Math.max(tests.failed, tests.code === 0 ? 0 : 1) + failedSteps
process.exitCode = failed === 0 ? 0 : 1
console.log(`${tests.passed} passed, ${failed} failed, ${tests.skipped} skipped`)
