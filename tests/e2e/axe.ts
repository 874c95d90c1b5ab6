import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { untilSettled } from './all-pages.ts'

/** Looks that change colours alone: how the root element is marked for each. */
const LOOKS = [
  { name: 'dark', scheme: 'dark', contrast: '' },
  { name: 'high contrast', scheme: 'light', contrast: 'high' },
  { name: 'dark, high contrast', scheme: 'dark', contrast: 'high' },
] as const

/** What axe finds that is serious or critical: rule, where, why. */
async function violations(page: Page, rules: readonly string[] | null): Promise<string[]> {
  if (!(await page.evaluate<boolean>(`'axe' in globalThis`))) {
    await page.evaluate(axe.source)
    // A colour that is just changing is no colour of the page.
    await page.addStyleTag({
      content: '*, ::before, ::after { transition: none !important; animation: none !important }',
    })
  }
  return page.evaluate<string[]>(`(async () => {
    const rules = ${JSON.stringify(rules)}
    const options = { resultTypes: ['violations'], ...(rules === null ? {} : { runOnly: { type: 'rule', values: rules } }) }
    // The frame around the pages is one and the same: its colours are looked at on the first page.
    const frame = rules !== null && location.pathname !== '/' ? document.querySelector('main') : null
    const { violations } = await axe.run(frame ?? document, options)
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map((node) =>
        id + ' | ' + node.target.join(' ') + ' | ' + node.html.slice(0, 160) + ' | ' + node.failureSummary.replaceAll('\\n', ' ').slice(0, 220)))
  })()`)
}

async function wear(page: Page, { scheme, contrast }: { scheme: string; contrast: string }): Promise<void> {
  await page.evaluate(`(() => {
    document.documentElement.setAttribute('data-mantine-color-scheme', ${JSON.stringify(scheme)})
    document.documentElement.dataset.contrast = ${JSON.stringify(contrast)}
  })()`)
}

async function violationsOfView(page: Page): Promise<string[]> {
  const found = await violations(page, null)
  for (const look of LOOKS) {
    await wear(page, look)
    found.push(...(await violations(page, ['color-contrast'])).map((one) => `${look.name}: ${one}`))
  }
  await wear(page, { scheme: 'light', contrast: '' })
  return found
}

/** What is wrong with the page in light, dark and high contrast, and with each of its tabs; empty: nothing serious. */
export async function violationsOf(page: Page): Promise<string[]> {
  const found = await violationsOfView(page)
  const tabs = page.getByRole('main').getByRole('tab')
  for (let index = 1; index < (await tabs.count()); index += 1) {
    const tab = tabs.nth(index)
    const name = await tab.innerText()
    await tab.click()
    await untilSettled(page)
    found.push(...(await violations(page, null)).map((one) => `${name}: ${one}`))
  }
  return found
}
